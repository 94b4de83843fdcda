//! From alternatives with sweeps to one alternative for each combination.

use crate::document::code::Code;
use crate::document::diagnostic::Diagnostic;
use crate::document::limits::check_alternatives;
use crate::document::names::with_names;
use crate::document::overlay::{Alternatives, unfolded};
use crate::document::report::Report;
use crate::document::source::Sources;
use crate::document::spanned::Spanned;
use crate::document::syntax::{Change, Entries, Sweep, Text};
use crate::document::whole::Whole;

use super::option::Sweeping;
use super::path::Path;

/// An alternative is swept into at most so many: they are all played.
const MOST_POINTS: usize = 256;

/// An alternative that was swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swept {
    /// Its name; no alternative has it any more.
    pub name: String,
    /// What was swept, in written order.
    pub axes: Vec<SweptAxis>,
    /// The alternatives that were made of it, the last axis running fastest.
    pub points: Vec<SweptPoint>,
}

/// One value of the plan that was swept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweptAxis {
    /// What it is, as written.
    pub of: String,
    /// Its values, as written.
    pub values: Vec<String>,
}

/// One combination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweptPoint {
    /// The alternative that it became.
    pub alternative: String,
    /// One value for each axis.
    pub values: Vec<String>,
}

/// Puts the alternatives that sweeps make in the place of the one that is swept; gives what was made, and what is wrong.
///
/// An alternative that is swept from outside stays beside what is made of it.
pub(crate) fn sweep(
    whole: &mut Whole,
    sources: &mut Sources,
    sweeping: Option<&Sweeping>,
) -> (Vec<Swept>, Vec<Diagnostic>) {
    let asked = sweeping.filter(|sweeping| !sweeping.sweeps.is_empty());
    let asked = asked.map(|sweeping| (sweeping.over.clone(), sweeping.changes(sources)));
    let mut report = Report::new(sources);
    let written = std::mem::take(&mut whole.exercise.alternatives.value);
    let all = with_option(written, asked);
    let is_swept = all
        .0
        .iter()
        .any(|(_, changes)| sweeps(&changes.value).next().is_some());
    if !is_swept {
        whole.exercise.alternatives.value = without_marks(all);
        return (Vec::new(), report.finish());
    }
    let mut made = Made::default();
    for (name, changes) in &all.0 {
        check_base(&all, &changes.value, &mut report);
        let laid = Laid::new(whole, &all, (name, changes), &mut report);
        made.add(laid, &mut report);
    }
    whole.exercise.alternatives.value = without_marks(Entries(made.alternatives));
    check_alternatives(whole, &mut report);
    (made.swept, report.finish())
}

/// Until they are expanded, options are kept under a name that nobody can write: with a line break before it.
const MARK: char = '\n';

fn with_option(mut all: Alternatives, asked: Option<(Option<String>, Vec<Spanned<Change>>)>) -> Alternatives {
    let Some((over, further)) = asked else {
        return all;
    };
    if all.0.is_empty() {
        let name = Spanned::default_of("as-is".to_owned());
        all.0.push((name, Spanned::default_of(Vec::new())));
    }
    let found = match &over {
        Some(over) => all.0.iter().find(|(name, _)| name.value == *over),
        None => all.0.first(),
    };
    // A name that nobody has is reported by whoever asked for it.
    if let Some((name, changes)) = found {
        let mut changes = changes.clone();
        changes.value.extend(further);
        let name = Spanned::new(format!("{MARK}{}", name.value), name.place);
        all.0.push((name, changes));
    }
    all
}

fn without_marks(mut all: Alternatives) -> Alternatives {
    for (name, _) in &mut all.0 {
        name.value = name.value.trim_start_matches(MARK).to_owned();
    }
    all
}

fn sweeps(changes: &[Spanned<Change>]) -> impl Iterator<Item = &Sweep> {
    changes.iter().filter_map(|change| match &change.value {
        Change::Sweep(sweep) => Some(sweep),
        _ => None,
    })
}

/// What is swept is several alternatives: which of them would be built on, nobody knows.
fn check_base(all: &Alternatives, changes: &[Spanned<Change>], report: &mut Report<'_>) {
    let Some(Change::Like(base)) = changes.first().map(|change| &change.value) else {
        return;
    };
    let mut found = all.0.iter().filter(|(name, _)| name.value == base.value);
    if found.any(|(_, changes)| sweeps(&changes.value).next().is_some()) {
        let title = format!("`{}` is swept, so that nothing can build on it", base.value);
        let draft = report.draft(Code::BadSweep, base.place, title);
        report.push(draft.help("build both on an alternative without the sweep"));
    }
}

/// An alternative with its sweeps, each value a change.
struct Laid<'w> {
    name: &'w Text,
    changes: &'w Spanned<Vec<Spanned<Change>>>,
    axes: Vec<(SweptAxis, Vec<Change>)>,
}

