//! Choosing the best of many alternatives: those that are surely worse than another are no longer played.
//!
//! Elimination with paired differences under common random numbers: E. Paulson (1964), "A sequential procedure for selecting
//! the population with the largest mean from k normal populations", Annals of Mathematical Statistics 35; for simulations
//! with common random numbers S.-H. Kim and B. L. Nelson (2001), "A fully sequential procedure for indifference-zone
//! selection in simulation", ACM TOMACS 11, and B. L. Nelson, J. Swann, D. Goldsman and W. Song (2001), "Simple procedures for
//! selecting the best simulated system when the number of alternatives is large", Operations Research 49. Theirs assume normal differences; here
//! the bounds are the paired intervals of each measure, at the level of the look (see [`Looks`]) divided by the number of rivals.
//!
//! Guarantee, where those intervals hold: with at least the confidence of `looks` the best alternative is never dropped, and,
//! if the choice is settled, what is chosen is the best or within the margin of it. Proof: of the differences between the best and
//! each of its k - 1 rivals, at each look, only the end that is too good for the rival has to be missed for the best to be dropped, or for a
//! rival to pass for as good: that is k - 1 one-sided errors of the look's share / (k - 1) each, and the shares of all
//! looks add up.

use crate::measure::compare::{
    Contrast, Margin, Numbered, Outcome, Sample, Side, as_good_as, margin_of, paired, told_apart,
};
use crate::measure::estimate::Interval;
use crate::model::{Exercise, Limit, Name};

use super::run::{Failure, Played, Settings};
use super::stopping::{Batch, Look, Looks, Taken};

/// By what, and how finely.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// The measure that decides.
    pub contrast: Contrast,
    /// So near the best is as good as the best; where it is a share, of the figure of the first candidate.
    pub margin: Margin,
    /// The limit that all are held against (M3).
    pub limit: Limit,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// All candidates, in the order given.
    pub candidates: Vec<Candidate>,
    /// The place of the chosen one among them: the best by its estimate of those that were left.
    pub chosen: usize,
    /// It is the best or within the margin; otherwise several are left that could not be told apart.
    pub settled: bool,
    /// The margin at the last look, in the units of output.
    pub margin: f64,
    /// The looks that were made; open is how many candidates were left.
    pub looks: Vec<Taken>,
}

/// One candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The name of the alternative.
    pub name: Name,
    /// How many replications of it were played.
    pub replications: u64,
    /// What was measured.
    pub figure: Interval,
    /// The candidate that it is surely worse than, by its place; nothing: it was not dropped.
    pub dropped_by: Option<usize>,
    /// The candidate less the chosen one, over the replications that both played; nothing for the chosen one.
    pub behind: Option<Interval>,
}

impl Choice {
    /// How many replications were played of all candidates.
    pub fn replications(&self) -> u64 {
        self.candidates.iter().map(|one| one.replications).sum()
    }

    /// How many it would have been, had each been played as often as the chosen one.
    pub fn equal_allocation(&self) -> u64 {
        let most = self.candidates.iter().map(|one| one.replications).max();
        most.unwrap_or(0) * self.candidates.len() as u64
    }
}

/// Plays candidates from look to look, drops those that are surely worse than another, and ends when one is left, when those left are as
/// good as the best of them, or when the budget is spent. With the choice comes what was played of each candidate.
///
/// The luck of a replication is the same for all (T4), and what is played of a candidate is what [`run`](super::run) would have
/// played of it.
///
/// # Errors
/// If the threads cannot be started.
pub fn choose_best(
    candidates: &[Exercise],
    criterion: &Criterion,
    looks: &Looks,
    settings: &Settings<'_>,
) -> Result<(Choice, Vec<Played>), Failure> {
    let mut race = Race {
        candidates,
        criterion,
        played: Vec::new(),
        dropped_by: vec![None; candidates.len()],
        margin: 0.0,
    };
    let (mut taken, mut before, mut settled) = (Vec::new(), 0, false);
    for look in looks.all() {
        let batch = Batch {
            from: before,
            to: look.replications,
            at_most: looks.at_most(),
        };
        if !race.play(&batch, settings)? {
            break;
        }
        settled = race.look(look);
        let open = race.left().len() as u64;
        taken.push(Taken { look: *look, open });
        if settled {
            break;
        }
        before = look.replications;
    }
    Ok((race.choice(looks, taken, settled), race.played))
}

struct Race<'a> {
    candidates: &'a [Exercise],
    criterion: &'a Criterion,
    played: Vec<Played>,
    dropped_by: Vec<Option<usize>>,
    margin: f64,
}

