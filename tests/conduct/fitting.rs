//! Fitting is Bayes' rule and nothing else: held against closed forms, against a sum of its own, and against the truth.

use outrun::chance::math::{exp, gamma_quantile, ln, normal_cdf, normal_quantile};
use outrun::conduct::fitting::{Evidence, Posterior, SPREAD, SharePrior, TimePrior, WRITTEN_FACTOR};
use outrun::document::preset::parameter;
use outrun::measure::estimate::student_quantile;

fn near(one: f64, other: f64, within: f64) {
    assert!(
        (one - other).abs() <= within * other.abs(),
        "{one} is not {other}"
    );
}

fn on_call() -> (TimePrior, SharePrior) {
    let of = |what: &str| parameter(&format!("reach.engineer.on-call.{what}")).expect("a preset");
    (
        TimePrior::of_preset(of("delay")).expect("a time"),
        SharePrior::of_preset(of("answers")).expect("a share"),
    )
}

fn evidence(answered: &[f64], open: &[f64]) -> Evidence {
    Evidence {
        answered: answered.to_vec(),
        open: open.to_vec(),
    }
}

#[test]
fn without_observations_a_preset_is_what_it_says() {
    let (time, share) = on_call();
    let nothing = Posterior::new(time, Some(share), &Evidence::default());
    // 6m (2m to 15m): a factor of the square root of 7.5 either way.
    let median = nothing.median();
    near(median.value, 360.0, 1e-3);
    near(median.high / median.low, 7.5, 0.02);
    let share = nothing.share().expect("asked for");
    near(share.value, 0.9, 1e-3);
    assert!(share.low > 0.65 && share.high < 0.995, "{share:?}");
    // 22m for nine in ten.
    near(nothing.nine_in_ten(), 1_320.0, 0.01);
}

#[test]
fn what_everybody_answered_has_a_closed_form() {
    let (time, share) = on_call();
    let answered = [40.0, 95.0, 130.0, 260.0, 700.0];
    let posterior = Posterior::new(time, Some(share), &evidence(&answered, &[]));
    let logs: Vec<f64> = answered.iter().map(|seconds| ln(*seconds)).collect();
    let (n, mean) = (5.0, logs.iter().sum::<f64>() / 5.0);
    let squares: f64 = logs.iter().map(|log| (log - mean) * (log - mean)).sum();
    let weight = time.weight + n;
    let (shape, at) = (
        time.shape + n / 2.0,
        (time.weight * time.mean + n * mean) / weight,
    );
    let scale = time.scale
        + squares / 2.0
        + time.weight * n * (mean - time.mean) * (mean - time.mean) / (2.0 * weight);
    let student = student_quantile(0.95, SPREAD + 5) * (scale / (shape * weight)).sqrt();
    let median = posterior.median();
    near(median.value, exp(at), 2e-3);
    near(median.low, exp(at - student), 0.01);
    near(median.high, exp(at + student), 0.01);
    near(posterior.spread(), (scale / shape).sqrt(), 2e-3);
    let told = posterior.share().expect("asked for");
    near(told.value, (share.answered + n) / (share.weight() + n), 2e-3);
}

/// The same by another way: sums over shares and standard deviations themselves, on a grid that never moves.
fn by_force(time: TimePrior, share: SharePrior, of: &Evidence) -> (f64, f64) {
    let steps = |from: f64, to: f64, count: u32| {
        (0..count).map(move |place| from + (to - from) * (f64::from(place) + 0.5) / f64::from(count))
    };
    let (mut sum, mut logs, mut shares) = (0.0, 0.0, 0.0);
    for mean in steps(time.mean - 4.0, time.mean + 4.0, 160) {
        for spread in steps(0.2, 4.0, 60) {
            let variance = spread * spread;
            let density = |log: f64| exp(-(log - mean) * (log - mean) / (2.0 * variance)) / spread;
            // Of the standard deviation, whose square has an inverse gamma law.
            let prior = exp(-2.0 * (time.shape + 0.5) * ln(spread) - time.scale / variance)
                * exp(-time.weight * (mean - time.mean) * (mean - time.mean) / (2.0 * variance))
                / spread;
            let of_answered: f64 = of.answered.iter().map(|seconds| density(ln(*seconds))).product();
            let longer: Vec<f64> = of
                .open
                .iter()
                .map(|seconds| 1.0 - normal_cdf((ln(*seconds) - mean) / spread))
                .collect();
            for p in steps(0.0, 1.0, 200) {
                let of_share = exp((share.answered - 1.0) * ln(p) + (share.never - 1.0) * ln(1.0 - p));
                let of_open: f64 = longer.iter().map(|longer| 1.0 - p + p * longer).product();
                let answered = f64::from(u32::try_from(of.answered.len()).expect("few"));
                let weight = prior * of_share * of_answered * exp(answered * ln(p)) * of_open;
                sum += weight;
                logs += weight * mean;
                shares += weight * p;
            }
        }
    }
    (exp(logs / sum), shares / sum)
}

