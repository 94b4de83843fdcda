//! The timeline: what players are told, when, by whom; the data of a master scenario events list (MSEL, I3).

use serde::{Deserialize, Serialize};

use crate::time::{LocalDateTime, SimDuration, SimTime, WallTime, Zone};

/// The word that stands first in every timeline document.
pub const TIMELINE_SCHEMA: &str = "outrun/timeline/1";
/// A timeline has at most so many injects.
pub const MOST_INJECTS: usize = 2_000;
/// A text of an inject has at most so many characters.
pub const LONGEST_TEXT: usize = 4_000;
/// A timeline document has at most so many bytes.
pub const LARGEST_TIMELINE: u64 = 16 << 20;

/// What players are told in one exercise, in order.
///
/// Made from a replication, or by hand in a spreadsheet; live play and the documents for planners read the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// `outrun/timeline/1`.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The alternative that was played.
    pub alternative: String,
    /// The seed of all draws.
    pub seed: u64,
    /// The replication it was made from, from 1.
    pub replication: u64,
    /// Why this one, in words; nothing: it was asked for by its number.
    #[serde(default)]
    pub chosen: Option<String>,
    /// The IANA name of the zone in which the scenario tells the time.
    pub zone: String,
    /// StartEx on the scenario's clock: milliseconds since the Unix epoch.
    pub start_unix_ms: i64,
    /// How many further messages were left out, so that people can follow.
    #[serde(default)]
    pub left_out: u32,
    /// The injects: those with a time in order of it, then those that wait for the facilitator.
    pub injects: Vec<TimelineInject>,
}

/// One inject: a row of the MSEL.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineInject {
    /// What it is known by, whatever its number and title become; unique.
    pub id: String,
    /// The number that people say; unique.
    pub number: String,
    /// Milliseconds since StartEx on the scenario's clock; nothing: the facilitator says when.
    #[serde(default)]
    pub at_ms: Option<u64>,
    /// Minutes since the players began, when it is planned to be delivered.
    #[serde(default)]
    pub planned_min: Option<u32>,
    /// From whom it seems to come.
    #[serde(default)]
    pub from: String,
    /// Who receives it.
    #[serde(default)]
    pub to: String,
    /// By which means: `mail`, `phone`, `page`.
    #[serde(default)]
    pub means: String,
    /// Its type.
    #[serde(default)]
    pub kind: InjectType,
    /// A title of a few words.
    pub title: String,
    /// The words that players receive.
    #[serde(default)]
    pub text: String,
    /// What players are expected to do.
    #[serde(default)]
    pub expected: String,
    /// The controller who is responsible.
    #[serde(default)]
    pub controller: String,
    /// The objectives it serves, by number: `O1`.
    #[serde(default)]
    pub objectives: Vec<String>,
    /// The critical tasks it serves, by number: `T3`.
    #[serde(default)]
    pub tasks: Vec<String>,
    /// The decision rights it calls for, by id.
    #[serde(default)]
    pub rights: Vec<String>,
    /// The strand of the exercise.
    #[serde(default)]
    pub track: String,
    /// The phase, which is a module of the situation manual.
    #[serde(default)]
    pub phase: String,
    /// How far it has come.
    #[serde(default)]
    pub status: InjectStatus,
    /// For controllers only.
    #[serde(default)]
    pub notes: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: InjectSource,
}

/// The type of an inject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InjectType {
    /// It is delivered at its time.
    #[default]
    Standard,
    /// It is held ready, and may be left out.
    Contingency,
    /// It hangs on what happened before.
    Adaptive,
    /// It makes the situation harder.
    Complexity,
}

/// How far an inject has come: the eight words of FEMA's preparedness toolkit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InjectStatus {
    /// Being written.
    #[default]
    Draft,
    /// Handed in.
    Submitted,
    /// Approved.
    Approved,
    /// Agreed with the other injects.
    Synchronized,
    /// Delivered.
    Released,
    /// Done with.
    Complete,
    /// Put off.
    Deferred,
    /// Not wanted any more.
    Obsolete,
}

/// Where an inject comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InjectSource {
    /// The scenario wrote it: the id of its inject.
    Scenario(String),
    /// The replication made it happen: what, in a few words.
    Simulated(String),
    /// Beginning and end of the exercise.
    Control,
    /// Somebody added it.
    #[default]
    Hand,
}

macro_rules! words {
    ($of:ident: $($variant:ident),* $(,)?) => {
        impl $of {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word used in documents.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// The one with this word, in capitals or not.
            pub fn of_word(word: &str) -> Option<Self> {
                let word = word.trim();
                Self::ALL.iter().copied().find(|one| one.word().eq_ignore_ascii_case(word))
            }
        }
    };
}

words!(InjectType: Standard, Contingency, Adaptive, Complexity);
words!(InjectStatus: Draft, Submitted, Approved, Synchronized, Released, Complete, Deferred, Obsolete);

impl InjectSource {
    /// In words: `scenario: a shop asks`, `simulated: alert`, `exercise control`, `by hand`.
    pub fn words(&self) -> String {
        match self {
            Self::Scenario(id) => format!("scenario: {id}"),
            Self::Simulated(what) => format!("simulated: {what}"),
            Self::Control => "exercise control".to_owned(),
            Self::Hand => "by hand".to_owned(),
        }
    }
}

impl TimelineInject {
    /// When it happens on the scenario's clock.
    pub fn at(&self) -> Option<SimTime> {
        let ms = i64::try_from(self.at_ms?).ok()?;
        Some(SimTime::from_millis(ms))
    }
}

