//! W4 on NexoSim: one model that schedules its own events. A millisecond is a million nanoseconds, of which each phase of T1
//! has a hundred thousand; what is due at once comes a nanosecond later, because NexoSim schedules nothing for now.

use std::sync::{Arc, Mutex};

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::EventSource;
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

use super::play::{Event, Play, Row};
use super::tables::Tables;

const MILLISECOND: i64 = 1_000_000;
const PHASE: i64 = 100_000;

#[derive(Serialize, Deserialize)]
struct Incident {
    #[serde(skip)]
    play: Option<Box<Play>>,
    #[serde(skip)]
    row: Arc<Mutex<Option<Row>>>,
}

#[Model]
impl Incident {
    #[nexosim(schedulable)]
    fn happens(&mut self, event: Event, context: &Context<Self>) {
        let Some(play) = &mut self.play else { return };
        let now = nanoseconds(context.time());
        play.happens(now / MILLISECOND, event);
        for (at, event) in play.agenda.drain(..) {
            let due = (at * MILLISECOND + i64::from(event.phase()) * PHASE).max(now + 1);
            context
                .schedule_event(instant(due), schedulable!(Self::happens), event)
                .expect("it is to come");
        }
    }

    fn measure(&mut self, (): ()) {
        *self.row.lock().expect("one thread") = self.play.take().map(|play| play.row());
    }
}

fn nanoseconds(time: MonotonicTime) -> i64 {
    let since = time.duration_since(MonotonicTime::EPOCH);
    since.as_secs() as i64 * 1000 * MILLISECOND + i64::from(since.subsec_nanos())
}

fn instant(nanoseconds: i64) -> MonotonicTime {
    MonotonicTime::EPOCH + std::time::Duration::from_nanos(nanoseconds as u64)
}

/// One replication.
pub fn run(tables: &Arc<Tables>, seed: u64) -> Row {
    let row = Arc::new(Mutex::new(None));
    let play = Box::new(Play::new(tables, seed));
    let mailbox = Mailbox::new();
    let mut bench = SimInit::with_num_threads(1);
    let begin = EventSource::new()
        .connect(Incident::happens, &mailbox)
        .register(&mut bench);
    let measure = EventSource::new()
        .connect(Incident::measure, &mailbox)
        .register(&mut bench);
    let model = Incident {
        play: Some(play),
        row: row.clone(),
    };
    let mut simulation = bench
        .add_model(model, mailbox, "incident")
        .init(MonotonicTime::EPOCH)
        .expect("it is complete");
    simulation
        .process_event(&begin, Event::Begins)
        .expect("it is connected");
    simulation.run().expect("nothing panics");
    simulation.process_event(&measure, ()).expect("it is connected");
    row.lock().expect("one thread").take().expect("it was measured")
}
