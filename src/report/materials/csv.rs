//! The MSEL as CSV: all of it, and in the columns that other exercise platforms read.

use crate::conduct::materials::{
    CONTROLLERS, Conducted, ExercisePackage, IMPROVEMENT_COLUMNS, MselColumn, TimelineInject, guarded,
    improvement_rows,
};

/// A platform whose import knows these columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Conducttr's master event list.
    Conducttr,
    /// T3SF of Base4 Security.
    T3sf,
    /// Cadence of Dynamis.
    Cadence,
}

/// All platforms.
pub const PLATFORMS: [Platform; 3] = [Platform::Conducttr, Platform::T3sf, Platform::Cadence];

impl Platform {
    /// The word in the names of files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Conducttr => "conducttr",
            Self::T3sf => "t3sf",
            Self::Cadence => "cadence",
        }
    }

    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Conducttr => &[
                "Number",
                "Time",
                "From",
                "To",
                "Team",
                "Method",
                "Subject",
                "Message",
                "Expected Action",
            ],
            Self::T3sf => &[
                "#",
                "Real Time",
                "Date",
                "Subject",
                "From",
                "Player",
                "Script",
                "Photo",
                "Picture Name",
                "Profile",
                "Poll",
            ],
            Self::Cadence => &[
                "#",
                "Title",
                "Scheduled Time",
                "Day",
                "Story Time",
                "From",
                "To",
                "Method",
                "Inject Type",
                "Description",
                "Response",
                "Controller",
                "Track",
                "Phase",
                "Objectives",
                "Status",
                "Notes",
            ],
        }
    }

    fn row(self, inject: &TimelineInject, of: &ExercisePackage) -> Vec<String> {
        let cell = |column: MselColumn| column.cell(inject, of);
        let date = inject.at().map_or_else(String::new, |at| {
            let local = of.timeline.local(at);
            format!("{} {}", local.date(), local.time_of_day())
        });
        let (number, planned) = (cell(MselColumn::Number), cell(MselColumn::Planned));
        let (from, to) = (cell(MselColumn::From), cell(MselColumn::To));
        let (title, text, expected) = (
            cell(MselColumn::Title),
            cell(MselColumn::Text),
            cell(MselColumn::Expected),
        );
        let method = delivery(&inject.means).to_owned();
        match self {
            Self::Conducttr => vec![
                number,
                planned,
                from,
                to,
                inject.track.clone(),
                method,
                title,
                text,
                expected,
            ],
            Self::T3sf => {
                let empty = String::new;
                vec![
                    number,
                    planned,
                    date,
                    title,
                    from,
                    to,
                    text,
                    empty(),
                    empty(),
                    empty(),
                    empty(),
                ]
            }
            Self::Cadence => vec![
                number,
                title,
                planned,
                cell(MselColumn::Day),
                cell(MselColumn::Time),
                from,
                to,
                method,
                cell(MselColumn::Kind),
                text,
                expected,
                inject.controller.clone(),
                inject.track.clone(),
                inject.phase.clone(),
                cell(MselColumn::Objectives),
                cell(MselColumn::Status),
                inject.notes.clone(),
            ],
        }
    }
}

/// The one of seven methods of delivery that our means come to.
fn delivery(means: &str) -> &'static str {
    let means = means.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| means.contains(word));
    if has(&["radio"]) {
        "Radio"
    } else if has(&["phone", "call", "page"]) {
        "Phone"
    } else if has(&["mail"]) {
        "Email"
    } else if has(&["announcement", "verbal", "spoken"]) {
        "Verbal"
    } else if has(&["report", "note", "letter", "calendar"]) {
        "Written"
    } else if has(&[
        "alert",
        "chat",
        "bot",
        "error",
        "notification",
        "social",
        "status",
    ]) {
        "Simulation"
    } else {
        "Other"
    }
}

/// The whole MSEL, which comes back as it is.
///
/// # Errors
/// If the library that writes CSV refuses, in words.
pub fn msel_csv(of: &ExercisePackage) -> Result<Vec<u8>, String> {
    let head = MselColumn::ALL.map(|column| column.title().to_owned()).to_vec();
    let rows = of.timeline.injects.iter();
    let rows = rows.map(|inject| MselColumn::ALL.map(|column| column.cell(inject, of)).to_vec());
    written(head, rows)
}

/// The MSEL in a platform's columns: what has a time, and what players may see.
///
/// # Errors
/// As [`msel_csv`].
pub fn platform_csv(of: &ExercisePackage, platform: Platform) -> Result<Vec<u8>, String> {
    let head = platform.columns().iter().map(|name| (*name).to_owned()).collect();
    let delivered = |inject: &&TimelineInject| inject.to != CONTROLLERS && inject.planned_min.is_some();
    let rows = of.timeline.injects.iter().filter(delivered);
    written(head, rows.map(|inject| platform.row(inject, of)))
}

/// The improvement plan.
///
/// # Errors
/// As [`msel_csv`].
pub fn improvement_csv(of: &ExercisePackage, conducted: Option<&Conducted>) -> Result<Vec<u8>, String> {
    let head = IMPROVEMENT_COLUMNS.map(|(name, _)| name.to_owned()).to_vec();
    written(head, improvement_rows(of, conducted).into_iter().map(Vec::from))
}

/// No text is a formula to whoever opens it.
fn written(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in std::iter::once(head).chain(rows) {
        writer
            .write_record(row.iter().map(|text| guarded(text)))
            .map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}
