//! NexoSim: one model that schedules its own events. One model for each node, with ports between them, is ten times slower.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::EventSource;
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

use super::Spread;
use crate::graph::Graph;
use crate::luck::Stream;

type Left = Arc<Mutex<Spread>>;

#[derive(Serialize, Deserialize)]
struct Attack {
    #[serde(skip)]
    graph: Option<Arc<Graph>>,
    #[serde(skip, default = "stream")]
    stream: Stream,
    #[serde(skip, default = "left")]
    left: Left,
    taken: Vec<bool>,
    until: f64,
}

fn stream() -> Stream {
    Stream::new(0)
}

fn left() -> Left {
    Arc::new(Mutex::new(Spread {
        taken: 0,
        half: f64::NAN,
    }))
}

#[Model]
impl Attack {
    #[nexosim(schedulable)]
    fn take(&mut self, node: u32, context: &Context<Self>) {
        let (Some(graph), false) = (
            self.graph.clone(),
            std::mem::replace(&mut self.taken[node as usize], true),
        ) else {
            return;
        };
        let now = context.time().duration_since(MonotonicTime::EPOCH).as_secs_f64();
        {
            let mut left = self.left.lock().expect("one thread");
            left.taken += 1;
            if left.taken == graph.nodes() / 2 {
                left.half = now;
            }
        }
        for head in &graph.heads[graph.out(node as usize)] {
            if self.taken[*head as usize] {
                continue;
            }
            let delay = self.stream.exponential();
            if now + delay <= self.until {
                let delay = Duration::from_secs_f64(delay).max(Duration::from_nanos(1));
                context
                    .schedule_event(delay, schedulable!(Self::take), *head)
                    .expect("it is to come");
            }
        }
    }
}

/// One replication.
pub fn run(graph: &Arc<Graph>, seed: u64, until: f64) -> Spread {
    let left = left();
    let taken = vec![false; graph.nodes()];
    let attack = Attack {
        graph: Some(graph.clone()),
        stream: Stream::new(seed),
        left: left.clone(),
        taken,
        until,
    };
    let mailbox = Mailbox::new();
    let mut bench = SimInit::with_num_threads(1);
    let entry = EventSource::new()
        .connect(Attack::take, &mailbox)
        .register(&mut bench);
    let mut simulation = bench
        .add_model(attack, mailbox, "attack")
        .init(MonotonicTime::EPOCH)
        .expect("it is complete");
    simulation.process_event(&entry, 0).expect("it is connected");
    simulation.run().expect("nothing panics");
    let left = *left.lock().expect("one thread");
    left
}