#[test]
fn unanswered_pages_are_weighed_as_a_sum_over_everything_does() {
    let (time, _) = on_call();
    // A share that is well inside, so that the fixed grid can see it.
    let share = SharePrior {
        answered: 6.0,
        never: 2.0,
    };
    for of in [
        evidence(&[100.0, 200.0], &[300.0, 300.0, 900.0]),
        evidence(&[], &[60.0, 3_600.0]),
        evidence(&[1_200.0, 30.0, 80.0, 75.0], &[100.0]),
    ] {
        let posterior = Posterior::new(time, Some(share), &of);
        let (median, told) = by_force(time, share, &of);
        near(posterior.median().value, median, 0.01);
        near(posterior.share().expect("asked for").value, told, 0.01);
    }
}

#[test]
fn a_few_observations_move_little_and_many_decide() {
    let (time, share) = on_call();
    let of = |count: usize| Posterior::new(time, Some(share), &evidence(&vec![60.0; count], &[])).median();
    let (one, few, many) = (of(1), of(3), of(3_000));
    assert!(one.value < 360.0 && one.value > 200.0, "{one:?}");
    assert!(few.value < one.value && few.high / few.low > 2.0, "{few:?}");
    near(many.value, 60.0, 0.02);
    assert!(many.high / many.low < 1.1, "{many:?}");
}

#[test]
fn nobody_looks_faster_because_somebody_stopped_waiting() {
    let (time, share) = on_call();
    let answered = [60.0, 90.0, 120.0];
    let without = Posterior::new(time, Some(share), &evidence(&answered, &[]));
    let with = Posterior::new(time, Some(share), &evidence(&answered, &[300.0; 3]));
    assert!(with.median().value > without.median().value);
    assert!(with.share().unwrap().value < without.share().unwrap().value);
    // Who waited a second has learnt nothing.
    let in_vain = Posterior::new(time, Some(share), &evidence(&answered, &[1.0; 3]));
    near(in_vain.median().value, without.median().value, 5e-3);
    near(
        in_vain.share().unwrap().value,
        without.share().unwrap().value,
        5e-3,
    );
}

#[test]
fn what_somebody_wrote_may_be_wrong_by_the_factor_that_is_told() {
    use outrun::chance::Distribution;
    let law = Distribution::log_normal("10m".parse().unwrap(), "30m".parse().unwrap()).unwrap();
    let prior = TimePrior::written(&law).unwrap();
    let median = Posterior::new(prior, None, &Evidence::default()).median();
    near(median.high / median.value, WRITTEN_FACTOR, 0.01);
    assert!(TimePrior::written(&Distribution::fixed("0s".parse().unwrap())).is_none());
}

const WORLDS: u32 = 120;

/// Numbers from 0 to 1 in an order that is the same everywhere.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (f64::from(u32::try_from(self.0 >> 32).unwrap()) + 0.5) / 4_294_967_296.0
    }

    fn normal(&mut self) -> f64 {
        normal_quantile(self.next())
    }
}

#[test]
fn nine_in_ten_truths_lie_within() {
    let (time, share) = on_call();
    let mut draws = Draws(2026);
    let (mut within, mut shares) = (0, 0);
    for _ in 0..WORLDS {
        // A world as the preset has it, and eight pages in it; after ten minutes the next is paged.
        let precision = gamma_quantile(time.shape, draws.next()) / time.scale;
        let spread = precision.sqrt().recip();
        let mean = time.mean + spread / time.weight.sqrt() * draws.normal();
        let (a, b) = (
            gamma_quantile(share.answered, draws.next()),
            gamma_quantile(share.never, draws.next()),
        );
        let truth = a / (a + b);
        let mut of = Evidence::default();
        for _ in 0..8 {
            let seconds = exp(mean + spread * draws.normal());
            if draws.next() < truth && seconds < 600.0 {
                of.answered.push(seconds);
            } else {
                of.open.push(600.0);
            }
        }
        let posterior = Posterior::new(time, Some(share), &of);
        let (median, told) = (posterior.median(), posterior.share().unwrap());
        within += u32::from(median.low < exp(mean) && exp(mean) < median.high);
        shares += u32::from(told.low < truth && truth < told.high);
    }
    // 108 are expected, with a standard deviation of 3.3.
    for covered in [within, shares] {
        assert!((97..=118).contains(&covered), "{covered} of {WORLDS}");
    }
}
