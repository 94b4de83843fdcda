//! Templates of users: reading a folder of them, and writing those that are built in.

use std::path::Path;

use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::report::gap::{PHRASES, Template, TemplateMistake, Templates};

/// No template is as long as this; a file that is was named by mistake.
const LONGEST: u64 = 100_000;

/// The templates of a folder: every `.txt` in it is one.
pub(super) fn read(folder: &Path) -> Result<Templates, Failure> {
    let wrong = |error: std::io::Error| no_folder(folder, &error.to_string());
    let mut files: Vec<std::path::PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        files.push(entry.map_err(wrong)?.path());
    }
    files.retain(|file| file.extension().is_some_and(|of| of == "txt"));
    files.sort();
    if files.is_empty() {
        return Err(no_folder(folder, "it has no file that ends in `.txt`"));
    }
    let own = files.iter().map(|file| one(file));
    let own = own.collect::<Result<Vec<(String, Template)>, Failure>>()?;
    Templates::new(own).map_err(mistaken)
}

fn one(file: &Path) -> Result<(String, Template), Failure> {
    let wrong = |because: &str| Failure::Usage(format!("`{}` is no template: {because}", file.display()));
    let length = std::fs::metadata(file)
        .map_err(|error| wrong(&error.to_string()))?
        .len();
    if length > LONGEST {
        return Err(wrong("it is longer than 100,000 bytes"));
    }
    let bytes = std::fs::read(file).map_err(|error| wrong(&error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("it is not UTF-8"))?;
    let name = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let file = file.display().to_string();
    Ok((name, Template { file, text }))
}

fn no_folder(folder: &Path, because: &str) -> Failure {
    Failure::Usage(format!(
        "`{}` is no folder of templates: {because}; `outrun report --write-templates DIR` writes one",
        folder.display()
    ))
}

/// Mistakes in templates are the user's, like those in documents.
pub(super) fn mistaken(mistakes: Vec<TemplateMistake>) -> Failure {
    let count = match mistakes.len() {
        1 => "1 mistake".to_owned(),
        several => format!("{several} mistakes"),
    };
    let texts: Vec<String> = mistakes.into_iter().map(|one| one.to_string()).collect();
    Failure::Usage(format!("{count} in templates\n\n{}", texts.join("\n\n")))
}

/// Writes what is built in, each with what it is told; overwrites nothing.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    let occupied = PHRASES
        .iter()
        .map(|phrase| folder.join(format!("{}.txt", phrase.name)));
    if let Some(there) = occupied.into_iter().find(|file| file.exists()) {
        return Err(Failure::Usage(format!(
            "`{}` is there already, and nothing is overwritten: name another folder",
            there.display()
        )));
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("make", folder, &error, NOTHING_WRITTEN))?;
    for phrase in &PHRASES {
        let file = folder.join(format!("{}.txt", phrase.name));
        write_whole(&file, phrase.documented().as_bytes())?;
    }
    Ok(())
}
