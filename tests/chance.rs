//! A duration follows the law it was written with (T3).

use outrun::chance::{ChanceError, Distribution, Key, Luck, Purpose, math};
use outrun::time::SimDuration;
use statrs::distribution::{ContinuousCDF, Exp, Gamma, LogNormal, Triangular, Uniform, Weibull};

fn ms(ms: i64) -> SimDuration {
    SimDuration::from_millis(ms)
}

fn minutes(count: i64) -> SimDuration {
    ms(count * 60_000)
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).expect("a small count"))
}

/// What statrs says of the probability that a duration is at most so many milliseconds.
type OthersCdf = Box<dyn Fn(f64) -> f64>;

fn others<D: ContinuousCDF<f64, f64> + 'static>(law: D) -> OthersCdf {
    Box::new(move |x| law.cdf(x))
}

/// Each continuous law twice: ours, and the same by statrs, in milliseconds.
fn twins() -> Vec<(Distribution, OthersCdf)> {
    let sigma = math::ln(20.0 / 3.0) / 1.281_551_565_544_600_4;
    let mu = math::ln(10_800_000.0);
    let hour = minutes(60);
    vec![
        (
            Distribution::uniform(minutes(5), hour),
            others(Uniform::new(3e5, 3.6e6).expect("uniform")),
        ),
        (
            Distribution::triangular(minutes(5), minutes(10), hour),
            others(Triangular::new(3e5, 3.6e6, 6e5).expect("triangular")),
        ),
        (
            Distribution::triangular(minutes(5), minutes(5), hour),
            others(Triangular::new(3e5, 3.6e6, 3e5).expect("triangular")),
        ),
        (
            Distribution::exponential(hour),
            others(Exp::new(1.0 / 3.6e6).expect("exponential")),
        ),
        (
            Distribution::log_normal(minutes(180), minutes(1200)),
            others(LogNormal::new(mu, sigma).expect("lognormal")),
        ),
        (
            Distribution::weibull(0.7, hour),
            others(Weibull::new(0.7, 3.6e6).expect("Weibull")),
        ),
        (
            Distribution::weibull(3.0, hour),
            others(Weibull::new(3.0, 3.6e6).expect("Weibull")),
        ),
        (
            Distribution::gamma(0.4, hour),
            others(Gamma::new(0.4, 1.0 / 3.6e6).expect("gamma")),
        ),
        (
            Distribution::gamma(7.5, hour),
            others(Gamma::new(7.5, 1.0 / 3.6e6).expect("gamma")),
        ),
    ]
    .into_iter()
    .map(|(ours, theirs)| (ours.expect("a sound law"), theirs))
    .collect()
}

fn draws(distribution: &Distribution, number: u64) -> Vec<SimDuration> {
    let (luck, key) = (Luck::new(7, 0), Key::of(&distribution.to_string()));
    (0..number)
        .map(|n| luck.duration(distribution, key, Purpose::Triage, n))
        .collect()
}

/// The greatest distance between the share of draws at or below a value and its probability.
fn distance(mut draws: Vec<SimDuration>, cdf: impl Fn(SimDuration) -> f64) -> f64 {
    draws.sort_unstable();
    let total = count(draws.len());
    let gaps = draws.iter().enumerate().map(|(place, &draw)| {
        let p = cdf(draw);
        (p - count(place) / total)
            .abs()
            .max((count(place + 1) / total - p).abs())
    });
    gaps.fold(0.0, f64::max)
}

#[test]
fn draws_follow_the_laws_that_others_have() {
    for (ours, theirs) in twins() {
        let gap = distance(draws(&ours, 20_000), |draw| theirs(as_float(draw) + 0.5));
        // Kolmogorov's limit at one in a thousand; the draws are fixed, so this never flickers.
        assert!(gap * 20_000_f64.sqrt() < 1.95, "{ours}: {gap}");
    }
}

fn as_float(duration: SimDuration) -> f64 {
    math::cast::float_of_ms(duration)
}

#[test]
fn quantiles_and_probabilities_are_the_ones_others_have() {
    for (ours, theirs) in twins() {
        for percent in 1..100 {
            let p = f64::from(percent) / 100.0;
            let at = ours.quantile(p);
            assert!(
                theirs(as_float(at) - 0.6) <= p && p <= theirs(as_float(at) + 0.6),
                "{ours} at {p}: {at}"
            );
            assert!(
                (ours.cdf(at) - theirs(as_float(at) + 0.5)).abs() < 1e-9,
                "{ours} at {at}"
            );
        }
    }
}

#[test]
fn means_are_what_draws_have_on_average() {
    let mut laws: Vec<Distribution> = twins().into_iter().map(|(ours, _)| ours).collect();
    let capped: Vec<_> = laws
        .iter()
        .flat_map(|d| [8, 50].map(|cap| d.clone().capped(minutes(cap))))
        .collect();
    laws.extend(capped);
    laws.push(coffee_or_meeting());
    laws.push(coffee_or_meeting().capped(minutes(40)));
    laws.push(Distribution::empirical([9, 2, 7, 7].map(minutes).to_vec()).expect("values"));
    laws.push(Distribution::fixed(minutes(4)).capped(minutes(3)));
    for law in laws {
        let draws = draws(&law, 100_000);
        let mean = draws.iter().map(|&draw| as_float(draw)).sum::<f64>() / 100_000.0;
        let square = draws
            .iter()
            .map(|&draw| square(as_float(draw) - mean))
            .sum::<f64>()
            / 100_000.0;
        let off = (mean - law.mean_ms()).abs() / ((square / 100_000.0).sqrt() + 0.5);
        assert!(off < 4.5, "{law}: drawn {mean}, said {}", law.mean_ms());
    }
}

