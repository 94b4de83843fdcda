//! Luck is a pure function of seed, replication, key, purpose and ordinal (T4).

use outrun::chance::{Key, Luck, Probability, Purpose};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

const LUCK_SEED: u64 = 2026;

fn key() -> Key {
    Key::of("ci-release-token")
}

/// Known answers. If one changes, every result of every user changes: say so in the changelog.
#[test]
fn known_answers_never_change() {
    let node = key();
    let found = [
        Key::of("").bits(),
        Key::of("a").bits(),
        node.bits(),
        node.join(Key::of("a")).bits(),
        node.nth(0).bits(),
        node.nth(7).bits(),
        Luck::new(0, 0).word(Key::of("a"), Purpose::Start, 0),
        Luck::new(LUCK_SEED, 0).word(node, Purpose::Traversal, 0),
        Luck::new(LUCK_SEED, 0).word(node, Purpose::Traversal, 1),
        Luck::new(LUCK_SEED, 1).word(node, Purpose::Traversal, 0),
        Luck::new(LUCK_SEED, 1).word(node, Purpose::Resample, 0),
        Luck::new(u64::MAX, u64::MAX).word(node, Purpose::Sensor, u64::MAX),
    ];
    let found = found.map(|word| format!("{word:016x}"));
    assert_eq!(found, KNOWN_ANSWERS);
}

const KNOWN_ANSWERS: [&str; 12] = [
    "12f02ed4a4aa4dc8",
    "74ac0a2ea5b98362",
    "65caba1db3ab4a9c",
    "f842402d6f21322b",
    "d8c6384876acaff0",
    "2a147f15e35943f5",
    "73ceab469459c550",
    "925495f035651846",
    "e33d08b570dd6478",
    "1c2d152dfdf5eda4",
    "5801a8a42aca86b0",
    "4183f872b0d53403",
];

#[test]
fn purposes_keep_their_numbers() {
    let numbers = [
        Purpose::Start as u8,
        Purpose::Traversal as u8,
        Purpose::ThirdPartyDelay as u8,
        Purpose::Decide as u8,
        Purpose::HoldOffDelay as u8,
        Purpose::Propagation as u8,
        Purpose::Resample as u8,
    ];
    assert_eq!(numbers, [1, 3, 14, 20, 27, 34, 45]);
}

#[test]
fn joined_keys_keep_their_order_apart() {
    let (a, b) = (Key::of("a"), Key::of("b"));
    let mut keys = vec![
        a,
        b,
        Key::of("ab"),
        a.join(b),
        b.join(a),
        a.join(a),
        a.nth(0),
        b.nth(0),
        a.nth(1),
    ];
    keys.extend([
        a.join(b).join(a),
        a.join(b.join(a)),
        a.nth(1).nth(0),
        a.nth(0).nth(1),
    ]);
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

proptest! {
    #[test]
    fn uniform_numbers_lie_inside(seed in any::<u64>(), replication in any::<u64>(), n in any::<u64>()) {
        let u = Luck::new(seed, replication).uniform(key(), Purpose::Triage, n);
        prop_assert!(u > 0.0 && u < 1.0);
        prop_assert!(1.0 - u > 0.0);
    }

    #[test]
    fn what_happens_at_one_probability_happens_at_greater_ones(
        seed in any::<u64>(),
        n in any::<u64>(),
        p in 0.0..=1.0_f64,
        q in 0.0..=1.0_f64,
    ) {
        let luck = Luck::new(seed, 0);
        let happens = |p: f64| {
            luck.happens(Probability::new(p).expect("a probability"), key(), Purpose::Inject, n)
        };
        prop_assert!(happens(p.min(q)) <= happens(p.max(q)));
        prop_assert!(!happens(0.0));
        prop_assert!(happens(1.0));
        prop_assert_eq!(happens(p), luck.uniform(key(), Purpose::Inject, n) < p);
    }
}

#[test]
fn things_happen_as_often_as_they_should() {
    for p in [0.001, 0.1, 0.5, 0.93] {
        let probability = Probability::new(p).expect("a probability");
        let luck = Luck::new(LUCK_SEED, 0);
        let count = (0..200_000)
            .filter(|&n| luck.happens(probability, key(), Purpose::Decline, n))
            .count();
        let off = (outrun::chance::math::cast::float_of_count(count) - 200_000.0 * p)
            / (200_000.0 * p * (1.0 - p)).sqrt();
        assert!(off.abs() < 4.5, "{p}: {off} deviations");
    }
}
