//! `outrun compare`: alternatives against a baseline, on the same luck.

use std::path::PathBuf;

use clap::Args;

use crate::document::Loaded;
use crate::experiment::{Compared, PERFECT, Played, compare_at, perfect};
use crate::measure::compare::Margin;
use crate::model::Exercise;
use crate::report::terminal::compared;
use crate::report::{CompareDocument, CompareHeading, Input};

use super::arguments::{ExerciseArguments, Format, PlayArguments};
use super::beside::{Beside, BesideArguments, refuse_too_many};
use super::compare_until::{CompareUntil, play_compared};
use super::failure::{Failure, NOTHING_WRITTEN};
use super::folder::Pending;
use super::loading::{names, open_swept, resolve, unknown_name, wrong};
use super::memory::{ASK_FOR_FEWER, refuse_what_cannot_fit};
use super::pictures::PictureArguments;
use super::run::quoted;
use super::status::Status;
use super::streams::{Streams, json};
use super::sweeping::SweepArguments;
use super::until::SureArguments;

/// What to compare, and where results go.
#[derive(Clone, Debug, Args)]
pub(super) struct CompareArguments {
    #[command(flatten)]
    exercise: ExerciseArguments,
    /// What the others are held against [default: the first alternative]
    #[arg(long, value_name = "NAME")]
    baseline: Option<String>,
    /// Hold this alternative against it; may be repeated [default: all others]
    #[arg(long = "alternative", value_name = "NAME")]
    alternatives: Vec<String>,
    /// Also hold perfect authority against it: nobody has to be asked, reached or waited for
    #[arg(long)]
    perfect: bool,
    #[command(flatten)]
    sweep: SweepArguments,
    #[command(flatten)]
    pub(super) play: PlayArguments,
    /// A difference of rates that nobody would act on, 0 to 1 [default: as the exercise says]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    rate_margin: Option<f64>,
    /// Any other difference that nobody would act on: this share of the baseline's figure, 0 to 1 [default: as the exercise
    /// says]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    margin: Option<f64>,
    /// Add replications until verdicts are settled; at most as many as the exercise says, or `--replications`
    #[arg(long, value_name = "WHAT", value_enum, conflicts_with = "best")]
    pub(super) until: Option<CompareUntil>,
    /// Find the best of all alternatives, by the outrun rate or this measure; what cannot be it is played no further
    #[arg(
        long,
        value_name = "MEASURE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "outrun_rate",
        conflicts_with = "perfect"
    )]
    pub(super) best: Option<String>,
    #[command(flatten)]
    pub(super) sure: SureArguments,
    /// What is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print every measure, also those that do not differ
    #[arg(long)]
    details: bool,
    /// Also write the document as `compare.json` into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    beside: BesideArguments,
    #[command(flatten)]
    pictures: PictureArguments,
}

const DOCUMENT: &str = "compare.json";

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a number from 0 to 1 is wanted, for example 0.05".to_owned()),
    }
}

/// Plays the alternatives and says which is better.
pub(super) fn compare(arguments: &CompareArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let of = &arguments.exercise;
    let sweeping = (Some(&arguments.play), arguments.sweep.sweeping());
    let loaded = open_swept(of, sweeping, arguments.format, streams)?;
    let (baseline, others) = choose(arguments, &loaded)?;
    let mut wanted = vec![baseline.clone()];
    wanted.extend(others);
    let mut exercises = resolve(&loaded, &wanted, wrong(of, arguments.format))?;
    let best = exercises.first().filter(|_| arguments.perfect).map(perfect);
    exercises.extend(best);
    refuse_what_cannot_fit(&exercises, ASK_FOR_FEWER)?;
    let file = arguments.out.as_ref().map(pending).transpose()?;
    let pictures = arguments.pictures.open()?;
    if arguments.beside.assumptions {
        refuse_too_many(&exercises)?;
    }
    let margin = margin(arguments, &exercises);
    let mut ended = play_compared(arguments, &exercises, &margin, streams)?;
    let compared_with = against(&exercises, &ended.played, &margin, &|pairs| {
        ended.confidence_at(pairs)
    });
    let heading = heading(arguments, &loaded, &exercises, baseline, ended.partial);
    let mut document = CompareDocument::new(heading, &margin, &compared_with);
    document.stopping = ended.stopping;
    document.choice = ended.choice;
    document.lay_grids(loaded.sweeps());
    let beside = Beside {
        loaded: &loaded,
        exercises: &exercises,
        played: &ended.played,
        compared: &compared_with,
        margin: &margin,
        play: &arguments.play,
    };
    ended.partial |= !beside.put_into(&mut document, arguments.beside, streams)?;
    let text = json(&document)?;
    if let Some(mut file) = file {
        file.write(text.as_bytes())?;
        file.finish()?;
    }
    pictures.of_comparison(&document)?;
    match arguments.format {
        Format::Json => streams.print(&text)?,
        Format::Human => {
            let mut canvas = streams.canvas();
            let path = quoted(&of.path.to_string_lossy());
            compared(&document, &path, arguments.details, &mut canvas);
            streams.print(&canvas.finish())?;
        }
    }
    Ok(if ended.partial {
        Status::Interrupted
    } else {
        Status::Well
    })
}

