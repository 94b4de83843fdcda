//! What each piece of authority is worth: taken away, or where it is missing added, on the same luck (T4).

use crate::experiment::run::{Failure, Played, run};
use crate::measure::CONFIDENCE;
use crate::measure::compare::{
    Contrast, Judgement, Luck, Margin, Member, Outcome, Pairs, Sample, Side, contrasts, judge_all,
};
use crate::measure::estimate::Interval;
use crate::model::Exercise;

use super::base::Base;
use super::estimates::EstimateSettings;
use super::pieces::{Piece, pieces};

/// What is measured of each piece: time to containment, blast radius, outrun rate.
const MEASURES: [&str; 3] = [
    "restricted_mean(time_to_containment)",
    "mean(blast_at_end)",
    "outrun_rate",
];
/// So many pieces are played at a time: their rows are dropped before the next.
const AT_ONCE: usize = 16;

/// What every piece is worth.
pub struct Worth {
    /// The pieces, the most valuable first.
    pub pieces: Vec<Valued>,
    /// How many intervals hold together.
    pub family: u64,
    /// The level of each of them: together they hold at 95 % (Bonferroni).
    pub confidence: f64,
    /// How many incidents each was played in.
    pub replications: u64,
    /// It was stopped: pieces are missing.
    pub partial: bool,
}

/// A piece with what having it changes: with it less without it.
pub struct Valued {
    /// The piece.
    pub piece: Piece,
    /// The change that was played.
    pub changes: Vec<String>,
    /// Time to containment up to the horizon, seconds.
    pub time: Interval,
    /// Weight of the blast radius at the end.
    pub blast: Interval,
    /// The outrun rate.
    pub outrun: Interval,
    /// Whether having it is better: by time, else by blast, else by outrun rate.
    pub outcome: Outcome,
}

/// Values every piece of authority of a base; `people` also values people.
///
/// # Errors
/// If the threads cannot be started.
pub fn worth(
    base: &Base<'_>,
    people: bool,
    settings: &EstimateSettings<'_>,
) -> Result<Option<Worth>, Failure> {
    let Some(whole) = base.with(&[]) else {
        return Ok(None);
    };
    let made = pieces(&whole, people).into_iter().filter_map(|piece| {
        let changes = piece.idea.changes(base, &[], &whole)?;
        let exercise = base.with(&changes)?;
        Some((piece, changes, exercise))
    });
    let made: Vec<(Piece, Vec<String>, Exercise)> = made.collect();
    let played = run(std::slice::from_ref(&whole), &settings.as_run())?;
    let Some(of_base) = played.first() else {
        return Ok(None);
    };
    let mut family: Vec<Member> = Vec::new();
    let mut partial = of_base.partial;
    let mut kept: Vec<(Piece, Vec<String>)> = Vec::new();
    for part in made.chunks(AT_ONCE) {
        if partial {
            break;
        }
        let exercises: Vec<Exercise> = part.iter().map(|(_, _, exercise)| exercise.clone()).collect();
        let played = run(&exercises, &settings.as_run())?;
        partial |= played.iter().any(|one| one.partial);
        if !partial {
            for ((piece, changes, exercise), played) in part.iter().zip(&played) {
                family.extend(members(piece, (&whole, of_base), (exercise, played)));
                kept.push((piece.clone(), changes.clone()));
            }
        }
    }
    Ok(Some(valued(
        kept,
        &family,
        of_base.incidents.len() as u64,
        partial,
    )))
}

/// Having it against not having it: the baseline is the side without.
fn members(piece: &Piece, whole: (&Exercise, &Played), other: (&Exercise, &Played)) -> Vec<Member> {
    let (without, with) = if piece.is_there {
        (other, whole)
    } else {
        (whole, other)
    };
    let pairs = Pairs {
        baseline: side(without),
        alternative: side(with),
    };
    let all = contrasts(whole.0, whole.1.reach_weight);
    let wanted = |name: &str| all.iter().find(|contrast| contrast.name == name).cloned();
    let member = |contrast: Contrast| {
        let sample: Sample = pairs.sample(&contrast);
        Member {
            contrast,
            sample,
            luck: Luck::Varies,
            confidence: CONFIDENCE,
        }
    };
    MEASURES
        .iter()
        .filter_map(|name| wanted(name))
        .map(member)
        .collect()
}

fn side<'a>((exercise, played): (&'a Exercise, &'a Played)) -> Side<'a> {
    Side {
        exercise,
        reach: played.reach_weight,
        incidents: &played.incidents,
        false_alarms: played.false_alarms.as_ref(),
    }
}

fn valued(kept: Vec<(Piece, Vec<String>)>, family: &[Member], replications: u64, partial: bool) -> Worth {
    let size = family.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred intervals")]
    let confidence = 1.0 - 0.05 / size as f64;
    let judged = judge_all(family, &Margin::default());
    let rows = kept
        .into_iter()
        .zip(family.chunks(MEASURES.len()).zip(judged.chunks(MEASURES.len())));
    let mut pieces: Vec<Valued> = rows
        .filter_map(|((piece, changes), (members, judged))| {
            let [time, blast, outrun] = members else {
                return None;
            };
            Some(Valued {
                piece,
                changes,
                time: time.sample.interval(confidence),
                blast: blast.sample.interval(confidence),
                outrun: outrun.sample.interval(confidence),
                outcome: first_told(judged),
            })
        })
        .collect();
    // The most time saved first.
    pieces.sort_by(|one, other| {
        let time = |of: &Valued| of.time.estimate.unwrap_or(0.0);
        time(one)
            .total_cmp(&time(other))
            .then_with(|| one.piece.idea.title.cmp(&other.piece.idea.title))
    });
    Worth {
        pieces,
        family: size as u64,
        confidence,
        replications,
        partial,
    }
}

/// The first measure that is told apart says it; else what all say.
fn first_told(judged: &[Judgement]) -> Outcome {
    let told = judged.iter().map(|one| one.outcome);
    let apart = told
        .clone()
        .find(|one| matches!(one, Outcome::Better | Outcome::Worse));
    let none = || told.clone().all(|one| one == Outcome::NoPracticalDifference);
    apart.unwrap_or_else(|| {
        if none() {
            Outcome::NoPracticalDifference
        } else {
            Outcome::NotEnough
        }
    })
}
