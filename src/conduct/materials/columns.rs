//! The columns of an MSEL in a spreadsheet: what each is called here and elsewhere, how wide it is, what stands in it.

use super::package::ExercisePackage;
use super::timeline::TimelineInject;

/// A column of the MSEL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MselColumn {
    /// The number.
    Number,
    /// The day of the scenario, from 1.
    Day,
    /// The time on the scenario's clock.
    Time,
    /// When it is planned to be delivered.
    Planned,
    /// From whom.
    From,
    /// To whom.
    To,
    /// By which means.
    Means,
    /// Its type.
    Kind,
    /// The title.
    Title,
    /// The words.
    Text,
    /// The expected action.
    Expected,
    /// The responsible controller.
    Controller,
    /// Objectives.
    Objectives,
    /// The status.
    Status,
    /// Controller notes.
    Notes,
    /// The strand.
    Track,
    /// The phase.
    Phase,
    /// Critical tasks.
    Tasks,
    /// Decision rights.
    Rights,
    /// Where it comes from.
    Source,
    /// What it is known by.
    Id,
}

/// What other platforms call the columns, in small letters and without punctuation.
const ALIASES: &[(MselColumn, &[&str])] = &[
    (
        MselColumn::Number,
        &[
            "#",
            "no",
            "number",
            "inject number",
            "inject no",
            "inject #",
            "inject",
            "seq no",
            "seq",
            "sequence",
            "msel no",
            "event number",
        ],
    ),
    (MselColumn::Day, &["day", "story day", "exercise day"]),
    (
        MselColumn::Time,
        &[
            "story time",
            "scenario date time",
            "story date time",
            "date",
            "date time",
        ],
    ),
    (
        MselColumn::Planned,
        &[
            "scheduled time",
            "planned",
            "time",
            "real time",
            "scheduled",
            "delivery time",
            "date time delivered",
            "time delivered",
        ],
    ),
    (
        MselColumn::From,
        &["originator", "originator from", "sender", "source from"],
    ),
    (
        MselColumn::To,
        &[
            "recipient",
            "recipient to",
            "target",
            "player",
            "recipients",
            "team",
        ],
    ),
    (
        MselColumn::Means,
        &["method", "delivery method", "delivery", "channel", "by"],
    ),
    (MselColumn::Kind, &["inject type"]),
    (
        MselColumn::Title,
        &[
            "subject",
            "inject title",
            "name",
            "inject name",
            "event",
            "headline",
        ],
    ),
    (
        MselColumn::Text,
        &[
            "description",
            "message",
            "script",
            "inject description",
            "content",
            "body",
            "inject text",
        ],
    ),
    (
        MselColumn::Expected,
        &[
            "response",
            "expected response",
            "expected player action",
            "expected actions",
            "expected outcome",
            "expected player actions",
        ],
    ),
    (MselColumn::Controller, &["responsible controller", "responsible"]),
    (
        MselColumn::Objectives,
        &["objective", "exercise objective", "exercise objectives"],
    ),
    (MselColumn::Status, &["inject status"]),
    (MselColumn::Notes, &["notes", "comments", "remarks"]),
    (MselColumn::Track, &["strand"]),
    (MselColumn::Phase, &["module", "stage"]),
    (MselColumn::Tasks, &["critical task", "tasks"]),
    (MselColumn::Rights, &["decision right", "rights"]),
];

impl MselColumn {
    /// All columns, in the order in which they are written. The first [`MselColumn::PRINTED`] stand on paper.
    pub const ALL: [Self; 21] = [
        Self::Number,
        Self::Day,
        Self::Time,
        Self::Planned,
        Self::From,
        Self::To,
        Self::Means,
        Self::Kind,
        Self::Title,
        Self::Text,
        Self::Expected,
        Self::Controller,
        Self::Objectives,
        Self::Status,
        Self::Notes,
        Self::Track,
        Self::Phase,
        Self::Tasks,
        Self::Rights,
        Self::Source,
        Self::Id,
    ];
    /// So many of them fit on paper.
    pub const PRINTED: u16 = 15;

