//! Loading an exercise: all files, all alternatives, all mistakes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model;
use crate::time::SimDuration;

use super::code::Code;
use super::diagnostic::{Diagnostic, Level};
use super::expand::expand;
use super::files::{Files, entry_file};
use super::gather::gather;
use super::hoist::hoist;
use super::lower::{Lowered, lower};
use super::names::with_names;
use super::overlay::{Alternatives, apply, check_likes, unfolded};
use super::place::Place;
use super::preset::Parameter;
use super::presets_used::{Assumptions, Presets};
use super::recover::{Holes, Own};
use super::report::{MOST_FOUND, Report};
use super::source::{Library, Location, Sources};
use super::spanned::Spanned;
use super::sweep::{Sweeping, Swept, sweep};
use super::syntax::{Change, Exercise};
use super::whole::Whole;

/// The alternative of an exercise that writes none.
const AS_IS: &str = "as-is";

/// So many diagnostics are compared with what could not be read; an exercise with holes is refused anyway.
const MOST_LOOKED_AT: usize = 20 * MOST_FOUND;

/// What the caller wants to be otherwise than it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadOptions {
    /// The root of the library, where it is not to be found by `outrun.ron`.
    pub root: Option<PathBuf>,
    /// The seed.
    pub seed: Option<u64>,
    /// The number of replications.
    pub replications: Option<u32>,
    /// The horizon.
    pub horizon: Option<SimDuration>,
    /// What is swept besides what the exercise sweeps; nothing: nothing.
    pub sweeping: Option<Sweeping>,
}

/// An exercise that was read and found sound, with all its alternatives.
#[derive(Debug)]
pub struct Loaded {
    pub(super) sources: Sources,
    pub(super) whole: Whole,
    /// Taken out of the whole, which is copied for each alternative.
    alternatives: Alternatives,
    id: String,
    warnings: Vec<Diagnostic>,
    sweeps: Vec<Swept>,
    root: PathBuf,
}

/// A file that took part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// The path inside the library, with `/`.
    pub path: String,
    /// SHA-256 of the bytes, as hexadecimal digits.
    pub sha256: String,
    /// The text.
    pub text: String,
}

/// A preset in use, and where.
#[derive(Clone, Debug)]
pub struct PresetUse {
    /// The parameter.
    pub parameter: &'static Parameter,
    /// Where it is used; a place that nobody wrote is that of the thing it belongs to.
    pub places: Vec<Location>,
}

/// Reads an exercise with everything it uses. `entry` is the file, or the folder of an `exercise.ron`.
///
/// # Errors
/// Everything that is wrong with any file or any alternative, by place. Warnings are among them.
pub fn load(entry: &Path, library: &dyn Library, options: &LoadOptions) -> Result<Loaded, Vec<Diagnostic>> {
    let entry = entry_file(entry, library);
    let mut files = Files::around(&entry, options.root.as_deref(), library).map_err(|error| vec![*error])?;
    let whole = gather(&mut files, &entry);
    let root = files.root().to_path_buf();
    let (mut sources, mut found, holes) = files.into_parts();
    let Some(mut whole) = whole else {
        return Err(in_order(found));
    };
    override_with(&mut whole.exercise, options);
    let swept = sweep(&mut whole, &mut sources, options.sweeping.as_ref());
    let (sweeps, wrong) = swept;
    let stops = wrong.iter().any(|one| one.code == Code::TooMany);
    found.extend(wrong);
    if stops {
        // What is too large is not laid out, whatever else is wrong with it.
        return Err(in_order(found));
    }
    let id = id_of(&entry, &whole.exercise, library);
    let alternatives = std::mem::take(&mut whole.exercise.alternatives.value);
    let mut loaded = Loaded {
        sources,
        whole,
        alternatives,
        id,
        warnings: Vec::new(),
        sweeps,
        root,
    };
    let found = in_order(found.into_iter().chain(loaded.check(&holes)).collect());
    if found.iter().any(|one| one.level == Level::Error) {
        return Err(found);
    }
    loaded.warnings = found;
    Ok(loaded)
}

