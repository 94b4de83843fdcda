//! The defaults that are not the zero of their type; `docs/format.md` lists them all.

use crate::document::spanned::Spanned;

use super::estate::Sensor;
use super::right::Severity;
use super::scenario::Attacker;
use super::value::{Chance, Law, NameOr, Text};

fn text(value: &str) -> Text {
    Spanned::default_of(value.to_owned())
}

/// Between the defaults of the paging systems we know: 5, 15 and 30 minutes.
pub(crate) fn default_within() -> Text {
    text("15m")
}

/// An office week.
pub(crate) fn default_hours() -> Text {
    text("Mon-Fri 09:00-17:00")
}

/// All hours.
pub(crate) fn default_always() -> Text {
    text("always")
}

/// The preset of reach profiles.
pub(crate) fn default_reach() -> Text {
    text("engineer")
}

/// A Monday before every exercise, so that turns can be counted.
pub(crate) fn default_starts() -> Text {
    text("2024-01-01")
}

/// Saturday and Sunday.
pub(crate) fn default_weekend() -> Spanned<Vec<Text>> {
    Spanned::default_of(vec![text("Sat"), text("Sun")])
}

/// Every node counts one.
pub(crate) fn default_weight() -> Spanned<u32> {
    Spanned::default_of(1)
}

/// A sensor of which nothing is known but the preset.
pub(crate) fn default_sensor() -> Spanned<Option<Sensor>> {
    Spanned::default_of(Some(Sensor::default()))
}

/// An approval that is declined is asked for once more.
pub(crate) fn default_reasks() -> Spanned<u32> {
    Spanned::default_of(1)
}

/// E11.
pub(crate) fn default_watch() -> Text {
    text("4h")
}

/// O7.
pub(crate) fn default_stand_down() -> Text {
    text("1h")
}

/// O5.
pub(crate) fn default_longest_stretch() -> Text {
    text("14h")
}

/// O5.
pub(crate) fn default_rest() -> Text {
    text("8h")
}

/// T2.
pub(crate) fn default_horizon() -> Text {
    text("14d")
}

/// Enough for the outrun rate to stand within a percentage point.
pub(crate) fn default_replications() -> Spanned<u32> {
    Spanned::default_of(10_000)
}

/// Any number does; this one is printed first.
pub(crate) fn default_seed() -> Spanned<u64> {
    Spanned::default_of(1)
}

/// The preset of attackers.
pub(crate) fn default_attacker() -> Spanned<NameOr<Attacker>> {
    Spanned::default_of(NameOr::Name("scripted".into()))
}

/// The severity first given where the scenario says nothing.
pub(crate) fn default_severity() -> Spanned<Severity> {
    Spanned::default_of(Severity::Medium)
}

/// It happens.
pub(crate) fn default_certain() -> Spanned<Chance> {
    Spanned::default_of(Chance::Share(1.0))
}

/// At once.
pub(crate) fn default_nothing() -> Spanned<Law> {
    Spanned::default_of(Law::Fixed("0s".into()))
}

/// A morning's exercise.
pub(crate) fn default_lasts() -> Text {
    text("2h")
}

/// What was missed at night is played the next day.
pub(crate) fn default_grace() -> Text {
    text("1d")
}