/// The baseline, and what is held against it.
fn choose(arguments: &CompareArguments, loaded: &Loaded) -> Result<(String, Vec<String>), Failure> {
    let written = names(loaded, &[])?;
    let mut asked = arguments.alternatives.clone();
    if !asked.is_empty() && arguments.sweep.is_asked() {
        // What was swept is wanted, whoever else is named.
        asked.extend(
            arguments
                .sweep
                .over()
                .cloned()
                .or_else(|| written.first().cloned()),
        );
    }
    let asked = names(loaded, &asked)?;
    let written_is_perfect = written.iter().any(|name| name == PERFECT);
    let baseline = match &arguments.baseline {
        Some(name) if !written.contains(name) => {
            return Err(unknown_name("alternative", name, &written));
        }
        Some(name) => name.clone(),
        None => written.into_iter().next().unwrap_or_default(),
    };
    if arguments.perfect && written_is_perfect {
        return Err(Failure::Usage(format!(
            "an alternative is called `{PERFECT}` already"
        )));
    }
    let others: Vec<String> = asked.into_iter().filter(|name| *name != baseline).collect();
    if others.is_empty() && !arguments.perfect {
        return Err(Failure::Usage(format!(
            "there is nothing to hold against `{baseline}`: write a second alternative, or name another `--baseline`"
        )));
    }
    Ok((baseline, others))
}

/// What the exercise says, unless an option says otherwise; measures named in the exercise keep theirs.
fn margin(arguments: &CompareArguments, exercises: &[Exercise]) -> Margin {
    let written = exercises.first().map(|exercise| exercise.margin.clone());
    let written = written.unwrap_or_default();
    Margin {
        of_rates: arguments.rate_margin.unwrap_or(written.of_rates),
        of_the_baseline: arguments.margin.unwrap_or(written.of_the_baseline),
        of: written.of,
    }
}

/// All others against the first; `confidence` is what may be said of so many pairs.
pub(super) fn against(
    exercises: &[Exercise],
    played: &[Played],
    margin: &Margin,
    confidence: &dyn Fn(u64) -> f64,
) -> Vec<Compared> {
    let both: Vec<(&Exercise, &Played)> = exercises.iter().zip(played).collect();
    let Some((baseline, others)) = both.split_first() else {
        return Vec::new();
    };
    let (best, written): (Vec<_>, Vec<_>) = others
        .iter()
        .copied()
        .partition(|(exercise, _)| &*exercise.alternative == PERFECT);
    // Nobody chooses perfect authority: it is judged apart, so that verdicts on what can be chosen stay as sharp.
    let mut all = compare_at(*baseline, &written, margin, confidence);
    all.extend(compare_at(*baseline, &best, margin, confidence));
    all
}

fn pending(folder: &PathBuf) -> Result<Pending, Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make the folder", folder, &error, NOTHING_WRITTEN))?;
    Pending::open(&folder.join(DOCUMENT))
}

fn heading(
    arguments: &CompareArguments,
    loaded: &Loaded,
    exercises: &[Exercise],
    baseline: String,
    partial: bool,
) -> CompareHeading {
    let input = |input: crate::document::Input| Input {
        file: input.path,
        sha256: input.sha256,
    };
    CompareHeading {
        command: canonical(arguments),
        exercise: loaded.id().to_owned(),
        file: loaded.file().to_owned(),
        seed: exercises.first().map_or(0, |exercise| exercise.seed),
        inputs: loaded.inputs().into_iter().map(input).collect(),
        partial,
        baseline,
    }
}

/// The command that gives this document again, from where it was given.
fn canonical(arguments: &CompareArguments) -> String {
    let mut words = vec!["outrun compare".to_owned()];
    words.push(quoted(&arguments.exercise.path.to_string_lossy()));
    let root = arguments.exercise.root.as_ref();
    words.extend(root.map(|root| format!("--root {}", quoted(&root.to_string_lossy()))));
    let baseline = arguments.baseline.as_ref();
    words.extend(baseline.map(|name| format!("--baseline {}", quoted(name))));
    let named = arguments.alternatives.iter();
    words.extend(named.map(|name| format!("--alternative {}", quoted(name))));
    words.extend(arguments.perfect.then(|| "--perfect".to_owned()));
    words.extend(arguments.sweep.words());
    words.extend(arguments.beside.words());
    let play = &arguments.play;
    words.extend(play.replications.map(|count| format!("--replications {count}")));
    words.extend(play.seed.map(|seed| format!("--seed {seed}")));
    let until = arguments.until.map(CompareUntil::word);
    words.extend(until.map(|what| format!("--until {what}")));
    let best = arguments.best.as_ref();
    words.extend(best.map(|measure| quoted(&format!("--best={measure}"))));
    words.extend(arguments.sure.word());
    words.extend(
        arguments
            .rate_margin
            .map(|margin| format!("--rate-margin {margin}")),
    );
    words.extend(arguments.margin.map(|margin| format!("--margin {margin}")));
    words.join(" ")
}
