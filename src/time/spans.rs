//! Sets of instants as lists of spans.

use super::wall::Span;

/// The same instants as sorted spans that neither overlap nor adjoin; empty ones are dropped (O2).
pub fn merge_spans(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// The instants of `from` that are in none of `taken`, as sorted spans. Both may be in any order.
pub fn subtract_spans(from: Vec<Span>, taken: Vec<Span>) -> Vec<Span> {
    let taken = merge_spans(taken);
    let mut left = Vec::with_capacity(from.len());
    let mut first = 0;
    for span in merge_spans(from) {
        // Both lists are sorted: what ends before this span ends before all later ones.
        first += taken
            .iter()
            .skip(first)
            .take_while(|hole| hole.end <= span.start)
            .count();
        let mut rest = span;
        for hole in taken.iter().skip(first).take_while(|hole| hole.start < span.end) {
            left.push(Span::new(rest.start, hole.start));
            rest.start = hole.end;
        }
        left.push(rest);
    }
    left.retain(|span| !span.is_empty());
    left
}

/// The parts of `spans` inside `within`, in the same order.
pub(super) fn clip(spans: &mut Vec<Span>, within: Span) {
    for span in spans.iter_mut() {
        *span = span.intersect(&within);
    }
    spans.retain(|span| !span.is_empty());
}

#[cfg(test)]
mod tests {
    use super::super::wall::WallTime;
    use super::{Span, merge_spans, subtract_spans};

    fn spans(pairs: &[(i64, i64)]) -> Vec<Span> {
        let span = |&(start, end)| Span::new(WallTime::from_millis(start), WallTime::from_millis(end));
        pairs.iter().map(span).collect()
    }

    #[test]
    fn adjoining_and_overlapping_spans_are_one() {
        let merged = merge_spans(spans(&[
            (20, 30),
            (0, 10),
            (10, 12),
            (25, 28),
            (40, 40),
            (50, 45),
        ]));
        assert_eq!(merged, spans(&[(0, 12), (20, 30)]));
    }

    #[test]
    fn what_is_taken_leaves_a_hole() {
        let left = subtract_spans(
            spans(&[(0, 10), (20, 30), (40, 50)]),
            spans(&[(45, 60), (5, 25), (26, 27)]),
        );
        assert_eq!(left, spans(&[(0, 5), (25, 26), (27, 30), (40, 45)]));
        assert_eq!(subtract_spans(spans(&[(0, 10)]), spans(&[(-5, 10)])), Vec::new());
    }
}
