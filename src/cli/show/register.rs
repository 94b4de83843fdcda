//! `outrun show --register`.

use std::path::Path;

use crate::cli::arguments::Format;
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::streams::{Streams, json};
use crate::model::Exercise;
use crate::report::terminal::register;
use crate::report::{RegisterDocument, register_markdown, register_page};

use super::command::ShowArguments;
use super::coverage::{ending, unknown_ending};

/// Says or writes the register.
pub(super) fn show(
    arguments: &ShowArguments,
    exercise: &Exercise,
    streams: &mut Streams,
) -> Result<(), Failure> {
    let document = RegisterDocument::new(exercise);
    if let Some(place) = &arguments.output {
        return write(place, &document);
    }
    match arguments.format {
        Format::Json => streams.print_json(&document),
        Format::Human => {
            let mut canvas = streams.canvas();
            register(&document, &mut canvas);
            streams.print(&canvas.finish())
        }
    }
}

/// One file, or a folder with a page for each class.
fn write(place: &Path, document: &RegisterDocument) -> Result<(), Failure> {
    match ending(place) {
        "md" => write_whole(place, register_markdown(document).as_bytes()),
        "json" => write_whole(place, json(document)?.as_bytes()),
        "" => {
            std::fs::create_dir_all(place)
                .map_err(|error| Failure::file("make the folder", place, &error, NOTHING_WRITTEN))?;
            for page in &document.pages {
                let file = place.join(format!("{}.md", file_name(&page.class)));
                write_whole(&file, register_page(page).as_bytes())?;
            }
            Ok(())
        }
        _ => Err(unknown_ending(place, "`.md` or `.json`, or a folder")),
    }
}

/// A name that cannot leave the folder.
fn file_name(class: &str) -> String {
    let safe = |letter: char| {
        if letter.is_alphanumeric() || letter == '-' {
            letter
        } else {
            '-'
        }
    };
    class.chars().map(safe).collect()
}
