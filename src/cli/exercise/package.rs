//! One replication of one alternative, played in detail, as the package that documents are made of.

use clap::Args;

use crate::cli::arguments::{ExerciseArguments, Format, PlayArguments};
use crate::cli::choose::{Wanted, choose};
use crate::cli::failure::Failure;
use crate::cli::loading::{one_name, open, resolve, wrong};
use crate::cli::streams::Streams;
use crate::conduct::materials::{Arrangements, ExercisePackage, Given, package};
use crate::engine::{Plan, Play};
use crate::experiment::{Playing, now_playing};
use crate::model::Exercise;
use crate::report::{Naming, Told, person_labels};

/// Which replication documents are made of.
#[derive(Clone, Debug, Args)]
#[group(multiple = false)]
pub(super) struct WhichArguments {
    /// Replication N
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub(super) replication: Option<u64>,
    /// The median one by time to containment (this is the default)
    #[arg(long)]
    pub(super) median: bool,
    /// The one in which most had fallen at containment, or at the horizon; of those, the one contained last
    #[arg(long)]
    pub(super) worst: bool,
    /// The one at this quantile of the time to containment, 0 to 1
    #[arg(long, value_name = "Q", value_parser = share)]
    pub(super) quantile: Option<f64>,
}

fn share(text: &str) -> Result<f64, String> {
    let expected = || "expected a number from 0 to 1".to_owned();
    let number: f64 = text.parse().map_err(|_| expected())?;
    (0.0..=1.0)
        .contains(&number)
        .then_some(number)
        .ok_or_else(expected)
}

impl WhichArguments {
    /// Whether any was asked for.
    pub(super) const fn is_said(&self) -> bool {
        self.replication.is_some() || self.median || self.worst || self.quantile.is_some()
    }

    fn wanted(&self) -> Wanted {
        match (self.replication, self.quantile) {
            (Some(number), _) => Wanted::Number(number),
            (None, Some(quantile)) => Wanted::Quantile(quantile, ""),
            _ if self.worst => Wanted::Worst,
            _ => Wanted::Quantile(0.5, "the median"),
        }
    }
}

/// What is to be packed.
pub(super) struct Packing<'a> {
    pub(super) exercise: &'a ExerciseArguments,
    pub(super) play: &'a PlayArguments,
    pub(super) alternative: Option<&'a String>,
    pub(super) which: &'a WhichArguments,
    pub(super) arrangements: &'a Arrangements,
    pub(super) name_people: bool,
}

/// A package with the exercise that it is of.
pub(super) struct Packed {
    pub(super) exercise: Exercise,
    pub(super) package: ExercisePackage,
    /// What people are called, by place.
    pub(super) labels: Vec<String>,
}

/// Loads, chooses, plays, packs.
pub(super) fn pack(of: &Packing<'_>, streams: &mut Streams) -> Result<Packed, Failure> {
    let loaded = open(of.exercise, Some(of.play), Format::Human, streams)?;
    let name = one_name(&loaded, of.alternative)?;
    let exercises = resolve(&loaded, &[name], wrong(of.exercise, Format::Human))?;
    let Some(exercise) = exercises.into_iter().next() else {
        return Err(Failure::Usage("the exercise has no alternative".to_owned()));
    };
    let told = choose(of.which.wanted(), &exercise, of.play, streams)?;
    let naming = if of.name_people {
        Naming::People
    } else {
        Naming::Roles
    };
    let labels = person_labels(&exercise, naming);
    let package = played(&exercise, &told, (&labels, of));
    Ok(Packed {
        exercise,
        package,
        labels,
    })
}

fn played(exercise: &Exercise, told: &Told, (labels, of): (&[String], &Packing<'_>)) -> ExercisePackage {
    let plan = Plan::new(exercise);
    let mut play = Play::new(&plan).in_detail();
    now_playing(Playing {
        seed: exercise.seed,
        replication: told.replication,
        false_alarm: false,
    });
    play.incident(told.replication);
    package(&Given {
        exercise,
        play: &play,
        replication: told.replication,
        chosen: told.chosen.as_deref(),
        labels,
        names_people: of.name_people,
        arrangements: of.arrangements,
    })
}
