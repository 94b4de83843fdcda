//! Any split of the values merges to the same bytes, and no interval leaves its own estimate out.

use outrun::measure::estimate::{KaplanMeier, Lifetime, Sums, Value, Values, correlation_spearman, quantile};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::holds;

/// The bytes that a result is written as.
#[expect(clippy::unwrap_used, reason = "plain numbers can always be written")]
fn bytes(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => any::<i64>().prop_map(Value::Observed),
        3 => (0i64..20).prop_map(Value::Observed),
        1 => Just(Value::Censored),
        1 => Just(Value::NotApplicable),
    ]
}

proptest! {
    #[test]
    fn sums_of_any_split_in_any_order_are_the_same_bytes(
        values in proptest::collection::vec(any::<i128>(), 0..60),
        shards in 1usize..9,
    ) {
        let mut whole = Sums::new();
        for value in &values {
            whole.push_wide(*value);
        }
        let mut parts = vec![Sums::new(); shards];
        for (place, value) in values.iter().enumerate() {
            parts[place * 7 % shards].push_wide(*value);
        }
        let mut merged = Sums::new();
        parts.iter().rev().for_each(|part| merged.merge(part));
        prop_assert_eq!(bytes(&whole), bytes(&merged));
        prop_assert_eq!(bytes(&whole.mean_interval(0.9)), bytes(&merged.mean_interval(0.9)));
        let read: Sums = serde_json::from_slice(&bytes(&whole)).unwrap();
        prop_assert_eq!(read, whole);
    }

    #[test]
    fn narrow_and_wide_values_sum_alike(values in proptest::collection::vec(any::<i64>(), 0..60)) {
        let narrow: Sums = values.iter().copied().collect();
        let mut wide = Sums::new();
        for value in &values {
            wide.push_wide(i128::from(*value));
        }
        prop_assert_eq!(narrow, wide);
    }

    #[test]
    fn values_of_any_split_in_any_order_are_the_same_bytes(
        values in proptest::collection::vec(any_value(), 0..80),
        shards in 1usize..9,
    ) {
        let whole: Values = values.iter().copied().collect();
        let mut parts = vec![Values::new(); shards];
        for (place, value) in values.iter().enumerate() {
            parts[place * 5 % shards].push(*value);
        }
        let mut merged = Values::new();
        parts.into_iter().rev().for_each(|part| merged.merge(part));
        prop_assert_eq!(bytes(&whole.summary(0.95)), bytes(&merged.summary(0.95)));
        prop_assert_eq!(bytes(&whole.finish()), bytes(&merged.finish()));
    }

    #[test]
    fn intervals_hold_their_estimate(
        mut values in proptest::collection::vec(any::<i32>().prop_map(i64::from), 1..300),
        censored in 0u64..20,
        q in 0.01f64..0.99,
        confidence in 0.5f64..0.999,
    ) {
        values.sort_unstable();
        let interval = quantile(&values, censored, q, confidence);
        if let Some(estimate) = interval.estimate {
            prop_assert!(holds(&interval, estimate));
        }
        let mean = values.iter().copied().collect::<Sums>().mean_interval(confidence);
        prop_assert!(holds(&mean, mean.estimate.unwrap()));
    }

    #[test]
    fn the_curve_only_falls_and_its_band_holds_it(
        pairs in proptest::collection::vec((0i64..50, any::<bool>()), 1..120),
        confidence in 0.5f64..0.999,
    ) {
        let lifetime = |(time, observed)| if observed { Lifetime::Observed(time) } else { Lifetime::CensoredAt(time) };
        let forward: Vec<Lifetime> = pairs.iter().copied().map(lifetime).collect();
        let backward: Vec<Lifetime> = forward.iter().rev().copied().collect();
        let curve = KaplanMeier::new(&forward, confidence);
        prop_assert_eq!(bytes(&curve), bytes(&KaplanMeier::new(&backward, confidence)));
        let mut above = 1.0;
        for step in curve.steps() {
            prop_assert!(step.survival <= above && step.survival >= 0.0);
            prop_assert!(step.low.is_none_or(|low| (0.0..=step.survival).contains(&low)));
            prop_assert!(step.high.is_none_or(|high| (step.survival..=1.0).contains(&high)));
            above = step.survival;
        }
        for q in [0.1, 0.5, 0.9] {
            let interval = curve.quantile(q);
            prop_assert!(interval.estimate.is_none_or(|estimate| holds(&interval, estimate)));
        }
    }

    #[test]
    fn rank_correlation_sees_order_only(pairs in proptest::collection::vec((-9i32..9, -9i32..9), 2..40)) {
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
        let stretched: Vec<f64> = x.iter().map(|x| x * x * x + x).collect();
        let turned: Vec<f64> = x.iter().map(|x| -x).collect();
        let (plain, back) = (correlation_spearman(&x, &y), correlation_spearman(&y, &x));
        prop_assert_eq!(plain, back);
        prop_assert_eq!(plain, correlation_spearman(&stretched, &y));
        prop_assert_eq!(plain.map(|r| -r), correlation_spearman(&turned, &y));
        prop_assert!(plain.is_none_or(|r| (-1.0..=1.0).contains(&r)));
    }
}
