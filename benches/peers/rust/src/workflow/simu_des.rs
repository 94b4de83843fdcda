//! simu-des: the incident is a process, so is each approver.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use simu::{EnvHandle, SimEnv};

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
            while !acknowledged(&inner, &luck).await {}
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

async fn acknowledged(world: &EnvHandle, luck: &Shared) -> bool {
    let (delay, since) = (luck.borrow_mut().acknowledgement(), world.now());
    simu::any_of![world.timeout(delay), world.timeout(PASSED_ON)].await;
    world.now() - since < PASSED_ON
}

async fn approved(world: &EnvHandle, luck: &Shared) {
    let missing = Rc::new(Cell::new(3));
    let (trigger, enough) = world.event();
    let trigger = Rc::new(RefCell::new(Some(trigger)));
    for _ in 0..5 {
        let after = luck.borrow_mut().approved_at(world.now()) - world.now();
        let (inner, missing, trigger) = (world.clone(), missing.clone(), trigger.clone());
        world.spawn(async move {
            inner.timeout(after).await;
            missing.set(missing.get() - 1);
            if missing.get() == 0 {
                trigger
                    .borrow_mut()
                    .take()
                    .into_iter()
                    .for_each(|trigger| trigger.fire());
            }
        });
    }
    enough.await;
}
