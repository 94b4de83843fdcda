//! Rotas resolved: who holds one, from when (O4).

use super::civil::{Date, LocalDateTime};
use super::recurrence::{bounded, dates_reaching, on_wall};
use super::rota::{Restriction, Rota, RotaLayer};
use super::wall::{Span, WallTime};
use super::zone::Zone;

/// From `from` until the next segment the rota is held by `holder`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<P> {
    /// The first instant.
    pub from: WallTime,
    /// Who holds it, absent or not; `None` is nobody.
    pub holder: Option<P>,
}

/// A piece of time that some layer or override decides.
type Claim<P> = (Span, Option<P>);

impl<P: Copy + Eq> Rota<P> {
    /// Who holds this rota inside `within`: sorted, the first segment from its start, neighbours differing; empty if `within` is.
    ///
    /// Nobody holds it later than [`super::LONGEST_WINDOW`] after its start, overrides apart.
    pub fn segments(&self, within: Span) -> Vec<Segment<P>> {
        if within.is_empty() {
            return Vec::new();
        }
        let mut claims: Vec<Claim<P>> = vec![(within, None)];
        for layer in &self.layers {
            claims = overlay(&claims, &layer.claims(&self.zone, within));
        }
        for one in &self.overrides {
            let span = one.span.intersect(&within);
            if !span.is_empty() {
                claims = overlay(&claims, &[(span, one.who)]);
            }
        }
        let mut segments: Vec<Segment<P>> = Vec::with_capacity(claims.len());
        for (span, holder) in claims {
            if segments.last().is_none_or(|last| last.holder != holder) {
                segments.push(Segment {
                    from: span.start,
                    holder,
                });
            }
        }
        segments
    }
}

impl<P: Copy + Eq> RotaLayer<P> {
    /// What this layer claims inside `within`, sorted and disjoint.
    fn claims(&self, zone: &Zone, within: Span) -> Vec<Claim<P>> {
        let within = self.lifetime(zone).intersect(&bounded(within));
        if within.is_empty() {
            return Vec::new();
        }
        let turns = self.turns(zone, within);
        if self.restrictions.is_empty() {
            return turns;
        }
        let dates = dates_reaching(zone, within, 7);
        let local = dates.flat_map(|date| self.restrictions.iter().filter_map(move |one| one.on(date)));
        restrict(&turns, &on_wall(zone, within, local))
    }

    fn lifetime(&self, zone: &Zone) -> Span {
        Span::new(
            zone.resolve(self.start),
            self.until.map_or(WallTime::MAX, |until| zone.resolve(until)),
        )
    }

    /// The turns inside `within`, holes left out.
    fn turns(&self, zone: &Zone, within: Span) -> Vec<Claim<P>> {
        let period = self.hand_off.period().as_millis();
        // A change of the clocks moves a hand-off by a day at most, so turns further away cannot reach into the window.
        let day = 86_400_000;
        let index_at = |at: WallTime, margin: i64| {
            zone.to_local(at)
                .millis_since(self.start)
                .saturating_add(margin)
                .div_euclid(period)
                .max(0)
        };
        let (first, last) = (index_at(within.start, -2 * day), index_at(within.end, 2 * day));
        let hand_off = |index: i64| zone.resolve(self.turn_start(index, period));
        let mut ends_at = hand_off(last.saturating_add(1));
        let mut turns = Vec::new();
        // Where clocks skip a time, a hand-off may resolve later than the next one: a turn ends when any later one begins.
        for index in (first..=last).rev() {
            let starts_at = hand_off(index);
            let span = Span::new(starts_at, ends_at).intersect(&within);
            ends_at = ends_at.min(starts_at);
            if let Some(holder) = self.participant(index).filter(|_| !span.is_empty()) {
                turns.push((span, Some(holder)));
            }
        }
        turns.reverse();
        turns
    }

    fn turn_start(&self, index: i64, period: i64) -> LocalDateTime {
        self.start
            .plus(super::sim::SimDuration::from_millis(index.saturating_mul(period)))
    }

    fn participant(&self, index: i64) -> Option<P> {
        let index = usize::try_from(index)
            .ok()?
            .checked_rem(self.participants.len())?;
        self.participants.get(index).copied().flatten()
    }
}

impl Restriction {
    /// The local span that begins on `date`, if one does.
    fn on(&self, date: Date) -> Option<(LocalDateTime, LocalDateTime)> {
        let (from, to, days) = match *self {
            Self::Daily { from, to } => (from, to, usize::from(to <= from)),
            Self::OnDays { ref days, from, to } => {
                let begins = days.contains(&date.weekday());
                begins.then_some((from, to, usize::from(to <= from)))?
            }
            Self::Weekly {
                from_day,
                from,
                to_day,
                to,
            } => {
                let days = from_day.days_until(to_day);
                let days = if days == 0 && to <= from { 7 } else { days };
                (date.weekday() == from_day).then_some((from, to, days))?
            }
        };
        let last = date.plus_days(i64::try_from(days).unwrap_or_default());
        Some((date.at(from), last.at(to)))
    }
}

/// The parts of `claims` inside `spans`; both sorted and disjoint.
fn restrict<P: Copy>(claims: &[Claim<P>], spans: &[Span]) -> Vec<Claim<P>> {
    let mut kept = Vec::with_capacity(claims.len().max(spans.len()));
    let mut first = 0;
    for (claim, holder) in claims {
        first += spans
            .iter()
            .skip(first)
            .take_while(|span| span.end <= claim.start)
            .count();
        for span in spans.iter().skip(first).take_while(|span| span.start < claim.end) {
            kept.push((claim.intersect(span), *holder));
        }
    }
    kept
}

/// `below` with `above` laid over it; both sorted and disjoint.
fn overlay<P: Copy>(below: &[Claim<P>], above: &[Claim<P>]) -> Vec<Claim<P>> {
    let mut result = Vec::with_capacity(below.len() + 2 * above.len());
    let mut covers = above.iter().copied().peekable();
    for &(span, holder) in below {
        let mut rest = span;
        // Each turn of this loop either takes a cover or stops.
        while let Some(&(cover, who)) = covers.peek().filter(|(cover, _)| cover.start < rest.end) {
            if rest.start < cover.start {
                result.push((Span::new(rest.start, cover.start), holder));
            }
            let covered = cover.intersect(&rest);
            if !covered.is_empty() {
                result.push((covered, who));
            }
            rest.start = rest.start.max(covered.end);
            if cover.end > rest.end {
                break;
            }
            covers.next();
        }
        if !rest.is_empty() {
            result.push((rest, holder));
        }
    }
    result
}