#[test]
fn means_are_exact_where_everybody_knows_them() {
    let near = |d: Result<Distribution, ChanceError>, wanted: f64| {
        let found = d.expect("a sound law").mean_ms();
        assert!(
            (found - wanted).abs() <= 1e-9 * wanted,
            "found {found}, wanted {wanted}"
        );
    };
    near(Distribution::exponential(ms(1000)), 1000.0);
    near(Distribution::uniform(ms(100), ms(300)), 200.0);
    near(Distribution::triangular(ms(0), ms(300), ms(900)), 400.0);
    near(Distribution::gamma(2.5, ms(1000)), 2500.0);
    near(Distribution::weibull(1.0, ms(1000)), 1000.0);
    near(Distribution::weibull(0.5, ms(1000)), 2000.0);
    near(Ok(Distribution::fixed(ms(7))), 7.0);
    near(
        Distribution::exponential(ms(1000)).map(|d| d.capped(ms(1000))),
        632.120_558_828_557_7,
    );
}

fn coffee_or_meeting() -> Distribution {
    let coffee = Distribution::uniform(minutes(1), minutes(5)).expect("uniform");
    let meeting = Distribution::exponential(minutes(90))
        .expect("exponential")
        .capped(minutes(240));
    Distribution::mixture(vec![(3.0, coffee), (1.0, meeting)]).expect("a mixture")
}

#[test]
fn a_mixture_takes_its_branches_by_weight_and_follows_each() {
    let mixture = coffee_or_meeting();
    let gap = distance(draws(&mixture, 20_000), |draw| mixture.cdf(draw));
    // The cap of the second branch is an atom, at which the distance before it does not count.
    assert!(gap < 0.03, "{gap}");
    assert_eq!(mixture.quantile(0.375), minutes(3));
    assert_eq!(
        mixture.quantile(0.875),
        math::cast::round_to_ms(5_400_000.0 * math::ln(2.0))
    );
    let median = mixture.median();
    assert!(mixture.cdf(median) >= 0.5 && mixture.cdf(ms(median.as_millis() - 1)) < 0.5);
}

#[test]
fn an_empirical_law_gives_measured_values_only() {
    let measured = [9, 2, 7].map(minutes).to_vec();
    let law = Distribution::empirical(measured.clone()).expect("values");
    let drawn = draws(&law, 3000);
    assert!(drawn.iter().all(|draw| measured.contains(draw)));
    for value in measured {
        let times = drawn.iter().filter(|&&draw| draw == value).count();
        assert!((900..1100).contains(&times), "{value}: {times} of 3000");
    }
    assert_eq!(law.median(), minutes(7));
}

#[test]
fn a_lognormal_law_has_the_percentiles_it_was_written_with() {
    let law = Distribution::log_normal(minutes(180), minutes(1200)).expect("lognormal");
    assert_eq!(law.median(), minutes(180));
    assert_eq!(law.percentile(0.9), minutes(1200));
}

#[test]
fn what_makes_no_law_is_refused() {
    let refused = [
        (Distribution::uniform(ms(2), ms(1)), ChanceError::LowAboveHigh),
        (Distribution::uniform(ms(1), ms(i64::MAX)), ChanceError::TooLong),
        (
            Distribution::triangular(ms(1), ms(9), ms(5)),
            ChanceError::ModeOutside,
        ),
        (Distribution::exponential(ms(0)), ChanceError::MeanNotPositive),
        (
            Distribution::log_normal(ms(0), ms(5)),
            ChanceError::MedianNotPositive,
        ),
        (
            Distribution::log_normal(ms(5), ms(5)),
            ChanceError::P90NotAboveMedian,
        ),
        (Distribution::weibull(0.0, ms(5)), ChanceError::ShapeOutOfRange),
        (Distribution::gamma(f64::NAN, ms(5)), ChanceError::ShapeOutOfRange),
        (Distribution::gamma(1.0, ms(0)), ChanceError::ScaleNotPositive),
        (Distribution::empirical(vec![]), ChanceError::NoValues),
        (Distribution::mixture(vec![]), ChanceError::NoBranches),
        (
            Distribution::mixture(vec![(0.0, Distribution::fixed(ms(1)))]),
            ChanceError::WeightNotPositive,
        ),
        (
            Distribution::mixture(vec![(f64::NAN, Distribution::fixed(ms(1)))]),
            ChanceError::WeightNotPositive,
        ),
    ];
    for (made, wanted) in refused {
        let error = made.expect_err("must be refused");
        assert_eq!(error, wanted);
        let text = error.to_string();
        assert!(
            !text.ends_with('.') && text.starts_with(char::is_lowercase),
            "{text}"
        );
    }
}

#[test]
fn the_smaller_of_two_caps_holds() {
    let law = Distribution::fixed(minutes(10))
        .capped(minutes(5))
        .capped(minutes(7));
    assert_eq!((law.cap(), law.is_fixed()), (Some(minutes(5)), Some(minutes(5))));
    assert_eq!(law.capped(ms(-3)).is_fixed(), Some(SimDuration::ZERO));
    assert_eq!(Distribution::fixed(ms(-3)).is_fixed(), Some(SimDuration::ZERO));
}

fn square(x: f64) -> f64 {
    x * x
}
