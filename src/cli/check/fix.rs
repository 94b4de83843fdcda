//! `outrun check --fix`: safe changes are made, whole or not at all; the others are offered as alternatives.

use std::io;
use std::path::{Path, PathBuf};

use crate::check::{self, Baseline, Checked, EditedFile, edited};
use crate::cli::disk::Disk;
use crate::cli::failure::Failure;
use crate::cli::folder::Pending;
use crate::cli::loading::names;
use crate::cli::status::Status;
use crate::cli::streams::Streams;
use crate::document::{Library, LoadOptions, Loaded, load};
use crate::report::{offers, unified};

use super::command::CheckArguments;

/// The mark of byte order that some editors put before a text.
const MARK: char = '\u{feff}';

/// Shows what would be changed, changes it unless that is all that was asked for, and offers the rest.
pub(super) fn fix(
    arguments: &CheckArguments,
    (loaded, found): (&Loaded, &Checked),
    streams: &mut Streams,
) -> Result<Status, Failure> {
    let files = edited(loaded, &found.findings);
    for file in &files {
        for words in &file.words {
            streams.tell(&format!("{words}\n"));
        }
        streams.print(&unified(&file.file, &file.before, &file.after))?;
    }
    if files.is_empty() {
        streams.tell("nothing can be changed safely\n");
    } else {
        still_sound(arguments, &files, found)?;
        if arguments.dry_run {
            streams.tell("nothing was changed: --dry-run\n");
        } else {
            write(&files)?;
            streams.tell(&format!("{} changed\n", amount(files.len())));
        }
    }
    streams.print(&offers(&found.findings))?;
    Ok(Status::Well)
}

fn amount(files: usize) -> String {
    if files == 1 {
        "1 file".to_owned()
    } else {
        format!("{files} files")
    }
}

/// The changed exercise must be as sound as before, with nothing found that was not there.
fn still_sound(arguments: &CheckArguments, files: &[EditedFile], before: &Checked) -> Result<(), Failure> {
    let refuse = |why: &str| {
        Failure::Usage(format!(
            "the changes would {why}, so none was made; change it by hand\n  this is what --fix wanted to change: {}",
            files
                .iter()
                .map(|file| file.file.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        ))
    };
    let of = &arguments.exercise;
    let options = LoadOptions {
        root: of.root.clone(),
        ..LoadOptions::default()
    };
    let changed = load(&of.path, &Changed { files }, &options).map_err(|_| refuse("break the exercise"))?;
    let all = names(&changed, &arguments.alternatives)?;
    let mut after = check::check(&changed, &all).map_err(|_| refuse("break the exercise"))?;
    Baseline::of(before).leave_new(&mut after);
    if after.findings.is_empty() {
        Ok(())
    } else {
        Err(refuse("bring something new about"))
    }
}

/// All are opened before any is put in its place, and none is if another has changed the text meanwhile.
fn write(files: &[EditedFile]) -> Result<(), Failure> {
    let mut pending = Vec::new();
    for file in files {
        // Through a link, the file itself is changed.
        let place = Disk.canonical(Path::new(&file.file));
        let place = place.unwrap_or_else(|_| PathBuf::from(&file.file));
        let now = std::fs::read_to_string(&place).unwrap_or_default();
        let mark = if now.starts_with(MARK) && !file.before.starts_with(MARK) {
            "\u{feff}"
        } else {
            ""
        };
        if now.trim_start_matches(MARK) != file.before.trim_start_matches(MARK) {
            return Err(Failure::Usage(format!(
                "`{}` has changed meanwhile; nothing was written",
                file.file
            )));
        }
        let mut open = Pending::open(&place)?;
        open.write(mark.as_bytes())?;
        open.write(file.after.as_bytes())?;
        pending.push(open);
    }
    pending.into_iter().try_for_each(Pending::finish)
}

/// The disk as it would be.
struct Changed<'f> {
    files: &'f [EditedFile],
}

impl Library for Changed<'_> {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.canonical(path)
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let changed = self.files.iter().find(|file| {
            Disk.canonical(Path::new(&file.file))
                .is_ok_and(|place| place == path)
        });
        match changed {
            Some(file) => Ok(file.after.clone().into_bytes()),
            None => Disk.read(path, most),
        }
    }
}
