//! simu-des: the incident is a process, so is each approver.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use simu::{EnvHandle, EventTrigger, SimEnv};

use super::{Luck, PASSED_ON};

type Shared = Rc<RefCell<Luck>>;

/// One incident.
pub fn one(steps: usize, seed: u64) -> f64 {
    let mut world = SimEnv::with_seed(seed);
    let lasted = Rc::new(Cell::new(f64::NAN));
    let (inner, result) = (world.handle(), lasted.clone());
    let luck: Shared = Rc::new(RefCell::new(Luck::new(seed)));
    world.spawn(async move {
        let start = luck.borrow_mut().start();
        inner.timeout(start).await;
        for _ in 0..steps {
            acknowledged(&inner, &luck).await;
        }
        approved(&inner, &luck).await;
        for _ in 0..4 {
            let action = luck.borrow_mut().action();
            inner.timeout(action).await;
        }
        result.set(inner.now() - start);
    });
    world.run();
    lasted.get()
}

/// Fires once; who comes later is passed over.
type Once = Rc<RefCell<Option<EventTrigger>>>;

fn fire(once: &Once) {
    once.borrow_mut().take().into_iter().for_each(EventTrigger::fire);
}

/// Pages go out until one of them is acknowledged.
async fn acknowledged(world: &EnvHandle, luck: &Shared) {
    let (trigger, answered) = world.event();
    let once: Once = Rc::new(RefCell::new(Some(trigger)));
    let (pager, luck, out) = (world.clone(), luck.clone(), once.clone());
    world.spawn(async move {
        while out.borrow().is_some() {
            let (page, delay, out) = (pager.clone(), luck.borrow_mut().acknowledgement(), out.clone());
            pager.spawn(async move {
                page.timeout(delay).await;
                fire(&out);
            });
            pager.timeout(PASSED_ON).await;
        }
    });
    answered.await;
}

async fn approved(world: &EnvHandle, luck: &Shared) {
    let missing = Rc::new(Cell::new(3));
    let (trigger, enough) = world.event();
    let once: Once = Rc::new(RefCell::new(Some(trigger)));
    for _ in 0..5 {
        let after = luck.borrow_mut().approved_at(world.now()) - world.now();
        let (inner, missing, once) = (world.clone(), missing.clone(), once.clone());
        world.spawn(async move {
            inner.timeout(after).await;
            missing.set(missing.get() - 1);
            if missing.get() == 0 {
                fire(&once);
            }
        });
    }
    enough.await;
}
