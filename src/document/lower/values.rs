//! Durations, laws, chances, zones, hours, dates.

use crate::chance::{ChanceError, Distribution, LONGEST, Law as Shape, Probability};
use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{Chance, Form, Law, Text};
use crate::time::{SimDuration, TimeError, WeekHours, Zone};

use super::Lower;

impl Lower<'_> {
    /// A duration; one that cannot be read is reported and counts as nothing.
    pub(super) fn duration(&mut self, text: &Text) -> SimDuration {
        self.duration_at(&text.value, text.place)
    }

    fn duration_at(&mut self, text: &str, place: Place) -> SimDuration {
        match text.parse::<SimDuration>() {
            Ok(duration) if duration <= LONGEST => duration,
            Ok(_) => {
                self.report
                    .refuse(Code::BadDuration, place, "a duration must be at most 1000 years");
                SimDuration::ZERO
            }
            Err(error) => {
                let negative = text.trim().starts_with('-');
                let code = if negative {
                    Code::NegativeTime
                } else {
                    Code::BadDuration
                };
                self.report.refuse(code, place, error.message());
                SimDuration::ZERO
            }
        }
    }

    /// A law; a word becomes its preset, here and in the document.
    pub(super) fn law(&mut self, law: &mut Spanned<Law>, family: Family) -> Distribution {
        let place = self.report.place(law.place);
        self.presets.fill_law(law, family, place);
        self.distribution(&mut law.value, family, place)
    }

    /// An optional law.
    pub(super) fn optional_law(
        &mut self,
        law: &mut Spanned<Option<Law>>,
        family: Family,
    ) -> Option<Distribution> {
        let inner = law.value.take()?;
        let mut spanned = Spanned::new(inner, law.place);
        let distribution = self.law(&mut spanned, family);
        *law = spanned.map(Some);
        Some(distribution)
    }

    fn distribution(&mut self, law: &mut Law, family: Family, place: Place) -> Distribution {
        let form = match law {
            Law::Fixed(text) => return Distribution::fixed(self.duration_at(text, place)),
            Law::Form(form) => form,
        };
        let time = |lower: &mut Self, text: &String| lower.duration_at(text, place);
        let shape = match form {
            Form::Quick | Form::Usual | Form::Slow | Form::Unknown => {
                // A word inside a mixture or a cap has no place of its own.
                let mut word = Spanned::new(Law::Form(form.clone()), place);
                self.presets.fill_law(&mut word, family, place);
                *law = word.value;
                return self.distribution(law, family, place);
            }
            Form::Uniform(low, high) => Shape::Uniform {
                low: time(self, low),
                high: time(self, high),
            },
            Form::Triangular(low, mode, high) => Shape::Triangular {
                low: time(self, low),
                mode: time(self, mode),
                high: time(self, high),
            },
            Form::Exponential(mean) => Shape::Exponential {
                mean: time(self, mean),
            },
            Form::LogNormal { median, p90 } => Shape::LogNormal {
                median: time(self, median),
                p90: time(self, p90),
            },
            Form::Weibull { shape, scale } => Shape::Weibull {
                shape: *shape,
                scale: time(self, scale),
            },
            Form::Gamma { shape, scale } => Shape::Gamma {
                shape: *shape,
                scale: time(self, scale),
            },
            Form::Empirical(values) => {
                Shape::Empirical(values.iter().map(|value| time(self, value)).collect())
            }
            Form::Mixture(branches) => Shape::Mixture(
                branches
                    .iter_mut()
                    .map(|branch| (branch.weight, self.distribution(&mut branch.of, family, place)))
                    .collect(),
            ),
            Form::Capped { of, at } => {
                let cap = time(self, at);
                return self.distribution(of, family, place).capped(cap);
            }
        };
        let checked = Distribution::new(shape);
        checked.unwrap_or_else(|error| self.wrong_law(error, place))
    }

    fn wrong_law(&mut self, error: ChanceError, place: Place) -> Distribution {
        // Durations that could not be read are reported already, and zero stands for them.
        if !self.report.has_errors_at(place) {
            self.report.say(Code::BadLaw, place, error.to_string());
        }
        Distribution::fixed(SimDuration::ZERO)
    }

    /// A chance; a word becomes its preset, here and in the document.
    pub(super) fn chance(&mut self, chance: &mut Spanned<Chance>, family: Family) -> Probability {
        let place = self.report.place(chance.place);
        self.presets.fill_chance(chance, family, place);
        self.plain_chance(&chance.value, place)
    }

    /// An optional chance.
    pub(super) fn optional_chance(
        &mut self,
        chance: &mut Spanned<Option<Chance>>,
        family: Family,
    ) -> Option<Probability> {
        let inner = chance.value.take()?;
        let mut spanned = Spanned::new(inner, chance.place);
        let probability = self.chance(&mut spanned, family);
        *chance = spanned.map(Some);
        Some(probability)
    }

    /// A chance that cannot be a word.
    pub(super) fn plain_chance(&mut self, chance: &Chance, place: Place) -> Probability {
        let read = match chance {
            Chance::Share(share) => Probability::new(*share),
            Chance::Text(text) => text.parse(),
            Chance::Word(_) => {
                let title = "a word cannot stand here: a share such as `\"5%\"` or `0.05` is needed";
                self.report.say(Code::BadChance, place, title);
                return Probability::NEVER;
            }
        };
        read.unwrap_or_else(|error| {
            let draft = self.report.draft(Code::BadChance, place, error.to_string());
            self.report
                .push(draft.expected("a share from 0 to 1, or a percentage from `\"0%\"` to `\"100%\"`"));
            Probability::NEVER
        })
    }

    /// What another room reads, with its error at the place.
    pub(super) fn read<T>(&mut self, code: Code, place: Place, read: Result<T, TimeError>) -> Option<T> {
        read.map_err(|error| self.report.refuse(code, place, error.message()))
            .ok()
    }

    /// A zone.
    pub(super) fn zone_of(&mut self, name: &str, place: Place) -> Zone {
        match Zone::parse(name) {
            Ok(zone) => zone,
            Err(error) => {
                let names: Vec<String> = Zone::known_names().collect();
                let (title, _) = error
                    .message()
                    .split_once("; expected ")
                    .unwrap_or((error.message(), ""));
                let draft = self
                    .report
                    .draft(Code::BadZone, place, title)
                    .suggest(name, names.iter().map(String::as_str));
                self.report
                    .push(draft.expected("a zone of the IANA database, such as `Europe/Berlin`"));
                Zone::utc()
            }
        }
    }

    /// The zone written, or that of the organisation; neither is reported.
    pub(super) fn zone(&mut self, written: &mut Spanned<Option<String>>, what: &str) -> Zone {
        if let Some(name) = &written.value {
            return self.zone_of(&name.clone(), written.place);
        }
        let Some(zone) = self.home.clone() else {
            let draft = self.report.draft(
                Code::MissingField,
                written.place,
                format!("{what} needs a `zone`"),
            );
            self.report
                .push(draft.help("write one here, or one for all in the organisation"));
            return Zone::utc();
        };
        written.value = Some(zone.name().to_owned());
        zone
    }

    /// Hours of the week.
    pub(super) fn hours(&mut self, text: &str, place: Place) -> WeekHours {
        let hours: WeekHours = self.read(Code::BadHours, place, text.parse()).unwrap_or_default();
        if super::calendars::is_shredded(&hours) {
            let words = "so many hours of one day; expected at most 48 ranges";
            self.report.refuse(Code::BadHours, place, words);
            return WeekHours::default();
        }
        hours
    }

    /// A value that must be written.
    pub(super) fn needed<T: Clone>(
        &mut self,
        value: &Spanned<Option<T>>,
        field: &str,
        what: &str,
    ) -> Option<T> {
        if value.value.is_none() {
            self.report
                .say(Code::MissingField, value.place, format!("{what} needs `{field}`"));
        }
        value.value.clone()
    }
}
