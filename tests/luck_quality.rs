//! Luck looks random, along each of the ways in which two draws may differ (T4).

use outrun::chance::{Key, Luck, Purpose, math};

const LUCK_SEED: u64 = 2026;

fn key() -> Key {
    Key::of("ci-release-token")
}

/// The chi-square statistic of counts that should all be alike, as a distance from its mean in
/// standard deviations (Wilson and Hilferty).
fn unevenness(counts: &[u64]) -> f64 {
    let cells = f64::from(u32::try_from(counts.len()).expect("few cells"));
    let expected = float(counts.iter().sum::<u64>()) / cells;
    let chi: f64 = counts
        .iter()
        .map(|&count| (float(count) - expected) * (float(count) - expected) / expected)
        .sum();
    let spread = 2.0 / (9.0 * (cells - 1.0));
    (math::pow(chi / (cells - 1.0), 1.0 / 3.0) - (1.0 - spread)) / spread.sqrt()
}

fn float(count: u64) -> f64 {
    f64::from(u32::try_from(count).expect("a small count"))
}

/// Words along each of the ways in which draws differ.
fn sequences(count: u64) -> [Vec<u64>; 5] {
    let luck = Luck::new(LUCK_SEED, 3);
    let purposes = [
        Purpose::Sensor,
        Purpose::SensorDelay,
        Purpose::Residual,
        Purpose::Traversal,
    ];
    let by_purpose = |n: u64| purposes.map(|purpose| luck.word(key().nth(n), purpose, 0));
    [
        (0..count)
            .map(|n| luck.word(key(), Purpose::Traversal, n))
            .collect(),
        (0..count)
            .map(|n| luck.word(key().nth(n), Purpose::Traversal, 0))
            .collect(),
        (0..count)
            .map(|n| Luck::new(LUCK_SEED, n).word(key(), Purpose::Traversal, 0))
            .collect(),
        (0..count)
            .map(|n| Luck::new(n, 3).word(key(), Purpose::Traversal, 0))
            .collect(),
        (0..count / 4).flat_map(by_purpose).collect(),
    ]
}

#[test]
fn every_byte_of_a_word_is_even() {
    for (which, words) in sequences(100_000).iter().enumerate() {
        for place in 0..8 {
            let mut counts = [0_u64; 256];
            for word in words {
                counts[usize::from(word.to_le_bytes()[place])] += 1;
            }
            let off = unevenness(&counts);
            assert!(
                off.abs() < 4.5,
                "sequence {which}, byte {place}: {off} deviations"
            );
        }
    }
}

#[test]
fn neighbours_are_independent() {
    for (which, words) in sequences(100_000).iter().enumerate() {
        let centred: Vec<f64> = words
            .iter()
            .map(|&word| float(word >> 32) / 4_294_967_296.0 - 0.5)
            .collect();
        for lag in [1, 2, 3, 4, 7, 64] {
            let pairs = centred.iter().zip(&centred[lag..]);
            let sum: f64 = pairs.map(|(a, b)| a * b).sum();
            // Each product has mean 0 and variance 1 / 144.
            let off = sum * 12.0 / float(centred.len() as u64 - lag as u64).sqrt();
            assert!(off.abs() < 4.5, "sequence {which}, lag {lag}: {off} deviations");
        }
        let mut cells = vec![0_u64; 4096];
        for pair in words.windows(2) {
            cells[usize::try_from(pair[0] >> 58 << 6 | pair[1] >> 58).expect("twelve bits")] += 1;
        }
        let off = unevenness(&cells);
        assert!(off.abs() < 4.5, "sequence {which}, pairs: {off} deviations");
    }
}

#[test]
fn draws_of_different_causes_are_uncorrelated() {
    let correlation = |left: &dyn Fn(u64) -> f64, right: &dyn Fn(u64) -> f64| -> f64 {
        (0..100_000)
            .map(|n| (left(n) - 0.5) * (right(n) - 0.5))
            .sum::<f64>()
            * 12.0
            / 100_000_f64.sqrt()
    };
    let (luck, next) = (Luck::new(LUCK_SEED, 0), Luck::new(LUCK_SEED, 1));
    let other_seed = Luck::new(LUCK_SEED + 1, 0);
    let base = |n: u64| luck.uniform(key(), Purpose::Traversal, n);
    let others: [&dyn Fn(u64) -> f64; 5] = [
        &|n| luck.uniform(key(), Purpose::WaitingOrder, n),
        &|n| luck.uniform(key(), Purpose::Traversal, n + 100_000),
        &|n| luck.uniform(key().nth(0), Purpose::Traversal, n),
        &|n| next.uniform(key(), Purpose::Traversal, n),
        &|n| other_seed.uniform(key(), Purpose::Traversal, n),
    ];
    for (which, other) in others.iter().enumerate() {
        let off = correlation(&base, other);
        assert!(off.abs() < 4.5, "{which}: {off} deviations");
    }
}

