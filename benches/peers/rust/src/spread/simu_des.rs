//! simu-des: every edge that is under way is a process.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use simu::{EnvHandle, SimEnv};

use super::Spread;
use crate::graph::Graph;
use crate::luck::Stream;

struct Attack {
    graph: Arc<Graph>,
    taken: Vec<bool>,
    stream: Stream,
    until: f64,
    left: Spread,
}

fn take(world: &EnvHandle, attack: &Rc<RefCell<Attack>>, node: usize) {
    let mut state = attack.borrow_mut();
    if std::mem::replace(&mut state.taken[node], true) {
        return;
    }
    let now = world.now();
    state.left.taken += 1;
    if state.left.taken == state.graph.nodes() / 2 {
        state.left.half = now;
    }
    let graph = state.graph.clone();
    for head in &graph.heads[graph.out(node)] {
        if state.taken[*head as usize] {
            continue;
        }
        let delay = state.stream.exponential();
        if now + delay <= state.until {
            let (inner, attack, head) = (world.clone(), attack.clone(), *head as usize);
            world.spawn(async move {
                inner.timeout(delay).await;
                take(&inner, &attack, head);
            });
        }
    }
}

/// One replication.
pub fn run(graph: &Arc<Graph>, seed: u64, until: f64) -> Spread {
    let mut world = SimEnv::with_seed(seed);
    let attack = Rc::new(RefCell::new(Attack {
        graph: graph.clone(),
        taken: vec![false; graph.nodes()],
        stream: Stream::new(seed),
        until,
        left: Spread {
            taken: 0,
            half: f64::NAN,
        },
    }));
    take(&world.handle(), &attack, 0);
    world.run();
    attack.borrow().left
}