impl Timeline {
    /// The zone of the scenario's clock; UTC where the name is not known, which [`Timeline::read`] refuses.
    pub fn zone(&self) -> Zone {
        Zone::parse(&self.zone).unwrap_or_else(|_| Zone::utc())
    }

    /// StartEx.
    pub fn started_at(&self) -> WallTime {
        WallTime::from_millis(self.start_unix_ms)
    }

    /// What the scenario's clock shows so long after StartEx.
    pub fn local(&self, at: SimTime) -> LocalDateTime {
        self.zone().to_local(at.on_wall(self.started_at()))
    }

    /// The day of the scenario, from 1: a new one begins at each of its midnights.
    pub fn day(&self, at: SimTime) -> i64 {
        let first = self.local(SimTime::ZERO).date();
        self.local(at).date().days_since(first) + 1
    }

    /// When the last inject with a time comes.
    pub fn last_at(&self) -> SimTime {
        let times = self.injects.iter().filter_map(TimelineInject::at);
        times.max().unwrap_or(SimTime::ZERO)
    }

    /// Puts the injects in order of time, those without one last; what comes at once keeps its order.
    pub fn sort(&mut self) {
        self.injects
            .sort_by_key(|inject| (inject.at_ms.is_none(), inject.at_ms));
    }

    /// Numbers the injects that have no number, in order, with numbers that nobody else has.
    pub fn number(&mut self) {
        let taken: Vec<String> = self.injects.iter().map(|one| one.number.clone()).collect();
        let mut free = (1_usize..)
            .map(|number| number.to_string())
            .filter(|number| !taken.contains(number));
        for inject in self.injects.iter_mut().filter(|one| one.number.is_empty()) {
            inject.number = free.next().unwrap_or_default();
        }
    }

    /// Leaves each inject equally long: they are spread in order over the minutes, and what comes at once stays together.
    pub fn plan(&mut self, minutes: u32) {
        let mut moments: Vec<u64> = self.injects.iter().filter_map(|one| one.at_ms).collect();
        moments.sort_unstable();
        moments.dedup();
        let steps = u64::try_from(moments.len().saturating_sub(1)).unwrap_or(1).max(1);
        for inject in &mut self.injects {
            let place = inject.at_ms.and_then(|at| moments.binary_search(&at).ok());
            inject.planned_min = place
                .and_then(|place| u64::try_from(place).ok())
                .and_then(|place| u32::try_from(place * u64::from(minutes) / steps).ok());
        }
    }

    /// The document: RON, the same bytes each time.
    ///
    /// # Errors
    /// If the library that writes RON cannot, which no timeline is known to cause.
    pub fn write(&self) -> Result<String, String> {
        let pretty = ron::ser::PrettyConfig::new()
            .struct_names(true)
            .new_line("\n".to_owned())
            .depth_limit(3);
        let text = ron::ser::to_string_pretty(self, pretty).map_err(|error| error.to_string())?;
        Ok(format!(
            "// What players are told, when, and by whom. `outrun exercise materials` makes documents of it (--timeline).\n{text}\n"
        ))
    }

    /// Reads a document.
    ///
    /// # Errors
    /// What is wrong with it, in words, with line and column where it is no RON.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.len() as u64 > LARGEST_TIMELINE {
            return Err(format!("it has more than {} MiB", LARGEST_TIMELINE >> 20));
        }
        let options = ron::Options::default()
            .with_recursion_limit(16)
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let timeline: Self = options.from_str(text).map_err(|error| error.to_string())?;
        timeline.check()?;
        Ok(timeline)
    }

    /// Whether it keeps its promises.
    ///
    /// # Errors
    /// The first that it does not keep.
    pub fn check(&self) -> Result<(), String> {
        if self.schema != TIMELINE_SCHEMA {
            return Err(format!(
                "its schema is `{}`; expected `{TIMELINE_SCHEMA}`",
                self.schema
            ));
        }
        Zone::parse(&self.zone).map_err(|error| error.to_string())?;
        if self.injects.len() > MOST_INJECTS {
            let count = self.injects.len();
            return Err(format!("it has {count} injects; expected at most {MOST_INJECTS}"));
        }
        for inject in &self.injects {
            let number = &inject.number;
            if inject.title.trim().is_empty() {
                return Err(format!("inject {number} has no title"));
            }
            let texts = [&inject.title, &inject.text, &inject.expected, &inject.notes];
            if texts.iter().any(|text| text.chars().count() > LONGEST_TEXT) {
                return Err(format!(
                    "inject {number} has a text of more than {LONGEST_TEXT} characters"
                ));
            }
            if inject.at_ms.is_some_and(|at| at > LONGEST_SCENARIO_MS) {
                return Err(format!("inject {number} comes more than 365 days after StartEx"));
            }
        }
        twice(self.injects.iter().map(|one| &one.number)).map_or(Ok(()), |number| {
            Err(format!("two injects have the number {number}"))
        })?;
        twice(self.injects.iter().map(|one| &one.id))
            .map_or(Ok(()), |id| Err(format!("two injects have the id `{id}`")))
    }
}

/// An exercise is followed for at most 365 days (T2).
pub(super) const LONGEST_SCENARIO_MS: u64 = SimDuration::from_days(365).as_millis().unsigned_abs();

fn twice<'a>(of: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let mut all: Vec<&String> = of.collect();
    all.sort_unstable();
    all.windows(2).find_map(|pair| match pair {
        [one, other] if one == other => Some(*one),
        _ => None,
    })
}
