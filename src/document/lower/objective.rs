//! Objectives: `p90(time_to_containment) <= 1h`, read with the places of their parts.

use std::ops::Range;

use crate::chance::Probability;
use crate::document::code::Code;
use crate::document::names::with_names;
use crate::document::place::Place;
use crate::document::syntax::Text;
use crate::model::{Clock, Comparison, Measure, Objective, Statistic, Subject, Unit};
use crate::time::SimDuration;

use super::Lower;

const FORM: &str = "a subject, a comparison and a threshold, such as `p90(time_to_containment) <= 1h`";
pub(super) const RATES: [&str; 3] = ["outrun_rate", "false_all_clear_rate", "false_alarm_acted_on_rate"];

/// Lowers all objectives, in written order.
pub(super) fn objectives(lower: &mut Lower<'_>, written: &[Text], clocks: &[Clock]) -> Vec<Objective> {
    written
        .iter()
        .filter_map(|text| Reader { lower, text, clocks }.objective())
        .collect()
}

pub(super) struct Reader<'r, 'l> {
    pub(super) lower: &'r mut Lower<'l>,
    pub(super) text: &'r Text,
    pub(super) clocks: &'r [Clock],
}

impl Reader<'_, '_> {
    fn objective(mut self) -> Option<Objective> {
        let text = self.text.value.clone();
        self.lower.report.enter(self.text.place);
        let Some((at, comparison, length)) = comparison(&text) else {
            self.refuse(0..text.len(), "there is no comparison here");
            return None;
        };
        let subject = self.subject(trimmed(&text, 0..at))?;
        let unit = match subject {
            Subject::Statistic(_, measure) => measure.unit(),
            _ => Unit::Share,
        };
        let threshold = self.threshold(trimmed(&text, at + length..text.len()), unit)?;
        Some(Objective {
            text: text.into(),
            subject,
            comparison,
            threshold,
        })
    }

    /// The part of the text, and its place in the file where the text is written plainly.
    fn part(&self, range: &Range<usize>) -> (String, Place) {
        let part = self.text.value.get(range.clone()).unwrap_or("").to_owned();
        (
            part,
            self.lower.report.inside(self.text.place, &self.text.value, range),
        )
    }

    fn refuse(&mut self, range: Range<usize>, title: &str) {
        let (_, place) = self.part(&range);
        let draft = self.lower.report.draft(Code::BadObjective, place, title);
        self.lower.report.push(draft.expected(FORM));
    }

    pub(super) fn subject(&mut self, range: Range<usize>) -> Option<Subject> {
        let (word, place) = self.part(&range);
        match word.as_str() {
            "outrun_rate" => return Some(Subject::OutrunRate),
            "false_all_clear_rate" => return Some(Subject::FalseAllClearRate),
            "false_alarm_acted_on_rate" => return Some(Subject::FalseAlarmActedOnRate),
            _ => {}
        }
        let Some((function, inner)) = call(&word) else {
            self.bare(&word, place);
            return None;
        };
        let inner = range.start + inner.start..range.start + inner.end;
        let inner = trimmed(&self.text.value, inner);
        if function == "met" {
            return self.met(&inner);
        }
        let statistic = if function == "mean" {
            Some(Statistic::Mean)
        } else {
            quantile(&function)
        };
        let Some(statistic) = statistic else {
            self.refuse(
                range.start..range.start + function.len(),
                &format!("no statistic `{function}`"),
            );
            return None;
        };
        Some(Subject::Statistic(statistic, self.measure(&inner)?))
    }

    /// A subject without a statistic.
    fn bare(&mut self, word: &str, place: Place) {
        if Measure::named(word).is_some() {
            let draft = self.lower.report.draft(
                Code::BadObjective,
                place,
                format!("`{word}` is a measure of each replication"),
            );
            self.lower
                .report
                .push(draft.help(format!("write `p90({word})` or `mean({word})`")));
            return;
        }
        let draft = self.lower.report.draft(
            Code::UnknownMeasure,
            place,
            format!("no rate and no measure `{word}`"),
        );
        let known = RATES
            .into_iter()
            .chain(Measure::NAMED.iter().map(|(_, name)| *name));
        self.lower
            .report
            .push(with_names(draft.expected(FORM), word, known));
    }

