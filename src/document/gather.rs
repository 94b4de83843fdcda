//! Gathering the files of an exercise into one document.

use std::path::Path;

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::files::{Files, Opened, check_path};
use super::limits::check_counts;
use super::place::Place;
use super::recover::Hole;
use super::report::Report;
use super::spanned::Spanned;
use super::syntax::File;
use super::whole::Whole;

/// An exercise uses at most so many files.
const MOST_FILES: usize = 1_000;

/// Reads all files and makes one document of them. Wrong files are left out, and reported.
pub(super) fn gather(files: &mut Files<'_>, entry: &Path) -> Option<Whole> {
    let opened = files.open(entry, None)?;
    let File::Exercise(exercise) = files.parse(&opened)? else {
        refuse(
            files,
            &opened,
            Code::WrongDocument,
            ("this is no exercise", "write `Exercise(..)`"),
        );
        return None;
    };
    let uses = exercise.uses.clone();
    let mut whole = Whole::of(*exercise);
    super::table::read_tables(files, &opened, &mut whole.estate);
    if uses.len() > MOST_FILES {
        refuse(
            files,
            &opened,
            Code::TooMany,
            ("more than 1000 used files", "use fewer, larger ones"),
        );
        return None;
    }
    for written in &uses {
        let Some((other, mut file)) = used_file(files, &opened, written) else {
            continue;
        };
        if let File::Estate(estate) = &mut file {
            super::table::read_tables(files, &other, estate);
        }
        if matches!(file, File::Scenario(_)) && whole.has_scenario {
            files.lose(other.id);
        }
        if matches!(file, File::Exercise(_)) {
            files.holes.push(Hole::unknown());
        }
        with_report(files, |report| whole.add(file, written, report));
    }
    if !whole.has_scenario {
        let help = "write `scenario: Scenario(..)`, or use a file that holds one";
        if files.holes.is_empty() {
            refuse(files, &opened, Code::NoScenario, ("there is no scenario", help));
        }
        files.holes.push(Hole::whole(opened.id, 0));
    }
    let found = files.found.len();
    with_report(files, |report| check_counts(&whole, report));
    // What is too large is not laid out, whatever else is wrong with it.
    (files.found.len() == found).then_some(whole)
}

/// Reports something about a file as a whole, at its beginning.
fn refuse(files: &mut Files<'_>, opened: &Opened, code: Code, (title, help): (&str, &str)) {
    let place = Place::File {
        file: opened.id,
        start: 0,
        end: 0,
    };
    let draft = Diagnostic::new(code, files.sources.locate(place), title);
    files.found.push(draft.help(help));
}

fn used_file(files: &mut Files<'_>, opened: &Opened, written: &Spanned<String>) -> Option<(Opened, File)> {
    let sound = is_sound(files, written);
    let used = sound.then(|| files.open(&Files::beside(opened, &written.value), Some(written)))??;
    let file = files.parse(&used)?;
    Some((used, file))
}

/// Whether a path may be used; what stands behind one that may not is not known.
pub(super) fn is_sound(files: &mut Files<'_>, written: &Spanned<String>) -> bool {
    // A path that could not be read was reported already.
    let sound = !files.holes.cover(written.place) && with_report(files, |report| check_path(written, report));
    if !sound {
        files.holes.push(Hole::unknown());
    }
    sound
}

/// Runs a pass, and keeps what it finds.
pub(super) fn with_report<R>(files: &mut Files<'_>, pass: impl FnOnce(&mut Report<'_>) -> R) -> R {
    let mut report = Report::new(&files.sources);
    let result = pass(&mut report);
    let found = report.finish();
    files.found.extend(found);
    result
}
