//! NexoSim: one model, keyed events that are cancelled when they lose.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::EventSource;
use nexosim::simulation::{EventKey, Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

use super::{Luck, PASSED_ON, WEEK};

/// Incidents of one simulation.
pub const INCIDENTS: u32 = 500;

#[derive(Serialize, Deserialize)]
struct Incident {
    steps: usize,
    done: usize,
    approved: u32,
    acted: u32,
    began: f64,
    left: u32,
    #[serde(skip, default = "luck")]
    luck: Luck,
    #[serde(skip)]
    acknowledgements: Vec<EventKey>,
    #[serde(skip)]
    passing_on: Option<EventKey>,
    #[serde(skip)]
    minutes: Arc<Mutex<f64>>,
}

fn luck() -> Luck {
    Luck::new(0)
}

fn lasting(minutes: f64) -> Duration {
    Duration::from_nanos((minutes * 6e10) as u64 + 1)
}

fn now(context: &Context<Incident>) -> f64 {
    context.time().duration_since(MonotonicTime::EPOCH).as_secs_f64() / 60.0
}

#[Model]
impl Incident {
    #[nexosim(schedulable)]
    fn begin(&mut self, (): (), context: &Context<Self>) {
        (self.done, self.approved, self.acted, self.began) = (0, 0, 0, now(context));
        self.page((), context);
    }

    #[nexosim(schedulable)]
    fn page(&mut self, (): (), context: &Context<Self>) {
        let answered = lasting(self.luck.acknowledgement());
        self.acknowledgements.extend(context.schedule_keyed_event(
            answered,
            schedulable!(Self::acknowledged),
            (),
        ));
        self.passing_on = context
            .schedule_keyed_event(lasting(PASSED_ON), schedulable!(Self::page), ())
            .ok();
    }

    #[nexosim(schedulable)]
    fn acknowledged(&mut self, (): (), context: &Context<Self>) {
        self.passing_on.take().map(EventKey::cancel);
        self.acknowledgements.drain(..).for_each(EventKey::cancel);
        self.done += 1;
        if self.done < self.steps {
            self.page((), context);
            return;
        }
        let asked_at = now(context);
        for _ in 0..5 {
            let after = lasting(self.luck.approved_at(asked_at) - asked_at);
            context
                .schedule_event(after, schedulable!(Self::approve), ())
                .expect("it is to come");
        }
    }

    #[nexosim(schedulable)]
    fn approve(&mut self, (): (), context: &Context<Self>) {
        self.approved += 1;
        if self.approved == 3 {
            self.begin_action(context);
        }
    }

    fn begin_action(&mut self, context: &Context<Self>) {
        let after = lasting(self.luck.action());
        context
            .schedule_event(after, schedulable!(Self::acted), ())
            .expect("it is to come");
    }

    #[nexosim(schedulable)]
    fn acted(&mut self, (): (), context: &Context<Self>) {
        self.acted += 1;
        if self.acted < 4 {
            self.begin_action(context);
            return;
        }
        *self.minutes.lock().expect("one thread") += now(context) - self.began;
        self.left -= 1;
        if self.left > 0 {
            // The next begins in a year of its own, weeks after the approvals still out have come.
            let monday = ((now(context) / WEEK).floor() + 3.0) * WEEK;
            let after = lasting(monday + self.luck.start() - now(context));
            context
                .schedule_event(after, schedulable!(Self::begin), ())
                .expect("it is to come");
        }
    }
}

/// The mean duration of the incidents of one simulation.
pub fn run(steps: usize, seed: u64) -> f64 {
    let minutes = Arc::new(Mutex::new(0.0));
    let mut luck = Luck::new(seed);
    let first = luck.start();
    let model = Incident {
        steps,
        done: 0,
        approved: 0,
        acted: 0,
        began: 0.0,
        left: INCIDENTS,
        luck,
        acknowledgements: Vec::new(),
        passing_on: None,
        minutes: minutes.clone(),
    };
    let mailbox = Mailbox::new();
    let mut bench = SimInit::with_num_threads(1);
    let begin = EventSource::new()
        .connect(Incident::begin, &mailbox)
        .register(&mut bench);
    let mut simulation = bench
        .add_model(model, mailbox, "incident")
        .init(MonotonicTime::EPOCH)
        .expect("it is complete");
    simulation.step_until(lasting(first)).expect("nothing panics");
    simulation.process_event(&begin, ()).expect("it is connected");
    simulation.run().expect("nothing panics");
    let sum = *minutes.lock().expect("one thread");
    sum / f64::from(INCIDENTS)
}
