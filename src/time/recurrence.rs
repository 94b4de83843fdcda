//! Local times that come again every day or week, as instants (O6).

use super::civil::{Date, LocalDateTime};
use super::sim::SimDuration;
use super::spans::{clip, merge_spans};
use super::wall::Span;
use super::zone::Zone;

/// Nothing recurring is generated later than this after the begin of a window (20 years): an exercise lasts days.
pub const LONGEST_WINDOW: SimDuration = SimDuration::from_days(20 * 366);

/// The part of `within` in which recurring times are generated.
pub(super) fn bounded(within: Span) -> Span {
    within.intersect(&Span::new(within.start, within.start + LONGEST_WINDOW))
}

/// The dates whose times may fall in `within` if none lasts longer than `reach_days`.
///
/// One day more is looked back upon, because what ends on a day that its zone skips ends on the next.
pub(super) fn dates_reaching(zone: &Zone, within: Span, reach_days: i64) -> impl Iterator<Item = Date> {
    let within = bounded(within);
    let first = zone.to_local(within.start).date().plus_days(-reach_days - 1);
    let last = zone.to_local(within.end).date();
    let days = if within.is_empty() {
        -1
    } else {
        last.days_since(first)
    };
    (0..=days).map(move |day| first.plus_days(day))
}

/// The instants inside `within` of these local spans, merged; a local span that a change of the clocks leaves empty falls away.
pub(super) fn on_wall(
    zone: &Zone,
    within: Span,
    local: impl Iterator<Item = (LocalDateTime, LocalDateTime)>,
) -> Vec<Span> {
    let spans = local.map(|(from, to)| Span::new(zone.resolve(from), zone.resolve(to)));
    let mut merged = merge_spans(spans.collect());
    clip(&mut merged, bounded(within));
    merged
}
