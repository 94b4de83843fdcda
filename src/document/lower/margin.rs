//! Margins: the differences between alternatives that nobody would act on.

use crate::document::code::Code;
use crate::document::syntax;
use crate::model::{Clock, Margin, MarginOf, Measure, Name, Subject, Unit};

use super::Lower;
use super::objective::{RATES, Reader, trimmed};

/// What had fallen at the end has a margin too, though no objective can be about it.
const AT_END: &str = "blast_at_end";

/// Lowers the margins of an exercise.
pub(super) fn margin(lower: &mut Lower<'_>, written: &syntax::Margin, clocks: &[Clock]) -> Margin {
    let mut of: Vec<MarginOf> = Vec::new();
    for (name, by) in &written.of.value.0 {
        let Some((measure, unit)) = measure(lower, name, clocks) else {
            continue;
        };
        if of.iter().any(|known| known.name == measure) {
            let title = format!("a second margin of `{measure}`");
            lower.report.say(Code::DuplicateId, name.place, title);
        }
        lower.report.enter(by.place);
        let text = by;
        let whole = trimmed(&text.value, 0..text.value.len());
        let by = Reader { lower, text, clocks }.threshold(whole, unit);
        of.extend(by.map(|by| MarginOf {
            name: measure,
            by,
            unit,
        }));
    }
    of.sort_by(|a, b| a.name.cmp(&b.name));
    let share = |lower: &mut Lower<'_>, share: &crate::document::spanned::Spanned<syntax::Chance>| {
        lower.plain_chance(&share.value, share.place).value()
    };
    Margin {
        of_rates: share(lower, &written.rates),
        of_the_baseline: share(lower, &written.others),
        of,
    }
}

/// The name under which a margin is looked up, and what it is written in.
fn measure(lower: &mut Lower<'_>, name: &syntax::Text, clocks: &[Clock]) -> Option<(Name, Unit)> {
    lower.report.enter(name.place);
    let text = name;
    let whole = trimmed(&text.value, 0..text.value.len());
    let word = text.value.get(whole.clone()).unwrap_or_default();
    let mut reader = Reader { lower, text, clocks };
    if word == AT_END {
        return Some((AT_END.into(), Unit::Number));
    }
    if RATES.contains(&word) {
        return Some((word.into(), Unit::Share));
    }
    if word.starts_with("met(") {
        let Subject::Met { clock, stage } = reader.subject(whole)? else {
            return None;
        };
        let clock = clocks.get(clock)?;
        let stage = stage.and_then(|stage| clock.stages.get(stage));
        let of = stage.map_or_else(String::new, |stage| format!("/{}", stage.id));
        return Some((format!("met({}{of})", clock.regime).into(), Unit::Share));
    }
    let measure = reader.measure(&whole)?;
    let name = match measure {
        Measure::TimeTo(_) => word.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        _ => measure.name().into(),
    };
    Some((name, measure.unit()))
}