    fn met(&mut self, range: &Range<usize>) -> Option<Subject> {
        let (word, place) = self.part(range);
        let clock_of = |name: &str| self.clocks.iter().position(|clock| &*clock.regime == name);
        if let Some(clock) = clock_of(&word) {
            return Some(Subject::Met { clock, stage: None });
        }
        let (regime, stage) = word.rsplit_once('/').unwrap_or((&word, ""));
        let Some(clock) = clock_of(regime) else {
            let draft =
                self.lower
                    .report
                    .draft(Code::UnknownClock, place, format!("no legal clock `{regime}`"));
            self.lower.report.push(with_names(
                draft,
                regime,
                self.clocks.iter().map(|clock| &*clock.regime),
            ));
            return None;
        };
        let stages = self.clocks.get(clock).map_or(&[][..], |clock| &clock.stages);
        let found = stages.iter().position(|one| &*one.id == stage);
        if found.is_none() {
            let draft = self.lower.report.draft(
                Code::UnknownStage,
                place,
                format!("no stage `{stage}` of `{regime}`"),
            );
            self.lower
                .report
                .push(with_names(draft, stage, stages.iter().map(|one| &*one.id)));
        }
        Some(Subject::Met {
            clock,
            stage: Some(found?),
        })
    }

    pub(super) fn measure(&mut self, range: &Range<usize>) -> Option<Measure> {
        let (word, place) = self.part(range);
        if let Some(measure) = Measure::named(&word) {
            return Some(measure);
        }
        if let Some(("time_to", inner)) = call(&word).as_ref().map(|(name, inner)| (name.as_str(), inner)) {
            let inner = trimmed(
                &self.text.value,
                range.start + inner.start..range.start + inner.end,
            );
            let (request, place) = self.part(&inner);
            let (names, report) = (&self.lower.names, &mut self.lower.report);
            return names.requests.find(&request, place, report).map(Measure::TimeTo);
        }
        let draft = self
            .lower
            .report
            .draft(Code::UnknownMeasure, place, format!("no measure `{word}`"));
        let known = Measure::NAMED.iter().map(|(_, name)| *name);
        self.lower.report.push(with_names(draft, &word, known));
        None
    }

    /// A threshold in whole units.
    pub(super) fn threshold(&mut self, range: Range<usize>, unit: Unit) -> Option<f64> {
        let (word, place) = self.part(&range);
        let (read, expected) = match unit {
            Unit::Time => (milliseconds(&word), "a duration such as `1h 30m`"),
            Unit::Share => (
                word.parse::<Probability>().ok().map(Probability::value),
                "a share from `0%` to `100%`",
            ),
            Unit::Number => (number(&word), "a number"),
            Unit::WeightTime => (weight_time(&word), "a weight times a duration, such as `20 * 4h`"),
        };
        if read.is_none() {
            let title = if word.is_empty() {
                "there is no threshold".to_owned()
            } else {
                format!("`{word}` is no threshold for this")
            };
            let draft = self.lower.report.draft(Code::BadThreshold, place, title);
            self.lower.report.push(draft.expected(expected));
        }
        read
    }
}

/// Where the comparison stands, which it is, and how long it is.
fn comparison(text: &str) -> Option<(usize, Comparison, usize)> {
    let at = text.find(['<', '>', '≤', '≥'])?;
    let rest = text.get(at..)?;
    Some(match rest {
        _ if rest.starts_with("<=") => (at, Comparison::AtMost, 2),
        _ if rest.starts_with(">=") => (at, Comparison::AtLeast, 2),
        _ if rest.starts_with('≤') => (at, Comparison::AtMost, '≤'.len_utf8()),
        _ if rest.starts_with('≥') => (at, Comparison::AtLeast, '≥'.len_utf8()),
        _ if rest.starts_with('<') => (at, Comparison::Below, 1),
        _ => (at, Comparison::Above, 1),
    })
}

pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// `name(inside)`: the name, and where the inside stands.
fn call(word: &str) -> Option<(String, Range<usize>)> {
    let open = word.find('(')?;
    let inside = word.strip_suffix(')')?;
    Some((word.get(..open)?.trim().to_owned(), open + 1..inside.len()))
}

fn quantile(name: &str) -> Option<Statistic> {
    let percent: f64 = name.strip_prefix('p')?.parse().ok()?;
    (percent > 0.0 && percent < 100.0).then_some(Statistic::Quantile(percent / 100.0))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "thresholds are far below 2^53 milliseconds"
)]
fn milliseconds(word: &str) -> Option<f64> {
    word.parse::<SimDuration>()
        .ok()
        .map(|duration| duration.as_millis() as f64)
}

fn number(word: &str) -> Option<f64> {
    word.replace('_', "")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite() && *number >= 0.0)
}

fn weight_time(word: &str) -> Option<f64> {
    let (weight, time) = word.split_once(['*', '×'])?;
    Some(number(weight.trim())? * milliseconds(time.trim())?)
}
