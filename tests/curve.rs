//! The outrun rate over a curve of limits is what a run with each of those limits would say.

use outrun::model::{Exercise, Limit};

use crate::results::busy;
use crate::small::played;

const MANY: u64 = 400;

fn with_limit(limit: Limit) -> Exercise {
    Exercise { limit, ..busy() }
}

#[test]
fn each_point_is_the_rate_of_an_exercise_with_that_limit() {
    let curve = played(&[busy()], 1..MANY + 1, 2)[0].figures(&busy()).outrun_curve;
    assert_eq!(curve.len(), 8, "six shares, its own 40 %, and none");
    for point in &curve {
        let exercise = with_limit(point.limit);
        let figures = played(std::slice::from_ref(&exercise), 1..MANY + 1, 2)[0].figures(&exercise);
        assert_eq!(figures.outrun_rate, point.outrun_rate, "{:?}", point.limit);
    }
    let rates: Vec<Option<f64>> = curve
        .iter()
        .map(|point| point.outrun_rate.luck.estimate)
        .collect();
    assert!(rates.is_sorted(), "a larger limit is no harder: {rates:?}");
    assert!(
        rates.first() < rates.get(6) && rates.get(6) < rates.last(),
        "the exercise tells limits apart: {rates:?}"
    );
}

#[test]
fn the_own_limit_is_marked_and_has_the_headline() {
    for limit in [
        Limit::Share(0.4),
        Limit::Share(0.2),
        Limit::Weight(6),
        Limit::Count(2),
        Limit::NoCrownJewel,
    ] {
        let exercise = with_limit(limit);
        let figures = played(std::slice::from_ref(&exercise), 1..201, 2)[0].figures(&exercise);
        let own: Vec<_> = figures.outrun_curve.iter().filter(|point| point.own).collect();
        assert_eq!(own.len(), 1, "{limit:?}");
        assert_eq!(own[0].limit, limit);
        assert_eq!(own[0].outrun_rate, figures.outrun_rate, "{limit:?}");
    }
}