/// How often each output bit flips, over many starts, when `flipped` is compared with `plain`.
fn assert_avalanche(name: &str, plain: impl Fn(u64) -> u64, flipped: impl Fn(u64, u32) -> u64) {
    const TRIALS: u64 = 400;
    let mut worst: f64 = 0.0;
    let mut all = 0;
    for bit in 0..64 {
        let mut flips = [0_u64; 64];
        for start in 0..TRIALS {
            let changed = plain(start) ^ flipped(start, bit);
            all += u64::from(changed.count_ones());
            for (place, count) in flips.iter_mut().enumerate() {
                *count += changed >> place & 1;
            }
        }
        let half = float(TRIALS) / 2.0;
        worst = flips
            .iter()
            .map(|&n| (float(n) - half).abs())
            .fold(worst, f64::max);
    }
    // A standard deviation is ten flips; of 4096 counts the worst lies near four of them.
    assert!(
        worst < 60.0,
        "{name}: an output bit is {worst} flips of {TRIALS} off a half"
    );
    let share = float(all) / (64.0 * 64.0 * float(TRIALS));
    assert!((share - 0.5).abs() < 0.002, "{name}: {share} of all bits flip");
}

#[test]
fn one_bit_in_flips_half_of_the_bits_out() {
    let luck = Luck::new(LUCK_SEED, 5);
    let word = |key: Key, ordinal: u64| luck.word(key, Purpose::Decide, ordinal);
    assert_avalanche("ordinal", |n| word(key(), n), |n, bit| word(key(), n ^ 1 << bit));
    assert_avalanche(
        "nth",
        |n| word(key().nth(n), 0),
        |n, bit| word(key().nth(n ^ 1 << bit), 0),
    );
    let replicated = |n: u64| Luck::new(LUCK_SEED, n).word(key(), Purpose::Decide, 0);
    assert_avalanche("replication", replicated, |n, bit| replicated(n ^ 1 << bit));
    let seeded = |n: u64| Luck::new(n, 5).word(key(), Purpose::Decide, 0);
    assert_avalanche("seed", seeded, |n, bit| seeded(n ^ 1 << bit));
}

#[test]
fn one_bit_of_a_written_id_flips_half_of_the_bits_out() {
    // Ids of eight letters or digits: the flipped bits of ASCII stay ASCII.
    let id = |n: u64, bit: Option<u32>| {
        let mut bytes = format!("{n:08}").into_bytes();
        if let Some(bit) = bit {
            bytes[usize::try_from(bit / 8).expect("small")] ^= 1 << (bit % 7);
        }
        Key::of(&String::from_utf8(bytes).expect("still ASCII")).bits()
    };
    assert_avalanche("id", |n| id(n, None), |n, bit| id(n, Some(bit)));
}

#[test]
fn a_million_ordinals_give_a_million_words() {
    let luck = Luck::new(LUCK_SEED, 0);
    let mut words: Vec<u64> = (0..1_000_000)
        .map(|n| luck.word(key(), Purpose::Sensor, n))
        .collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 1_000_000);
}

#[test]
fn all_causes_of_a_replication_have_words_of_their_own() {
    let purposes = [
        Purpose::Start,
        Purpose::Success,
        Purpose::Traversal,
        Purpose::Sensor,
        Purpose::Resample,
    ];
    let mut words = Vec::new();
    for replication in 0..10 {
        let luck = Luck::new(LUCK_SEED, replication);
        for entity in (0..200).map(|n| Key::of(&format!("node-{n}"))) {
            for purpose in purposes {
                words.extend((0..20).map(|n| luck.word(entity, purpose, n)));
            }
        }
    }
    let count = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), count);
}
