//! A plan that was written before: read, and held against its inputs and this program.

use std::path::{Path, PathBuf};

use crate::cli::arguments::PlayArguments;
use crate::cli::disk::Disk;
use crate::cli::failure::{Failure, mistakes};
use crate::cli::run::{settings, threads};
use crate::document::{Assumptions, LoadOptions, Loaded, Sweeping, load, sha256};
use crate::experiment::shard::{Identity, Split, known_answer};
use crate::model::Exercise;
use crate::report::{Input, ShardPlan};

/// The file of the plan, in its folder.
pub(super) const PLAN: &str = "plan.json";
const INPUTS: &str = "inputs";
const PARTS: &str = "parts";

/// A plan with all that it names.
#[derive(Debug)]
pub(super) struct Planned {
    folder: PathBuf,
    pub(super) plan: ShardPlan,
    pub(super) identity: Identity,
    pub(super) split: Split,
    pub(super) loaded: Loaded,
    pub(super) exercises: Vec<Exercise>,
}

impl Planned {
    /// Reads a plan and its inputs.
    ///
    /// # Errors
    /// If it cannot be read, was made by another version, or its inputs are not those it was made of.
    pub(super) fn open(folder: &Path) -> Result<Self, Failure> {
        let wrong = |because: &str| {
            Failure::Usage(format!(
                "`{}` is no plan of `outrun plan`: {because}",
                folder.display()
            ))
        };
        let file = folder.join(PLAN);
        let written =
            std::fs::read(&file).map_err(|error| wrong(&format!("`{}`: {error}", file.display())))?;
        let plan: ShardPlan =
            serde_json::from_slice(&written).map_err(|error| wrong(&format!("`{PLAN}`: {error}")))?;
        if plan.schema != ShardPlan::SCHEMA {
            return Err(wrong(&format!("`{PLAN}` is `{}`", plan.schema)));
        }
        if plan.version != env!("CARGO_PKG_VERSION") {
            return Err(Failure::Usage(format!(
                "version {} made this plan, and this is {}: shards and plan need the same version",
                plan.version,
                env!("CARGO_PKG_VERSION")
            )));
        }
        let (loaded, exercises) = inputs(folder, &plan).map_err(|because| wrong(&because))?;
        Ok(Self {
            identity: Identity {
                plan: sha256(&written),
                version: plan.version.clone(),
                known_answer: plan.known_answer.clone(),
            },
            split: Split {
                replications: plan.replications,
                shards: plan.shards,
            },
            folder: folder.to_path_buf(),
            plan,
            loaded,
            exercises,
        })
    }

    /// Where parts are, unless somebody says otherwise.
    pub(super) fn parts(&self, asked: Option<&PathBuf>) -> PathBuf {
        asked.cloned().unwrap_or_else(|| self.folder.join(PARTS))
    }

    /// Fails where this machine computes otherwise than the one that made the plan.
    pub(super) fn compare_known_answer(&self, play: &PlayArguments) -> Result<(), Failure> {
        let silent = |_, _| ();
        let all = settings(self.split.replications, play, &silent);
        let here = known_answer(&self.exercises, &all).map_err(|failure| threads(&failure))?;
        if here == self.plan.known_answer {
            return Ok(());
        }
        Err(Failure::Usage(
            "the first replications give something else here than where the plan was made: this build or machine must play no part of it"
                .to_owned(),
        ))
    }
}

fn inputs(folder: &Path, plan: &ShardPlan) -> Result<(Loaded, Vec<Exercise>), String> {
    let root = folder.join(INPUTS);
    let replications = u32::try_from(plan.replications).map_err(|_| "too many replications".to_owned())?;
    let options = LoadOptions {
        root: Some(root.clone()),
        seed: Some(plan.seed),
        replications: Some(replications),
        sweeping: (!plan.sweeps.is_empty()).then(|| Sweeping {
            over: plan.sweep_of.clone(),
            sweeps: plan.sweeps.clone(),
        }),
        ..LoadOptions::default()
    };
    let wrong = |found: Vec<crate::document::Diagnostic>| {
        let first = found.first().map_or("", |first| first.title.as_str());
        format!("its inputs have {}: {first}", mistakes(found.len()))
    };
    let loaded = load(&root.join(&plan.file), &Disk, &options).map_err(wrong)?;
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    let mut read: Vec<Input> = loaded.inputs().into_iter().map(input).collect();
    read.sort();
    if read != plan.inputs {
        return Err("its inputs were changed after it was made".to_owned());
    }
    let one = |name: &String| loaded.exercise(name, &Assumptions::default()).map_err(wrong);
    let exercises = plan.alternatives.iter().map(one).collect::<Result<_, _>>()?;
    Ok((loaded, exercises))
}
