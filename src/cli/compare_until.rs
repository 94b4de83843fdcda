//! Playing a comparison: a fixed number of replications, until verdicts are settled, or until the best is found.

use clap::ValueEnum;

use crate::engine::Plan;
use crate::experiment::{Compared, Criterion, Looks, Played, choose_best};
use crate::measure::CONFIDENCE;
use crate::measure::compare::{Contrast, HEADLINE, Margin, Outcome, contrasts};
use crate::model::Exercise;
use crate::report::{Choice, StillOpen, Stopping};

use super::compare::{CompareArguments, against};
use super::failure::Failure;
use super::loading::unknown_name;
use super::run::{Progress, play, settings, threads};
use super::streams::Streams;
use super::until::play_until;

/// Until when a comparison goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareUntil {
    /// The verdicts that are shown without `--details`.
    Headline,
    /// Every verdict.
    Settled,
}

impl CompareUntil {
    /// As it is written.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Settled => "settled",
        }
    }

    fn asks(self, contrast: &Contrast) -> bool {
        self == Self::Settled || HEADLINE.contains(&contrast.name.as_str())
    }
}

/// What was played, and how it ended.
pub(super) struct Ended {
    pub(super) played: Vec<Played>,
    pub(super) partial: bool,
    pub(super) stopping: Option<Stopping>,
    pub(super) choice: Option<Choice>,
    looks: Option<Looks>,
}

impl Ended {
    /// What may be said of so many pairs.
    pub(super) fn confidence_at(&self, replications: u64) -> f64 {
        let looks = self.looks.as_ref();
        looks.map_or(CONFIDENCE, |looks| looks.confidence_at(replications))
    }
}

/// Plays what the arguments ask for.
pub(super) fn play_compared(
    arguments: &CompareArguments,
    exercises: &[Exercise],
    margin: &Margin,
    streams: &Streams,
) -> Result<Ended, Failure> {
    if let Some(measure) = &arguments.best {
        return best(arguments, measure, exercises, (margin, streams));
    }
    if let Some(until) = arguments.until {
        return settled(arguments, until, exercises, (margin, streams));
    }
    if arguments.sure.confidence.is_some() {
        return Err(Failure::Usage(
            "`--confidence` goes with `--until` or `--best`; a fixed number of replications is judged at 95 %".to_owned(),
        ));
    }
    let outcome = play(exercises, &arguments.play, streams)?;
    Ok(Ended {
        played: outcome.played,
        partial: outcome.partial,
        stopping: None,
        choice: None,
        looks: None,
    })
}

fn settled(
    arguments: &CompareArguments,
    until: CompareUntil,
    exercises: &[Exercise],
    (margin, streams): (&Margin, &Streams),
) -> Result<Ended, Failure> {
    let looks = arguments.sure.looks(exercises);
    let mut open = |played: &[Played], confidence: f64| {
        let compared = against(exercises, played, margin, &|_| confidence);
        still_open(&compared, until).len() as u64
    };
    let stopped = play_until(exercises, &arguments.play, streams, &looks, &mut open)?;
    let confidence = |replications| looks.confidence_at(replications);
    let compared = against(exercises, &stopped.played, margin, &confidence);
    let open = still_open(&compared, until);
    Ok(Ended {
        partial: stopped.played.iter().any(|one| one.partial),
        stopping: Some(Stopping::new(until.word(), &looks, &stopped.looks, open)),
        played: stopped.played,
        choice: None,
        looks: Some(looks),
    })
}

fn still_open(compared: &[Compared], until: CompareUntil) -> Vec<StillOpen> {
    let of = |one: &Compared| -> Vec<StillOpen> {
        let open = one.measures.iter().filter(|measure| {
            measure.judgement.outcome == Outcome::NotEnough && until.asks(&measure.contrast)
        });
        open.map(|measure| StillOpen {
            alternative: one.alternative.to_string(),
            what: measure.contrast.name.clone(),
            settled_by: measure.judgement.needed,
        })
        .collect()
    };
    compared.iter().flat_map(of).collect()
}

fn best(
    arguments: &CompareArguments,
    measure: &str,
    exercises: &[Exercise],
    (margin, streams): (&Margin, &Streams),
) -> Result<Ended, Failure> {
    let looks = arguments.sure.looks(exercises);
    let progress = Progress::new(streams, arguments.play.quiet, "playing until the best is found");
    let tell = |done, of| progress.tell(done, of);
    let settings = settings(looks.at_most(), &arguments.play, &tell);
    let criterion = criterion(measure, exercises, margin)?;
    let (choice, played) =
        choose_best(exercises, &criterion, &looks, &settings).map_err(|failure| threads(&failure))?;
    Ok(Ended {
        partial: played.iter().any(|one| one.partial),
        stopping: None,
        choice: Some(Choice::new(&choice, &criterion, &looks)),
        played,
        looks: Some(looks),
    })
}

/// The measure that decides, with the limit of the baseline.
fn criterion(measure: &str, exercises: &[Exercise], margin: &Margin) -> Result<Criterion, Failure> {
    let all = exercises.first().map_or_else(Vec::new, |baseline| {
        contrasts(baseline, Plan::new(baseline).reach_weight())
    });
    let found = all.iter().find(|one| one.name == measure);
    let (Some(contrast), Some(baseline)) = (found, exercises.first()) else {
        let names: Vec<String> = all.into_iter().map(|one| one.name).collect();
        return Err(unknown_name("measure", measure, &names));
    };
    Ok(Criterion {
        contrast: contrast.clone(),
        margin: margin.clone(),
        limit: baseline.limit,
    })
}