impl Race<'_> {
    /// The places of those not dropped.
    fn left(&self) -> Vec<usize> {
        let open = self.dropped_by.iter().enumerate();
        open.filter(|(_, by)| by.is_none())
            .map(|(place, _)| place)
            .collect()
    }

    /// Plays those that are left up to the next look; no: it was stopped before.
    fn play(&mut self, batch: &Batch, settings: &Settings<'_>) -> Result<bool, Failure> {
        let left = self.left();
        let exercises: Vec<Exercise> = left
            .iter()
            .filter_map(|place| self.candidates.get(*place).cloned())
            .collect();
        let further = batch.play(&exercises, settings)?;
        let whole = further.iter().all(|one| !one.partial);
        if self.played.is_empty() {
            self.played = further;
        } else {
            for (place, further) in left.into_iter().zip(further) {
                if let Some(all) = self.played.get_mut(place) {
                    all.merge(further);
                }
            }
        }
        Ok(whole)
    }

    /// Drops those that are surely worse than another; yes: who is left is as good as the best of them.
    fn look(&mut self, look: &Look) -> bool {
        let rivals = self.candidates.len().saturating_sub(1).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a count of alternatives")]
        let confidence = 1.0 - 2.0 * look.error / rivals as f64;
        let baseline = self.values(0);
        let baseline = self.sample(&baseline, &baseline).sides(confidence).0.estimate;
        self.margin = margin_of(&self.criterion.margin, &self.criterion.contrast, baseline);
        let left = self.left();
        let columns: Vec<(usize, Numbered)> =
            left.iter().map(|place| (*place, self.values(*place))).collect();
        let Some(leader) = self.leader(&columns, confidence) else {
            return true;
        };
        for (place, own) in &columns {
            // The leader first: it says most.
            let rivals = columns.iter().filter(|(other, _)| *other == leader);
            let rivals = rivals.chain(columns.iter().filter(|(other, _)| *other != leader));
            let better = rivals.clone().find(|(other, values)| {
                let sample = self.sample(values, own);
                *place != leader
                    && other != place
                    && told_apart(&self.criterion.contrast, &sample, confidence) == Some(Outcome::Worse)
            });
            if let (Some((by, _)), Some(dropped)) = (better, self.dropped_by.get_mut(*place)) {
                *dropped = Some(*by);
            }
        }
        let of_leader = columns.iter().find(|(place, _)| *place == leader);
        let still = |place: &usize| self.dropped_by.get(*place) == Some(&None);
        columns
            .iter()
            .filter(|(place, _)| *place != leader && still(place))
            .all(|(_, values)| {
                of_leader.is_some_and(|(_, best)| {
                    let sample = self.sample(best, values);
                    as_good_as(&self.criterion.contrast, &sample, self.margin, confidence)
                })
            })
    }

    /// The best by its estimate; the first of several.
    fn leader(&self, columns: &[(usize, Numbered)], confidence: f64) -> Option<usize> {
        let (first, rest) = columns.split_first()?;
        let mut best = first;
        for other in rest {
            let by = self.sample(&best.1, &other.1).difference(confidence).estimate;
            let by = by.unwrap_or(0.0);
            let better = if self.criterion.contrast.more_is_better {
                by > 0.0
            } else {
                by < 0.0
            };
            if better {
                best = other;
            }
        }
        Some(best.0)
    }

    fn values(&self, place: usize) -> Numbered {
        let both = self.candidates.get(place).zip(self.played.get(place));
        both.map_or_else(Vec::new, |(exercise, played)| {
            let side = Side {
                exercise,
                reach: played.reach_weight,
                incidents: &played.incidents,
                false_alarms: played.false_alarms.as_ref(),
            };
            side.values(&self.criterion.contrast, self.criterion.limit)
        })
    }

    /// The second less the first.
    fn sample(&self, then: &Numbered, now: &Numbered) -> Sample {
        let horizon = self.candidates.iter().map(|one| one.horizon.as_millis()).min();
        paired(&self.criterion.contrast, then, now, horizon.unwrap_or(0))
    }

    fn choice(&self, looks: &Looks, taken: Vec<Taken>, settled: bool) -> Choice {
        let left = self.left();
        let columns: Vec<(usize, Numbered)> =
            left.iter().map(|place| (*place, self.values(*place))).collect();
        let chosen = self.leader(&columns, looks.confidence).unwrap_or(0);
        let best = self.values(chosen);
        let candidate = |(place, exercise): (usize, &Exercise)| {
            let values = self.values(place);
            let replications = values.len() as u64;
            let confidence = looks.confidence_at(replications);
            let sample = self.sample(&best, &values);
            Candidate {
                name: exercise.alternative.clone(),
                replications,
                figure: self.sample(&values, &values).sides(confidence).0,
                dropped_by: self.dropped_by.get(place).copied().flatten(),
                behind: (place != chosen).then(|| sample.interval(confidence)),
            }
        };
        Choice {
            candidates: self.candidates.iter().enumerate().map(candidate).collect(),
            chosen,
            settled,
            margin: self.margin,
            looks: taken,
        }
    }
}
