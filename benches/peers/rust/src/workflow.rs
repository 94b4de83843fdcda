//! W2, escalation: one incident is a number of steps, each a page (acknowledged after a log-normal delay with median 10
//! minutes and sigma 1; after 15 minutes the backup is paged, and round again), then three of five approvals (median 30
//! minutes of business hours, Mon-Fri 9-17, sigma 1), then four actions (median 5 minutes, sigma 0.5). Times are
//! minutes; the incident begins uniformly in a week that starts on a Monday. The check value is the mean duration.

mod floor;
mod nexosim;
mod simu_des;

use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::Asked;
use crate::luck::{mixed, uniform};
use crate::measure::measure;

/// The page of a step is passed on after so many minutes.
const PASSED_ON: f64 = 15.0;
const WEEK: f64 = 7.0 * 1440.0;
/// Business minutes of a day and of a week.
const OPEN_A_DAY: f64 = 480.0;
const OPEN_A_WEEK: f64 = 5.0 * OPEN_A_DAY;
const OPENS: f64 = 540.0;

/// The random source of an incident, the same for all programs.
struct Luck(Xoshiro256PlusPlus);

impl Luck {
    fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn start(&mut self) -> f64 {
        uniform(rand::Rng::next_u64(&mut self.0)) * WEEK
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
        let minutes = self.log_normal(30.0, 1.0);
        wall(open_until(now) + minutes)
    }
}

/// Business minutes since the first Monday.
fn open_until(at: f64) -> f64 {
    let week = (at / WEEK).floor();
    let minute = at - week * WEEK;
    let day = (minute / 1440.0).floor();
    let open = if day < 5.0 {
        day * OPEN_A_DAY + (minute - day * 1440.0 - OPENS).clamp(0.0, OPEN_A_DAY)
    } else {
        OPEN_A_WEEK
    };
    week * OPEN_A_WEEK + open
}

/// The minute at which so many business minutes have passed.
fn wall(open: f64) -> f64 {
    let week = (open / OPEN_A_WEEK).floor();
    let left = open - week * OPEN_A_WEEK;
    let day = (left / OPEN_A_DAY).floor();
    week * WEEK + day * 1440.0 + OPENS + (left - day * OPEN_A_DAY)
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
