//! Stopping rules: replications are added until what is asked is settled, or the budget is spent.
//!
//! Method: alpha spending over looks that are fixed beforehand. The last look is the budget, each before it half of the next,
//! so that the looks depend on the budget alone. Of the error that all looks together may make, each may make the share of
//! the budget that was played since the look before it: the linear spending function of K. K. G. Lan and D. L. DeMets
//! (1983), "Discrete sequential boundaries for clinical trials", Biometrika 70 (K. Kim and D. L. DeMets 1987, Biometrika 74,
//! with rho = 1). What the looks have in common is not used: their errors are added up (E. Slud and L. J. Wei 1982,
//! JASA 77, spend preassigned shares too; here by Bonferroni's inequality). So whatever interval is valid of a fixed number of replications is
//! valid at each look at the look's own level, all looks together hold at the level of the whole, and it does not matter
//! which look is the last or why. The price is small: the last look of many keeps half of the error (z 2.24 for 1.96).

use crate::model::Exercise;

use super::onward::{Keep, Onward, Unkept};
use super::run::{Failure, Played, Ready, Settings, run};

/// The looks of a budget, fixed before the first replication is played.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks {
    /// What all looks together hold with.
    pub confidence: f64,
    all: Vec<Look>,
}

/// One look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// After so many replications of each alternative.
    pub replications: u64,
    /// What it may err by itself: all looks add up to what the whole may.
    pub error: f64,
}

/// A look that was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Which it was.
    pub look: Look,
    /// How much was open at it.
    pub open: u64,
}

/// Before so many replications nobody looks: what is that easy is settled there anyway, and fewer say too little of tails.
const FIRST: u64 = 250;

impl Looks {
    /// The looks of at most so many replications, which together err in at most 1 - `confidence` of cases.
    pub fn new(at_most: u64, confidence: f64) -> Self {
        let mut at = vec![at_most];
        while let Some(half) = at
            .last()
            .map(|last| last.div_ceil(2))
            .filter(|half| *half >= FIRST)
        {
            at.push(half);
        }
        at.reverse();
        let before = std::iter::once(0).chain(at.iter().copied());
        let spent = |(before, replications): (u64, u64)| Look {
            replications,
            error: (1.0 - confidence) * real(replications - before) / real(at_most.max(1)),
        };
        Self {
            confidence,
            all: before.zip(at.iter().copied()).map(spent).collect(),
        }
    }

    /// The looks, the earliest first.
    pub fn all(&self) -> &[Look] {
        &self.all
    }

    /// The most replications that are played.
    pub fn at_most(&self) -> u64 {
        self.all.last().map_or(0, |look| look.replications)
    }

    /// With which confidence an interval is made of so many replications: that of their look; between two, where somebody
    /// has interrupted, that of the look that was not reached, because an interruption knows nothing of the results.
    pub fn confidence_at(&self, replications: u64) -> f64 {
        let found = self.all.iter().find(|look| look.replications >= replications);
        1.0 - found.or(self.all.last()).map_or(0.0, |look| look.error)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of replications")]
const fn real(count: u64) -> f64 {
    count as f64
}

/// What was played under a stopping rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopped {
    /// What was played of each alternative, as [`run`] would have played so many.
    pub played: Vec<Played>,
    /// The looks that were made.
    pub looks: Vec<Taken>,
}

/// Plays all alternatives from look to look until `open` counts nothing, of what was played and the confidence of the look.
///
/// Of `settings` the replications are ignored: they run from 1 to that of the look at which it ends. Stopped from outside,
/// the last look is not made.
///
/// # Errors
/// If the threads cannot be started.
pub fn run_until(
    alternatives: &[Exercise],
    looks: &Looks,
    settings: &Settings<'_>,
    open: &mut dyn FnMut(&[Played], f64) -> u64,
) -> Result<Stopped, Failure> {
    run_until_kept(alternatives, looks, settings, open, &mut Unkept::default())
}

/// The same, with somebody who keeps the run while it goes on.
///
/// # Errors
/// If the threads cannot be started.
pub fn run_until_kept(
    alternatives: &[Exercise],
    looks: &Looks,
    settings: &Settings<'_>,
    open: &mut dyn FnMut(&[Played], f64) -> u64,
    keep: &mut dyn Keep,
) -> Result<Stopped, Failure> {
    let ready = Ready::new(alternatives, settings)?;
    let mut onward = Onward::new(&ready, settings, looks.at_most(), keep);
    let mut taken = Vec::new();
    for look in looks.all() {
        if !onward.play_to(look.replications) {
            break;
        }
        let open = open(onward.played(), 1.0 - look.error);
        taken.push(Taken { look: *look, open });
        if open == 0 {
            break;
        }
    }
    Ok(Stopped {
        played: onward.finish(),
        looks: taken,
    })
}

/// The replications from one look to the next.
pub(super) struct Batch {
    /// So many are played already.
    pub(super) from: u64,
    /// So many are to be.
    pub(super) to: u64,
    /// The budget.
    pub(super) at_most: u64,
}

impl Batch {
    /// Plays them; progress is told of the whole budget.
    pub(super) fn play(
        &self,
        alternatives: &[Exercise],
        settings: &Settings<'_>,
    ) -> Result<Vec<Played>, Failure> {
        let size = (self.to - self.from).max(1);
        let tell = |done: u64, of: u64| {
            let kinds = of / size;
            (settings.progress)(self.from * kinds + done, self.at_most * kinds);
        };
        let settings = Settings {
            replications: self.from + 1..self.to + 1,
            threads: settings.threads,
            stop: settings.stop,
            progress: &tell,
        };
        run(alternatives, &settings)
    }
}

#[cfg(test)]
mod tests {
    use super::Looks;

    #[test]
    fn looks_double_up_to_the_budget_and_spend_the_error_once() {
        let looks = Looks::new(10_000, 0.95);
        let at: Vec<u64> = looks.all().iter().map(|look| look.replications).collect();
        assert_eq!(at, [313, 625, 1_250, 2_500, 5_000, 10_000]);
        let spent: f64 = looks.all().iter().map(|look| look.error).sum();
        assert!((spent - 0.05).abs() < 1e-12, "{spent}");
        assert!((looks.confidence_at(10_000) - 0.975).abs() < 1e-12);
    }

    #[test]
    fn a_small_budget_is_looked_at_once_and_keeps_all_of_the_error() {
        for at_most in [1, 2, 300, 498] {
            let looks = Looks::new(at_most, 0.95);
            assert_eq!((looks.all().len(), looks.at_most()), (1, at_most));
            assert!((looks.confidence_at(at_most) - 0.95).abs() < 1e-12);
        }
    }

    #[test]
    fn an_interruption_is_held_to_the_look_that_it_missed() {
        let looks = Looks::new(1_000, 0.95);
        assert_eq!(looks.all().len(), 3);
        for (played, look) in [(0, 250), (250, 250), (251, 500), (999, 1_000)] {
            assert!((looks.confidence_at(played) - looks.confidence_at(look)).abs() < 1e-15);
        }
    }
}
