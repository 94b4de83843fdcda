//! The mathematics of chance is right to the last digits, and the same on every platform.
#![expect(
    clippy::unreadable_literal,
    clippy::excessive_precision,
    reason = "reference values as printed"
)]

use outrun::chance::math;
use proptest::prelude::{Strategy, prop_assert, proptest};
use statrs::distribution::{Beta, ContinuousCDF, Gamma, Normal};

// All reference values were computed with mpmath at 60 digits.
const NORMAL_QUANTILE: &[(f64, f64)] = &[
    (1e-300, -37.0470962993611992),
    (1e-100, -21.2734535609653243),
    (1e-20, -9.26234008979840758),
    (5.5e-17, -8.29346101594050817),
    (1e-10, -6.3613409024040562),
    (1e-05, -4.26489079392282461),
    (0.001, -3.09023230616781354),
    (0.02425, -1.97296105131188484),
    (0.05, -1.64485362695147269),
    (0.075, -1.43953147093845593),
    (0.0750001, -1.43953076450172969),
    (0.1, -1.28155156554460044),
    (0.25, -0.674489750196081743),
    (0.4999, -0.000250662830088007492),
    (0.6, 0.253347103135799741),
    (0.9, 1.28155156554460059),
    (0.925, 1.43953147093845623),
    (0.95, 1.64485362695147228),
    (0.975, 1.95996398454005386),
    (0.999, 3.09023230616781328),
    (0.9999999999999999, 8.20953615160138686),
];
const NORMAL_CDF: &[(f64, f64)] = &[
    (-30.0, 4.90671392714818706e-198),
    (-8.0, 6.22096057427178412e-16),
    (-3.0, 0.00134989803163009453),
    (-1.96, 0.0249978951482204362),
    (-1.0, 0.158655253931457051),
    (-0.1, 0.460172162722971016),
    (0.0, 0.5),
    (0.5, 0.691462461274013104),
    (1.0, 0.841344746068542949),
    (2.0, 0.977249868051820793),
    (5.0, 0.999999713348428121),
];
const LN_GAMMA: &[(f64, f64)] = &[
    (1e-08, 18.4206807381802089),
    (0.01, 4.5994798780420217),
    (0.5, 0.572364942924700087),
    (1.5, -0.120782237635245222),
    (1.999, -0.000422461800692107284),
    (2.0001, 0.0000422816581129199463),
    (3.5, 1.20097360234707422),
    (10.5, 13.9406252194037636),
    (100.0, 359.134205369575399),
    (12345.678, 103959.91990554606),
    (10000000.0, 151180949.369473914),
];
/// Shape, x, P, Q.
const GAMMA_PQ: &[(f64, f64, f64, f64)] = &[
    (0.01, 1e-30, 0.504047272859995453, 0.495952727140004547),
    (0.01, 1e-05, 0.896336798267197201, 0.103663201732802799),
    (0.01, 0.5, 0.994373243806032816, 0.00562675619396718415),
    (0.5, 0.1, 0.34527915398142298, 0.65472084601857702),
    (0.5, 3.0, 0.98569412156457036, 0.0143058784354296395),
    (1.0, 1.0, 0.632120558828557678, 0.367879441171442322),
    (2.5, 0.01, 2.98760153190659384e-6, 0.999997012398468093),
    (2.5, 2.0, 0.450584048647219767, 0.549415951352780233),
    (2.5, 20.0, 0.999999850663209995, 1.49336790005039518e-7),
    (10.0, 10.0, 0.542070285528147792, 0.457929714471852208),
    (14.99, 12.0, 0.228793075545572694, 0.771206924454427306),
    (15.01, 18.0, 0.79119766880133811, 0.20880233119866189),
    (100.0, 80.0, 0.0171083130351331142, 0.982891686964866886),
    (100.0, 130.0, 0.997249591632693474, 0.00275040836730652628),
    (10000.0, 9900.0, 0.158651192193564657, 0.841348807806435343),
    (10000.0, 10300.0, 0.998529505103614319, 0.00147049489638568128),
    (1000000.0, 1001500.0, 0.933138895764102238, 0.0668611042358977625),
];
/// a, b, x, I.
const BETA: &[(f64, f64, f64, f64)] = &[
    (0.01, 0.01, 0.3, 0.495823613602382034),
    (0.5, 0.5, 0.1, 0.204832764699133458),
    (0.5, 0.5, 1e-10, 6.36619772378191684e-6),
    (1.0, 1.0, 0.3, 0.299999999999999989),
    (2.0, 3.0, 0.4, 0.524800000000000038),
    (2.0, 30.0, 0.001, 0.000456103719021682629),
    (0.5, 1000.5, 0.0001, 0.345327587826038483),
    (30.0, 2.0, 0.9, 0.169564633100864911),
    (100.5, 400.5, 0.2, 0.495533402439155005),
    (100.5, 400.5, 0.3, 0.999999795813942366),
    (950.0, 50.0, 0.94, 0.0790566539011400392),
    (9500.5, 500.5, 0.949, 0.32666615309130618),
    (250000.5, 750000.5, 0.2495, 0.123961827057621095),
];

