//! The arguments of `outrun improve`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::{ExerciseArguments, Format, PlayArguments};
use crate::cli::run::quoted;
use crate::experiment::improve::Bounds;

/// What to improve, within which bounds, and where results go.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ImproveArguments {
    #[command(flatten)]
    pub(super) exercise: ExerciseArguments,
    /// What is improved [default: the first alternative]
    #[arg(long, value_name = "NAME")]
    pub(super) alternative: Option<String>,
    /// The most steps of the plan
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=12))]
    pub(super) steps: u8,
    /// What may not be changed: a kind (decision-right, limits, technical), an entry of the catalogue (drop-gate), or the
    /// id of a right, chain, asset or way; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub(super) keep: Vec<String>,
    /// Try only such changes: a kind, an entry of the catalogue, or an id; may be repeated
    #[arg(long, value_name = "WHAT")]
    pub(super) only: Vec<String>,
    /// A role, rota, team or person whom no change may page; may be repeated
    #[arg(long, value_name = "WHO")]
    pub(super) let_sleep: Vec<String>,
    /// The most plays of the search, incidents and false alarms of all changes; more finds smaller gains
    #[arg(long, value_name = "N", default_value_t = 400_000, value_parser = clap::value_parser!(u64).range(2_000..=1_000_000_000))]
    pub(super) budget: u64,
    /// Say what each piece of authority is worth instead: it is taken away, or where it is missing added
    #[arg(long)]
    pub(super) worth: bool,
    /// With --worth: value people too, not only roles, rotas and teams
    #[arg(long, requires = "worth")]
    pub(super) people: bool,
    #[command(flatten)]
    pub(super) play: PlayArguments,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Print what was tried and not taken, and every piece
    #[arg(long)]
    pub(super) details: bool,
    /// Also write the document as `improve.json` into this folder, and the plan as `improve.ron`
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

impl ImproveArguments {
    /// The bounds of the search.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            steps: usize::from(self.steps),
            keep: self.keep.clone(),
            only: self.only.clone(),
            let_sleep: self.let_sleep.clone(),
        }
    }

    /// The command that gives this document again, from where it was given.
    pub(super) fn canonical(&self) -> String {
        let mut words = vec!["outrun improve".to_owned()];
        words.push(quoted(&self.exercise.path.to_string_lossy()));
        let root = self.exercise.root.as_ref();
        words.extend(root.map(|root| format!("--root {}", quoted(&root.to_string_lossy()))));
        let alternative = self.alternative.as_ref();
        words.extend(alternative.map(|name| format!("--alternative {}", quoted(name))));
        words.extend((self.steps != 5).then(|| format!("--steps {}", self.steps)));
        let lists = [
            ("--keep", &self.keep),
            ("--only", &self.only),
            ("--let-sleep", &self.let_sleep),
        ];
        for (name, values) in lists {
            words.extend(values.iter().map(|value| format!("{name} {}", quoted(value))));
        }
        words.extend((self.budget != 400_000).then(|| format!("--budget {}", self.budget)));
        words.extend(self.worth.then(|| "--worth".to_owned()));
        words.extend(self.people.then(|| "--people".to_owned()));
        words.extend(
            self.play
                .replications
                .map(|count| format!("--replications {count}")),
        );
        words.extend(self.play.seed.map(|seed| format!("--seed {seed}")));
        words.join(" ")
    }
}
