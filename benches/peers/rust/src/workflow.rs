//! W2, escalation. One incident is a number of steps, one after another: somebody is paged, 15 minutes later their backup, 15
//! minutes later they again, and so on; each page is acknowledged after a log-normal delay (median 10 minutes, sigma 1), pages stay
//! open, and the first acknowledgement ends the step. Then five are asked together and three must agree: who is asked between 9 and 17
//! o'clock from Monday to Friday agrees after a log-normal delay (median 30 minutes, sigma 1), who is asked at another hour as long after
//! the next such morning begins. Then four actions, one after another (median 5 minutes, sigma 0.5). Times are minutes; the incident
//! begins uniformly in 2026. The check value is the mean duration.

mod floor;
mod nexosim;
mod simu_des;

use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::Asked;
use crate::luck::{mixed, uniform};
use crate::measure::measure;

/// The next page of a step goes out after so many minutes.
const PASSED_ON: f64 = 15.0;
const DAY: f64 = 1440.0;
const WEEK: f64 = 7.0 * DAY;
/// The year begins on a Thursday; clocks here begin on the Monday before.
const YEAR_BEGINS: f64 = 3.0 * DAY;
const YEAR: f64 = 365.0 * DAY;
const OPENS: f64 = 540.0;
const CLOSES: f64 = 1020.0;

/// The random source of an incident, the same for all programs.
struct Luck(Xoshiro256PlusPlus);

impl Luck {
    fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn start(&mut self) -> f64 {
        YEAR_BEGINS + uniform(rand::Rng::next_u64(&mut self.0)) * YEAR
    }

    fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        let normal: f64 = StandardNormal.sample(&mut self.0);
        median * (sigma * normal).exp()
    }

    fn acknowledgement(&mut self) -> f64 {
        self.log_normal(10.0, 1.0)
    }

    fn action(&mut self) -> f64 {
        self.log_normal(5.0, 0.5)
    }

    /// When an approval that is asked for now is given.
    fn approved_at(&mut self, now: f64) -> f64 {
        open_from(now) + self.log_normal(30.0, 1.0)
    }
}

/// The first minute from then on at which the desk is open.
fn open_from(at: f64) -> f64 {
    let monday = (at / WEEK).floor() * WEEK;
    let day = ((at - monday) / DAY).floor();
    let minute = at - monday - day * DAY;
    match (day < 5.0, minute < OPENS, minute < CLOSES) {
        (true, true, _) => monday + day * DAY + OPENS,
        (true, false, true) => at,
        (true, false, false) if day < 4.0 => monday + (day + 1.0) * DAY + OPENS,
        _ => monday + WEEK + OPENS,
    }
}

/// Plays the program asked for; `false` if there is none of that name.
#[must_use]
pub fn play(asked: &Asked) -> bool {
    let one: fn(usize, u64) -> f64 = match asked.system.as_str() {
        "floor" => floor::on_event_list,
        "direct" => floor::direct,
        "nexosim" => {
            // Incidents back to back in one simulation: building a bench for each costs a third more.
            measure(asked, nexosim::INCIDENTS as f64, |seed| {
                nexosim::run(asked.size, seed)
            });
            return true;
        }
        "simu-des" => simu_des::one,
        _ => return false,
    };
    measure(asked, 100.0, |seed| {
        (0..100)
            .map(|incident| one(asked.size, mixed(seed ^ incident)))
            .sum::<f64>()
            / 100.0
    });
    true
}