fn assert_near(found: f64, wanted: f64, relative: f64, what: &str) {
    let error = (found - wanted).abs();
    assert!(
        error <= relative * wanted.abs(),
        "{what}: found {found:e}, wanted {wanted:e}, off by {error:e}"
    );
}

#[test]
fn the_normal_law_agrees_with_sixty_digits() {
    for &(p, z) in NORMAL_QUANTILE {
        assert_near(math::normal_quantile(p), z, 2e-15, &format!("quantile at {p:e}"));
    }
    for &(x, p) in NORMAL_CDF {
        // The tail multiplies the rounding of x by x squared.
        assert_near(
            math::normal_cdf(x),
            p,
            1e-15 * (1.0 + x * x),
            &format!("cdf at {x}"),
        );
    }
}

#[test]
fn the_gamma_law_agrees_with_sixty_digits() {
    for &(x, wanted) in LN_GAMMA {
        assert_near(math::ln_gamma(x), wanted, 1e-14, &format!("ln gamma at {x}"));
    }
    for &(shape, x, p, q) in GAMMA_PQ {
        assert_near(math::gamma_p(shape, x), p, 1e-14, &format!("P({shape}, {x})"));
        assert_near(math::gamma_q(shape, x), q, 1e-13, &format!("Q({shape}, {x})"));
    }
}

#[test]
fn the_beta_law_agrees_with_sixty_digits() {
    for &(a, b, x, wanted) in BETA {
        assert_near(
            math::beta_inc(a, b, x),
            wanted,
            1e-13,
            &format!("I({x}; {a}, {b})"),
        );
        assert_near(
            math::beta_inc(b, a, 1.0 - x),
            1.0 - wanted,
            1e-9,
            &format!("mirrored I({x}; {a}, {b})"),
        );
    }
}

#[test]
fn the_exponential_is_within_two_units_in_the_last_place() {
    let near = |x: f64| {
        let (ours, theirs) = (math::exp(x), libm::exp(x));
        let units = ours.to_bits().abs_diff(theirs.to_bits());
        assert!(units <= 2, "exp({x}) is {ours}, {units} units from {theirs}");
    };
    for step in -70_000_i32..=70_000 {
        near(f64::from(step) * 0.010_037);
    }
    for edge in [
        0.0,
        -0.0,
        699.999_999,
        -699.999_999,
        700.0,
        -700.0,
        709.7,
        -745.0,
        1e300,
        -1e300,
    ] {
        near(edge);
    }
    assert!(math::exp(f64::NAN).is_nan());
    assert_eq!(
        (math::exp(f64::INFINITY), math::exp(f64::NEG_INFINITY)),
        (f64::INFINITY, 0.0)
    );
}

#[test]
fn our_logarithm_has_the_bits_of_libm() {
    let edge = f64::from_bits(0x3fe6_a09e_0000_0000);
    let awkward = [
        [0.0, -0.0, 1.0, -1.0],
        [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX],
        [
            f64::MIN_POSITIVE,
            f64::MIN_POSITIVE.next_down(),
            f64::from_bits(1),
            2.0,
        ],
        [edge, edge.next_down(), 2.0 * edge, (2.0 * edge).next_down()],
    ];
    let mut word: u64 = 1;
    let words = std::iter::repeat_with(|| {
        word = word.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        word ^ word >> 29
    });
    // Any bits at all, and the bits of what is between a half and one, as most draws are.
    let any = words.take(1_000_000).flat_map(|word| {
        let share = f64::from_bits(0x3fe0_0000_0000_0000 | word >> 12);
        [f64::from_bits(word), share, 1.0 - share]
    });
    for x in awkward.into_iter().flatten().chain(any) {
        let (ours, theirs) = (math::ln(x), libm::log(x));
        assert!(
            ours.to_bits() == theirs.to_bits() || ours.is_nan() && theirs.is_nan(),
            "{x:e}"
        );
    }
}