/// By file and place, each once: alternatives may find the same, and differ in what they advise.
fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort();
    found.dedup_by(|later, kept| {
        let is_same = (&later.primary, later.code, &later.title, &later.others)
            == (&kept.primary, kept.code, &kept.title, &kept.others);
        if is_same && later.suggestion.is_some() {
            std::mem::swap(later, kept);
        }
        is_same
    });
    found
}

fn override_with(exercise: &mut Exercise, options: &LoadOptions) {
    if let Some(seed) = options.seed {
        exercise.seed = Spanned::default_of(seed);
    }
    if let Some(replications) = options.replications {
        exercise.replications = Spanned::default_of(replications);
    }
    if let Some(horizon) = options.horizon {
        exercise.horizon = Spanned::default_of(horizon.to_string());
    }
}

/// The id written, the name of the folder of an `exercise.ron`, or the name of the file.
fn id_of(entry: &Path, exercise: &Exercise, library: &dyn Library) -> String {
    let name = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let stem = name(entry.file_stem()).unwrap_or_default();
    let folder = || {
        let written = entry.parent().unwrap_or(Path::new(""));
        // `.` and `..` have no name of their own, only the folder that they mean.
        let meant = || {
            library
                .canonical(&Path::new(".").join(written))
                .ok()
                .and_then(|folder| name(folder.file_name()))
        };
        name(written.file_name()).or_else(meant)
    };
    let named = if stem == "exercise" {
        folder().unwrap_or(stem)
    } else {
        stem
    };
    exercise.id.value.clone().unwrap_or(named)
}

impl Loaded {
    /// The id of the exercise.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The root of the library that holds the exercise, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What is not wrong, but hardly meant.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The names of the alternatives, in written order.
    pub fn alternatives(&self) -> impl Iterator<Item = &str> {
        let written = &self.alternatives.0;
        let only = written.is_empty().then_some(AS_IS);
        written.iter().map(|(name, _)| name.value.as_str()).chain(only)
    }

    /// Whether the exercise writes alternatives; without, its only one is the plan as it stands.
    pub fn writes_alternatives(&self) -> bool {
        !self.alternatives.0.is_empty()
    }

    /// The alternatives that were swept, with what was made of them, in written order.
    pub fn sweeps(&self) -> &[Swept] {
        &self.sweeps
    }

    /// An alternative with everything resolved.
    ///
    /// # Errors
    /// If there is none of this name, or these assumptions contradict what is written.
    pub fn exercise(
        &self,
        alternative: &str,
        assumptions: &Assumptions,
    ) -> Result<model::Exercise, Vec<Diagnostic>> {
        let (_, lowered) = self.resolve(alternative, assumptions)?;
        if lowered.failed {
            Err(lowered.found)
        } else {
            Ok(lowered.exercise)
        }
    }

    /// The path of the exercise itself inside the library, with `/`.
    pub fn file(&self) -> &str {
        // It is read first, before what it uses.
        self.sources.iter().next().map_or("", |source| &source.inside)
    }

    /// All files that took part, by path.
    pub fn inputs(&self) -> Vec<Input> {
        let input = |source: &super::source::Source| Input {
            path: source.inside.clone(),
            sha256: source.sha256(),
            text: source.text.clone(),
        };
        let written = self.sources.iter().filter(|source| !source.inside.is_empty());
        let mut inputs: Vec<Input> = written.map(input).collect();
        inputs.sort();
        inputs
    }

    /// The presets that an alternative uses, by id: what is not known, and may be moved over its range (M7).
    ///
    /// # Errors
    /// If there is no alternative of this name.
    pub fn unknowns(&self, alternative: &str) -> Result<Vec<PresetUse>, Vec<Diagnostic>> {
        let assumptions = Assumptions::default();
        let (whole, lowered) = self.resolve(alternative, &assumptions)?;
        let shown = super::resolved::presets_in(&whole);
        let used = lowered.presets.into_used().into_iter();
        let located = |(parameter, places): (&'static Parameter, std::collections::BTreeSet<Place>)| {
            let mut places: Vec<Location> = places
                .into_iter()
                .map(|place| self.sources.locate(place))
                .collect();
            places.dedup();
            PresetUse { parameter, places }
        };
        Ok(used
            // What was written out may have been overwritten since; a word stands where it was met.
            .filter(|(parameter, _)| parameter.id.starts_with("word.") || shown.contains(&*parameter.id))
            .map(located)
            .collect())
    }

