//! A duration is drawn by one number, grows with it, and is never negative nor above its cap (T3).

use outrun::chance::math::cast::float_of_ms;
use outrun::chance::{Distribution, Floors, Key, LONGEST, Luck, Purpose, uniform_of};
use outrun::time::SimDuration;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

fn ms(ms: i64) -> SimDuration {
    SimDuration::from_millis(ms)
}

/// Sound laws of all kinds, some capped.
fn any_law() -> impl Strategy<Value = Distribution> {
    let simple = prop_oneof![
        (0..10_000_i64).prop_map(|a| Ok(Distribution::fixed(ms(a)))),
        (0..10_000_i64, 0..10_000_i64).prop_map(|(a, w)| Distribution::uniform(ms(a), ms(a + w))),
        (0..9000_i64, 0..9000_i64, 0..9000_i64).prop_map(|(a, b, c)| Distribution::triangular(
            ms(a),
            ms(a + b),
            ms(a + b + c)
        )),
        (1..100_000_000_i64).prop_map(|m| Distribution::exponential(ms(m))),
        (1..10_000_000_i64, 1..10_000_000_000_i64)
            .prop_map(|(m, w)| Distribution::log_normal(ms(m), ms(m + w))),
        (0.01..50.0_f64, 1..10_000_000_i64).prop_map(|(k, s)| Distribution::weibull(k, ms(s))),
        (0.01..50.0_f64, 1..10_000_000_i64).prop_map(|(k, s)| Distribution::gamma(k, ms(s))),
        proptest::collection::vec(0..100_000_i64, 1..20)
            .prop_map(|values| Distribution::empirical(values.into_iter().map(ms).collect())),
    ];
    let cap = prop_oneof![Just(None), (0..1_000_000_i64).prop_map(Some)];
    (simple, cap).prop_map(|(law, cap)| {
        let law = law.expect("a sound law");
        cap.map_or(law.clone(), |cap| law.capped(ms(cap)))
    })
}

/// Mixtures of them.
fn any_mixture() -> impl Strategy<Value = Distribution> {
    proptest::collection::vec((0.001..10.0_f64, any_law()), 1..5)
        .prop_map(|branches| Distribution::mixture(branches).expect("a mixture"))
}

/// Mixtures of mixtures.
fn any_nest() -> impl Strategy<Value = Distribution> {
    proptest::collection::vec((0.001..10.0_f64, any_mixture()), 1..4)
        .prop_map(|branches| Distribution::mixture(branches).expect("a mixture"))
}

/// A word whose uniform number is `u`, or less by at most a step of 53 bits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`u` is between 0 and 1"
)]
fn word_of(u: f64) -> u64 {
    ((u * 9_007_199_254_740_992.0) as u64) << 11
}

/// The numbers of luck at the edges of the 64 cells that have a floor, and the ones beside them.
fn floor_corners() -> impl Iterator<Item = f64> {
    let edges = (1..64_u8).map(|cell| f64::from(cell) / 64.0);
    edges
        .flat_map(|edge| [edge - 1.0 / 9_007_199_254_740_992.0, edge, edge.next_up()])
        .chain(ENDS)
}

const ENDS: [f64; 2] = [
    1.0 / 18_014_398_509_481_984.0,
    1.0 - 1.0 / 9_007_199_254_740_992.0,
];

proptest! {
    #[test]
    fn more_luck_is_never_shorter(law in any_law(), u in 1e-12..1.0_f64, v in 1e-12..1.0_f64) {
        let (short, long) = (law.quantile(u.min(v)), law.quantile(u.max(v)));
        prop_assert!(short <= long, "{law}: {short} then {long}");
        prop_assert!(law.quantile(ENDS[0]) <= short && long <= law.quantile(ENDS[1]));
    }

    #[test]
    fn no_draw_leaves_its_bounds(law in prop_oneof![any_law(), any_mixture()], u in 1e-15..1.0_f64) {
        let limit = law.cap().unwrap_or(LONGEST);
        for u in [u, ENDS[0], ENDS[1]] {
            let draw = law.quantile(u);
            prop_assert!(SimDuration::ZERO <= draw && draw <= limit, "{law} at {u}: {draw}");
        }
        let mean = law.mean_ms();
        prop_assert!(mean >= 0.0 && mean <= float_of_ms(limit), "{law}: mean {mean}");
    }

    #[test]
    fn percentiles_undo_probabilities(law in prop_oneof![any_law(), any_mixture()], p in 0.001..0.999_f64) {
        let at = law.percentile(p);
        prop_assert!(law.cdf(at) >= p - 1e-9, "{law}: {at}");
        // There is no millisecond before none at all.
        prop_assert!(at.is_zero() || law.cdf(ms(at.as_millis() - 1)) <= p + 1e-9, "{law}: {at}");
    }

    #[test]
    fn a_scaled_law_scales_its_draws(law in prop_oneof![any_law(), any_mixture()], u in 0.001..0.999_f64) {
        let (once, thrice) = (law.quantile(u), law.scaled(3.0).quantile(u));
        let slack = 3 + thrice.as_millis() / 1_000_000_000;
        let near = (thrice.as_millis() - 3 * once.as_millis()).abs() <= slack;
        prop_assert!(near || thrice == LONGEST, "{law}: {once}, {thrice}");
        prop_assert_eq!(&law.scaled(1.0), &law);
        prop_assert_eq!(law.scaled(0.0).is_fixed(), Some(SimDuration::ZERO));
        prop_assert!(law.scaled(1e-9).quantile(0.5) <= law.quantile(0.5).max(ms(2)));
        prop_assert!(law.scaled(1e300).quantile(u) <= LONGEST);
    }

    #[test]
    fn no_draw_is_below_its_floor(law in prop_oneof![any_law(), any_mixture(), any_nest()], u in 1e-15..1.0_f64) {
        let floors = Floors::of(&law);
        for u in floor_corners().chain([u]) {
            let word = word_of(u);
            let (floor, draw) = (floors.at_word(word), law.quantile(uniform_of(word)));
            prop_assert!(SimDuration::ZERO <= floor && floor <= draw, "{law} at {u}: {floor}, but {draw}");
        }
    }

    #[test]
    fn a_floor_is_little_below_the_least_of_its_cell(law in any_law(), cell in 0..64_u8) {
        // Gamma laws have a floor for eight cells.
        let cell = if law.to_string().contains("Gamma") { cell & !7 } else { cell };
        let least = law.quantile((f64::from(cell) / 64.0).max(ENDS[0]));
        let floor = Floors::of(&law).at_word(word_of((f64::from(cell) + 0.5) / 64.0));
        let longest = law.quantile(63.0 / 64.0);
        let slack = 3 + least.as_millis() / 1_000_000 + longest.as_millis() / 2_000_000_000;
        prop_assert!(floor.as_millis() + slack >= least.as_millis(), "{law} from {cell}: {floor}, {least}");
    }

    #[test]
    fn a_draw_is_the_quantile_of_its_number(law in prop_oneof![any_law(), any_mixture()], n in 0..1000_u64) {
        let (luck, key) = (Luck::new(1, n), Key::of("x"));
        let u = luck.uniform(key, Purpose::Search, n);
        prop_assert_eq!(luck.duration(&law, key, Purpose::Search, n), law.quantile(u));
    }
}
