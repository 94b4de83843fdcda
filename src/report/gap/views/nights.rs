//! Nights and days of an incident, by the clock of its scenario.

use crate::report::gap::drawing::Moment;
use crate::time::{SimDuration, WallTime, Zone};

/// The first hour of a night, and the first after it.
const NIGHT: (u16, u16) = (22 * 60, 7 * 60);
/// Longer incidents have no nights that could be told apart.
const LONGEST: SimDuration = SimDuration::from_days(12);
const QUARTER: SimDuration = SimDuration::from_mins(15);

/// Nights as seconds since the start, and midnights with the day that begins.
pub(super) fn nights(zone: &Zone, start: WallTime, lasts: SimDuration) -> (Vec<(f64, f64)>, Vec<Moment>) {
    let (mut nights, mut days): (Vec<(f64, f64)>, Vec<Moment>) = (Vec::new(), Vec::new());
    if lasts > LONGEST {
        return (nights, days);
    }
    let quarters = lasts.as_millis().div_euclid(QUARTER.as_millis()) + 1;
    // Clocks show whole quarter hours everywhere, so that these begin with one.
    let before = start.as_millis().rem_euclid(QUARTER.as_millis());
    for quarter in 0..=quarters {
        let at = SimDuration::from_millis(quarter * QUARTER.as_millis() - before);
        let local = zone.to_local(start + at);
        let minutes = local.time_of_day().minutes();
        let (from, to) = (
            at.as_secs_f64(),
            (at + QUARTER).as_secs_f64().min(lasts.as_secs_f64()),
        );
        if minutes == 0 && from > 0.0 && from < lasts.as_secs_f64() {
            days.push(Moment {
                at: from,
                name: local.weekday().to_string(),
            });
        }
        if (minutes >= NIGHT.0 || minutes < NIGHT.1) && to > from.max(0.0) {
            match nights.last_mut() {
                Some(last) if last.1 >= from => last.1 = to,
                _ => nights.push((from.max(0.0), to)),
            }
        }
    }
    (nights, days)
}

#[cfg(test)]
mod tests {
    use super::nights;
    use crate::time::{SimDuration, WallTime, Zone};

    #[test]
    fn a_night_lasts_from_ten_to_seven() {
        // 1970-01-01 00:00, a Thursday.
        let (nights, days) = nights(&Zone::utc(), WallTime::from_millis(0), SimDuration::from_days(2));
        let hours: Vec<(f64, f64)> = nights
            .iter()
            .map(|(from, to)| (from / 3600.0, to / 3600.0))
            .collect();
        assert_eq!(hours, [(0.0, 7.0), (22.0, 31.0), (46.0, 48.0)]);
        assert_eq!(
            days.iter().map(|day| day.name.as_str()).collect::<Vec<_>>(),
            ["Fri"]
        );
    }
}
