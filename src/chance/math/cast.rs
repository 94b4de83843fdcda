//! Casts between whole numbers and floats, each with its promise.

use crate::time::SimDuration;

/// A whole number as a float: exact up to 2⁵³, the nearest float above.
#[expect(clippy::cast_precision_loss, reason = "the function's promise")]
#[inline]
pub const fn float_of(whole: u64) -> f64 {
    whole as f64
}

/// A count as a float: exact up to 2⁵³, the nearest float above.
#[expect(clippy::cast_precision_loss, reason = "the function's promise")]
#[inline]
pub const fn float_of_count(count: usize) -> f64 {
    count as f64
}

/// A signed whole number as a float: exact up to 2⁵³, the nearest float above.
#[expect(clippy::cast_precision_loss, reason = "the function's promise")]
#[inline]
pub const fn float_of_signed(whole: i64) -> f64 {
    whole as f64
}

/// Milliseconds as a float: exact up to 2⁵³ (285 000 years), the nearest float above.
#[expect(clippy::cast_precision_loss, reason = "the function's promise")]
#[inline]
pub const fn float_of_ms(duration: SimDuration) -> f64 {
    duration.as_millis() as f64
}

/// The nearest whole number of milliseconds, halves up (T3). Numbers that no duration can hold
/// become the nearest one it can, and what is not a number becomes zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a float cast saturates, and what it gives is a float again"
)]
#[inline]
pub fn round_to_ms(ms: f64) -> SimDuration {
    // Rounding down is cutting off, except below zero. The difference is exact, while adding a half before rounding down is not.
    let cut = ms as i64;
    let whole = cut.saturating_sub(i64::from(cut as f64 > ms));
    let up = i64::from(ms - whole as f64 >= 0.5);
    SimDuration::from_millis(whole.saturating_add(up))
}

/// The same kept between zero and a whole `limit` below 2⁵².
///
/// Above 2⁵² floats are whole numbers, so that adding 2⁵² rounds to the nearest, halves to the even one; a half that went down goes up.
#[inline]
pub fn round_to_ms_within(ms: f64, limit: f64) -> SimDuration {
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    // What is not a number is not above zero.
    let above_zero = if ms > 0.0 { ms } else { 0.0 };
    let kept = if above_zero < limit { above_zero } else { limit };
    let shifted = kept + WHOLE;
    let whole = (shifted.to_bits() - WHOLE.to_bits()).cast_signed();
    let up = i64::from(kept - (shifted - WHOLE) >= 0.5);
    SimDuration::from_millis(whole + up)
}

/// The position that a share of `0 <= share < 1` falls on among `count` of them, always below
/// `count` unless `count` is zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float cast saturates"
)]
#[inline]
pub fn position(share: f64, count: usize) -> usize {
    ((share * float_of_count(count)) as usize).min(count.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up() {
        for (ms, whole) in [
            (0.0, 0),
            (0.499_999_999_999_999_94, 0),
            (0.5, 1),
            (1.5, 2),
            (2.5, 3),
            (-0.5, 0),
            (-0.6, 0),
            (1e300, i64::MAX),
            (f64::INFINITY, i64::MAX),
            (f64::NAN, 0),
        ] {
            assert_eq!(round_to_ms(ms).as_millis(), whole, "{ms}");
        }
    }

    #[test]
    fn rounding_within_a_limit_is_rounding() {
        let awkward = [
            0.0,
            -0.0,
            -0.5,
            -3.0,
            0.499_999_999_999_999_94,
            0.5,
            1.5,
            2.5,
            4.999,
            1e13,
            3e300,
            f64::INFINITY,
            f64::NAN,
        ];
        let halves = (0..200_u32).flat_map(|n| {
            [0.5f64.next_down(), 0.5, 0.5f64.next_up()].map(|part| f64::from(n) * 977.0 + part)
        });
        for ms in awkward.into_iter().chain(halves) {
            for limit in [0, 2, 100_000, 31_556_952_000_000] {
                let kept = round_to_ms(ms).as_millis().clamp(0, limit);
                assert_eq!(
                    round_to_ms_within(ms, float_of_signed(limit)).as_millis(),
                    kept,
                    "{ms}"
                );
            }
        }
    }

    #[test]
    fn positions_stay_inside() {
        assert_eq!(position(0.0, 3), 0);
        assert_eq!(position(0.999, 3), 2);
        assert_eq!(position(1.0, 3), 2);
        assert_eq!(position(0.5, 0), 0);
    }
}