#[test]
fn elementary_functions_have_pinned_bits() {
    // If one of these fails on a platform, no result of ours is the same there.
    let bits = [
        math::ln(0.3),
        math::exp(-12.34),
        math::pow(7.7, 0.123),
        math::sqrt(2.0),
        math::log10(123.0),
        math::ln_1p(1e-7),
        math::normal_quantile(0.017),
        math::normal_cdf(-1.234),
        math::gamma_quantile(2.5, 0.9),
        math::beta_quantile(3.5, 1.5, 0.1),
    ]
    .map(f64::to_bits);
    assert_eq!(bits, PINNED);
}

const PINNED: [u64; 10] = [
    0xbff34378fcbda721,
    0x3ed257c2c1ce3704,
    0x3ff490ffc9b0a054,
    0x3ff6a09e667f3bcd,
    0x4000b8202bcb00ec,
    0x3e7ad7f2843813db,
    0xc000f5e82564f1a8,
    0x3fbbcd4e0528f977,
    0x40127903c5857cdb,
    0x3fdb9dcf99b03f91,
];

#[test]
fn outside_its_domain_a_function_says_so() {
    for nan in [
        math::normal_quantile(-0.1),
        math::normal_quantile(1.1),
        math::normal_quantile(f64::NAN),
        math::gamma_p(0.0, 1.0),
        math::gamma_p(1.0, -1.0),
        math::gamma_quantile(1.0, 1.5),
        math::gamma_quantile(f64::NAN, 0.5),
        math::beta_inc(1.0, 0.0, 0.5),
        math::beta_inc(1.0, 1.0, 1.5),
        math::beta_quantile(-1.0, 1.0, 0.5),
    ] {
        assert!(nan.is_nan());
    }
    assert!(math::normal_quantile(0.0) <= f64::NEG_INFINITY);
    assert!(math::normal_quantile(1.0) >= f64::INFINITY);
    assert!(math::gamma_quantile(3.0, 1.0) >= f64::INFINITY);
    assert_eq!(math::gamma_p(3.0, f64::INFINITY).to_bits(), 1.0_f64.to_bits());
    assert_eq!(math::beta_quantile(3.0, 2.0, 1.0).to_bits(), 1.0_f64.to_bits());
}

/// Numbers spread evenly over powers of ten.
fn magnitudes(lowest: f64, highest: f64) -> impl Strategy<Value = f64> {
    (lowest..highest).prop_map(|exponent| math::pow(10.0, exponent))
}

proptest! {
    #[test]
    fn quantiles_undo_the_normal_law(z in -30.0..0.0_f64) {
        let p = math::normal_cdf(z);
        prop_assert!((p - Normal::new(0.0, 1.0).expect("standard").cdf(z)).abs() <= 1e-10);
        prop_assert!((math::normal_quantile(p) - z).abs() <= 1e-13);
    }

    #[test]
    fn quantiles_undo_the_gamma_law(shape in magnitudes(-2.0, 5.0), p in 1e-12..1.0_f64) {
        let x = math::gamma_quantile(shape, p);
        if x > 1e-290 {
            prop_assert!((math::gamma_p(shape, x) - p).abs() <= 1e-12 * p.max(1e-3), "x = {x:e}");
        }
    }

    #[test]
    fn the_gamma_law_is_the_one_others_have(shape in magnitudes(-1.0, 3.0), ratio in 0.01..5.0_f64) {
        let others = Gamma::new(shape, 1.0).expect("a gamma law").cdf(shape * ratio);
        prop_assert!((math::gamma_p(shape, shape * ratio) - others).abs() <= 1e-9);
    }

    #[test]
    fn quantiles_undo_the_beta_law(
        a in magnitudes(-1.0, 5.0),
        b in magnitudes(-1.0, 5.0),
        p in 1e-9..(1.0 - 1e-9),
    ) {
        let x = math::beta_quantile(a, b, p);
        prop_assert!((0.0..=1.0).contains(&x));
        // Where x rounds to the end of the line the law is steeper than floats are fine.
        let (before, after) = (math::beta_inc(a, b, (x * (1.0 - 1e-12) - 1e-15).max(0.0)), math::beta_inc(a, b, (x * (1.0 + 1e-12) + 1e-15).min(1.0)));
        prop_assert!(before <= p * (1.0 + 1e-9) && p <= after * (1.0 + 1e-9), "x = {x:e}: {before:e}, {after:e}");
    }

    #[test]
    fn the_beta_law_is_the_one_others_have(a in magnitudes(-1.0, 3.0), b in magnitudes(-1.0, 3.0), x in 0.0..1.0_f64) {
        let others = Beta::new(a, b).expect("a beta law").cdf(x);
        prop_assert!((math::beta_inc(a, b, x) - others).abs() <= 1e-9);
    }
}