    /// What it is called here, and its width in characters.
    const fn written(self) -> (&'static str, u8) {
        match self {
            Self::Number => ("No.", 5),
            Self::Day => ("Scenario day", 9),
            Self::Time => ("Scenario time", 9),
            Self::Planned => ("Planned time", 9),
            Self::From => ("From", 13),
            Self::To => ("To", 14),
            Self::Means => ("Means", 13),
            Self::Kind => ("Type", 12),
            Self::Title => ("Title", 22),
            Self::Text => ("Text", 36),
            Self::Expected => ("Expected action", 36),
            Self::Controller => ("Controller", 14),
            Self::Objectives => ("Objectives", 11),
            Self::Status => ("Status", 12),
            Self::Notes => ("Controller notes", 26),
            Self::Track => ("Track", 15),
            Self::Phase => ("Phase", 14),
            Self::Tasks => ("Critical tasks", 12),
            Self::Rights => ("Decision rights", 22),
            Self::Source => ("Source", 26),
            Self::Id => ("Id", 24),
        }
    }

    /// What it is called here.
    pub const fn title(self) -> &'static str {
        self.written().0
    }

    /// Its width in characters.
    pub const fn width(self) -> u8 {
        self.written().1
    }

    /// What other platforms call it.
    fn aliases(self) -> &'static [&'static str] {
        let of = ALIASES.iter().find(|(column, _)| *column == self);
        of.map_or(&[], |(_, aliases)| aliases)
    }

    /// The column that a heading means, in whatever case and punctuation.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let heading = tidy(heading);
        let mut all = Self::ALL.into_iter();
        all.find(|column| {
            tidy(column.title()) == heading || column.aliases().iter().any(|alias| tidy(alias) == heading)
        })
    }

    /// What stands in it. The id is the one by which the row is found again.
    pub fn cell(self, inject: &TimelineInject, package: &ExercisePackage) -> String {
        let timeline = &package.timeline;
        match self {
            Self::Number => inject.number.clone(),
            Self::Day => inject
                .at()
                .map_or_else(String::new, |at| timeline.day(at).to_string()),
            Self::Time => inject
                .at()
                .map_or_else(String::new, |at| timeline.local(at).time_of_day().to_string()),
            Self::Planned => package.planned(inject.planned_min),
            Self::From => inject.from.clone(),
            Self::To => inject.to.clone(),
            Self::Means => inject.means.clone(),
            Self::Kind => inject.kind.word().to_owned(),
            Self::Title => inject.title.clone(),
            Self::Text => inject.text.clone(),
            Self::Expected => inject.expected.clone(),
            Self::Controller => inject.controller.clone(),
            Self::Objectives => inject.objectives.join(", "),
            Self::Status => inject.status.word().to_owned(),
            Self::Notes => inject.notes.clone(),
            Self::Track => inject.track.clone(),
            Self::Phase => inject.phase.clone(),
            Self::Tasks => inject.tasks.join(", "),
            Self::Rights => inject.rights.join(", "),
            Self::Source => inject.source.words(),
            Self::Id => inject.id.clone(),
        }
    }
}

/// Small letters, and single spaces for everything that is no letter and no digit; `#` stays.
fn tidy(heading: &str) -> String {
    let kept: String = heading
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || letter == '#' {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::MselColumn;

    #[test]
    fn headings_of_other_platforms_are_known() {
        let cases = [
            ("#", MselColumn::Number),
            ("Day", MselColumn::Day),
            ("Story Time", MselColumn::Time),
            ("Method", MselColumn::Means),
            ("Response", MselColumn::Expected),
            ("  RECIPIENT (To) ", MselColumn::To),
            ("Scheduled Time", MselColumn::Planned),
            ("Date/Time Delivered", MselColumn::Planned),
            ("Script", MselColumn::Text),
            ("Inject_Title", MselColumn::Title),
        ];
        for (heading, column) in cases {
            assert_eq!(MselColumn::of_heading(heading), Some(column), "{heading}");
        }
        assert_eq!(MselColumn::of_heading("Picture Name"), None);
        for column in MselColumn::ALL {
            assert_eq!(MselColumn::of_heading(column.title()), Some(column));
        }
    }
}