    /// The document of an alternative with everything filled in, and what it becomes.
    pub(super) fn resolve<'a>(
        &'a self,
        alternative: &str,
        assumptions: &'a Assumptions,
    ) -> Result<(Whole, Lowered<'a>), Vec<Diagnostic>> {
        self.resolve_with(alternative, &[], assumptions)
    }

    /// The same with further changes over those of the alternative.
    pub(super) fn resolve_with<'a>(
        &'a self,
        alternative: &str,
        further: &[Spanned<Change>],
        assumptions: &'a Assumptions,
    ) -> Result<(Whole, Lowered<'a>), Vec<Diagnostic>> {
        let mut changes = self.changes(alternative).map_err(|error| vec![*error])?;
        changes.extend(further.iter().cloned());
        let mut whole = self.whole.clone();
        let mut report = Report::new(&self.sources);
        let mut presets = Presets::new(assumptions);
        apply(&mut whole, &changes, &mut report);
        hoist(&mut whole, &mut report);
        expand(&mut whole, &mut presets, &mut report);
        let lowered = lower(&mut whole, (&self.id, alternative), report, presets);
        Ok((whole, lowered))
    }

    pub(super) fn changes(&self, alternative: &str) -> Result<Vec<Spanned<Change>>, Box<Diagnostic>> {
        let written = &self.alternatives.0;
        let found = unfolded(&self.alternatives, alternative).map(|(changes, _)| changes);
        let as_is = (written.is_empty() && alternative == AS_IS).then(Vec::new);
        found.or(as_is).ok_or_else(|| {
            let at = self.sources.locate(self.whole.exercise.alternatives.place);
            let draft = Diagnostic::new(
                Code::UnknownAlternative,
                at,
                format!("no alternative `{alternative}`"),
            );
            Box::new(with_names(draft, alternative, self.alternatives()))
        })
    }

    /// Everything wrong with any alternative, but what only follows from holes.
    fn check(&self, holes: &Holes) -> Vec<Diagnostic> {
        let mut report = Report::new(&self.sources);
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for (name, _) in &self.alternatives.0 {
            if let Some(first) = seen.insert(&name.value, name.place) {
                let also = report.locate(first);
                let draft = report.draft(
                    Code::DuplicateId,
                    name.place,
                    format!("the alternative `{}` stands twice", name.value),
                );
                report.push(draft.also(also, "here first"));
            }
        }
        check_likes(&self.alternatives, &mut report);
        let mut found = report.finish();
        found.retain(|one| !holes.explain(one, Own { own: &[], all: &[] }, &self.sources));
        let all: Vec<Place> = self
            .alternatives
            .0
            .iter()
            .map(|(_, changes)| changes.place)
            .collect();
        let assumptions = Assumptions::default();
        let mut looked_at = 0;
        for alternative in self.alternatives() {
            if let Ok((_, lowered)) = self.resolve(alternative, &assumptions) {
                let own =
                    unfolded(&self.alternatives, alternative).map_or_else(Vec::new, |(_, places)| places);
                let own = Own { own: &own, all: &all };
                looked_at += lowered.found.len();
                let explained = |one: &Diagnostic| holes.explain(one, own, &self.sources);
                found.extend(lowered.found.into_iter().filter(|one| !explained(one)));
            }
            // What is wrong with the base is wrong with every alternative; more than enough is found.
            if looked_at > MOST_LOOKED_AT && !holes.is_empty() {
                break;
            }
            if found.len() > MOST_FOUND && found.iter().any(|one| one.level == Level::Error) {
                break;
            }
        }
        found
    }
}