impl<'w> Laid<'w> {
    fn new(
        whole: &Whole,
        all: &Alternatives,
        (name, changes): (&'w Text, &'w Spanned<Vec<Spanned<Change>>>),
        report: &mut Report<'_>,
    ) -> Self {
        let own = unfolded(all, &name.value).map_or_else(Vec::new, |(changes, _)| changes);
        let rights = whole.playbook.rights.iter().map(|right| right.id.value.as_str());
        let added = own.iter().filter_map(|change| match &change.value {
            Change::Right(right) => Some(right.id.value.as_str()),
            _ => None,
        });
        let known: std::collections::BTreeSet<&str> = rights.chain(added).collect();
        let known: Vec<&str> = known.into_iter().collect();
        let axes = sweeps(&changes.value)
            .map(|sweep| axis(sweep, &known, report))
            .collect();
        Self { name, changes, axes }
    }

    fn points(&self) -> usize {
        let lengths = self.axes.iter().map(|(axis, _)| axis.values.len());
        lengths.fold(1_usize, usize::saturating_mul)
    }

    /// Which value of each axis, for a combination by its number.
    fn digits(&self, mut number: usize) -> Vec<usize> {
        let mut digits: Vec<usize> = self
            .axes
            .iter()
            .rev()
            .map(|(axis, _)| {
                let length = axis.values.len().max(1);
                let digit = number % length;
                number /= length;
                digit
            })
            .collect();
        digits.reverse();
        digits
    }

    /// The changes of one combination, each in the place of its sweep.
    fn at(&self, digits: &[usize]) -> Vec<Spanned<Change>> {
        let mut axes = self.axes.iter().zip(digits);
        let changes = self.changes.value.iter();
        changes
            .filter_map(|change| match &change.value {
                Change::Sweep(_) => {
                    let ((_, values), &digit) = axes.next()?;
                    let set = values.get(digit)?;
                    Some(Spanned::new(set.clone(), change.place))
                }
                _ => Some(change.clone()),
            })
            .collect()
    }
}

fn axis(sweep: &Sweep, rights: &[&str], report: &mut Report<'_>) -> (SweptAxis, Vec<Change>) {
    let values: Vec<String> = sweep
        .values
        .value
        .iter()
        .map(|value| value.value.clone())
        .collect();
    let mut changes = Vec::new();
    if values.is_empty() {
        let draft = report.draft(
            Code::BadSweep,
            sweep.values.place.or(sweep.of.place),
            "a sweep without values",
        );
        report.push(draft.expected("two values or more, such as `[\"low\", \"high\"]`"));
    }
    let path = Path::of(&sweep.of, report);
    let unknown = path
        .as_ref()
        .and_then(Path::right)
        .filter(|id| !rights.contains(id));
    match (path, unknown) {
        (Some(_), Some(id)) => {
            let title = format!("no decision right `{id}`");
            let draft = report.draft(Code::UnknownRight, sweep.of.place, title);
            report.push(with_names(draft, id, rights.iter().copied()));
        }
        (Some(path), None) => changes = set_to(&path, sweep, report),
        (None, _) => {}
    }
    let of = sweep.of.value.clone();
    (SweptAxis { of, values }, changes)
}

/// The change for each value; those that cannot be are left out, and reported.
fn set_to(path: &Path<'_>, sweep: &Sweep, report: &mut Report<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for value in &sweep.values.value {
        match path.set(value) {
            Ok(change) => changes.push(change),
            Err(refused) => {
                let (of, why) = (&sweep.of.value, refused.title);
                let title = format!("`{of}` cannot be `{}`: {why}", value.value);
                let mut draft = report.draft(Code::BadSweep, value.place, title);
                (draft.expected, draft.suggestion) = (refused.expected, refused.suggestion);
                report.push(draft);
            }
        }
    }
    changes
}

/// What is made, in written order.
#[derive(Default)]
struct Made {
    alternatives: Vec<(Text, Spanned<Vec<Spanned<Change>>>)>,
    swept: Vec<Swept>,
}

impl Made {
    fn add(&mut self, laid: Laid<'_>, report: &mut Report<'_>) {
        if laid.axes.is_empty() {
            self.alternatives.push((laid.name.clone(), laid.changes.clone()));
            return;
        }
        let count = laid.points();
        let name = laid.name.value.trim_start_matches(MARK);
        if count > MOST_POINTS {
            let title = format!("{count} combinations of the sweeps of `{name}`");
            let draft = report.draft(Code::TooMany, laid.name.place, title);
            return report.push(draft.expected(format!("at most {MOST_POINTS}")));
        }
        let mut points = Vec::new();
        for number in 0..count {
            let digits = laid.digits(number);
            let values: Vec<String> = laid
                .axes
                .iter()
                .zip(&digits)
                .filter_map(|((axis, _), &digit)| axis.values.get(digit).cloned())
                .collect();
            let alternative = format!("{name}/{}", values.join(","));
            let changes = Spanned::new(laid.at(&digits), laid.changes.place);
            self.alternatives
                .push((Spanned::new(alternative.clone(), laid.name.place), changes));
            points.push(SweptPoint { alternative, values });
        }
        self.swept.push(Swept {
            name: name.to_owned(),
            axes: laid.axes.into_iter().map(|(axis, _)| axis).collect(),
            points,
        });
    }
}
