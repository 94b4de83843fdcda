//! W4 on simu-des: whatever is to come is a process that waits for its time. The unit is a millisecond, in which each phase
//! of T1 has a tenth.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use simu::{EnvHandle, SimEnv};

use super::play::{Event, Play, Row};
use super::tables::Tables;

const PHASE: f64 = 0.1;

fn happens(world: &EnvHandle, play: &Rc<RefCell<Play>>, event: Event) {
    let now = world.now();
    let mut state = play.borrow_mut();
    state.happens(now as i64, event);
    for (at, event) in state.agenda.drain(..) {
        let due = at as f64 + f64::from(event.phase()) * PHASE;
        let (inner, play) = (world.clone(), play.clone());
        world.spawn(async move {
            inner.timeout((due - now).max(0.0)).await;
            happens(&inner, &play, event);
        });
    }
}

/// One replication.
pub fn run(tables: &Arc<Tables>, seed: u64) -> Row {
    let mut world = SimEnv::with_seed(seed);
    let play = Rc::new(RefCell::new(Play::new(tables, seed)));
    let (inner, state) = (world.handle(), play.clone());
    world.spawn(async move {
        inner.timeout(2.0 * PHASE).await;
        happens(&inner, &state, Event::Begins);
    });
    world.run();
    play.borrow().row()
}
