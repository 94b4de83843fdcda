//! Terms end as the law counts (L2).

use outrun::time::{Jurisdiction, Term, WallTime, Weekday, parse_instant};

use super::{berlin, date};

fn law() -> Jurisdiction {
    let mut law = Jurisdiction::ordinary(berlin());
    law.holidays.extend([date("2026-04-03"), date("2026-04-06")]);
    law
}

#[test]
fn terms_end_as_the_law_counts() {
    for (from, term, ends) in [
        ("2026-03-28 12:00", Term::Hours(72), "Tue 2026-03-31 13:00"),
        ("2026-03-28 12:00", Term::CalendarDays(1), "Mon 2026-03-30 00:00"),
        ("2026-03-28 23:59", Term::CalendarDays(0), "Sun 2026-03-29 00:00"),
        ("2026-04-02 08:00", Term::BusinessDays(1), "Wed 2026-04-08 00:00"),
        ("2026-04-04 08:00", Term::BusinessDays(1), "Wed 2026-04-08 00:00"),
        ("2026-04-02 08:00", Term::BusinessDays(4), "Sat 2026-04-11 00:00"),
        ("2026-01-31 15:00", Term::Months(1), "Sun 2026-03-01 00:00"),
        ("2026-03-15 15:00", Term::Months(3), "Tue 2026-06-16 00:00"),
    ] {
        let deadline = law().deadline(parse_instant(from, &berlin()).expect(from), term);
        assert_eq!(berlin().display(deadline), ends, "{term:?} from {from}");
    }
}

#[test]
fn a_deadline_that_falls_on_rest_rolls_to_noon() {
    for (at, rolled) in [
        ("2026-04-02 17:00", "Thu 2026-04-02 17:00"),
        ("2026-04-03 00:00", "Fri 2026-04-03 00:00"),
        ("2026-04-03 10:00", "Tue 2026-04-07 12:00"),
        ("2026-04-04 00:00", "Tue 2026-04-07 12:00"),
        ("2026-04-12 15:00", "Mon 2026-04-13 12:00"),
        ("2026-04-13 00:00", "Mon 2026-04-13 12:00"),
    ] {
        let at = parse_instant(at, &berlin()).expect(at);
        assert_eq!(berlin().display(law().roll_to_noon(at)), rolled);
    }
}

#[test]
fn where_business_never_resumes_nothing_is_due() {
    let mut law = law();
    law.weekend = Weekday::ALL.to_vec();
    let at = berlin().day_start(date("2026-04-02"));
    assert_eq!(law.deadline(at, Term::BusinessDays(1)), WallTime::MAX);
    assert_eq!(law.roll_to_noon(at), at);
    assert_eq!(law.deadline(at, Term::CalendarDays(u32::MAX)), WallTime::MAX);
    assert_eq!(law.deadline(at, Term::Months(u32::MAX)), WallTime::MAX);
}
