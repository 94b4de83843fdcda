//! Rank correlation, which orders assumptions by their influence.

/// Spearman's rank correlation of pairs, from -1 to 1, ties sharing their mean rank.
///
/// Reference: C. Spearman (1904), "The proof and measurement of association between two things", American
/// Journal of Psychology 15; with ties it is Pearson's correlation of the mid-ranks (Kendall 1948).
/// Assumption: the relation is monotone; what rises and falls again may score 0. Ranks are kept doubled, so
/// that all sums are whole numbers.
///
/// `None` when the lengths differ, a value is not a number, one side does not vary, or there are fewer than 2
/// pairs (n = 0 and 1). At n = 2 it is always -1 or 1, and says nothing.
pub fn correlation_spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() {
        return None;
    }
    let (x, y) = (doubled_ranks(x)?, doubled_ranks(y)?);
    // Doubled ranks are centred on n + 1, so that centred products need no further means.
    let centre = i128::try_from(x.len()).ok()? + 1;
    let product = |a: &[i128], b: &[i128]| {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a - centre) * (b - centre))
            .sum::<i128>()
    };
    let (xy, xx, yy) = (product(&x, &y), product(&x, &x), product(&y, &y));
    #[expect(
        clippy::cast_precision_loss,
        reason = "the result is a ratio: the nearest float is meant"
    )]
    let real = |sum: i128| sum as f64;
    (xx > 0 && yy > 0).then(|| (real(xy) / (real(xx) * real(yy)).sqrt()).clamp(-1.0, 1.0))
}

/// Twice the mid-rank of each value, in the order of `values`; `None` if one is not a number.
fn doubled_ranks(values: &[f64]) -> Option<Vec<i128>> {
    if values.iter().any(|value| value.is_nan()) {
        return None;
    }
    // Adding 0 makes -0 the same as 0, so that the total order ties them.
    let mut order: Vec<(f64, usize)> = values.iter().map(|value| value + 0.0).zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks: Vec<(usize, i128)> = Vec::with_capacity(order.len());
    for ties in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let before = i128::try_from(ranks.len()).ok()?;
        let doubled = 2 * before + i128::try_from(ties.len()).ok()? + 1;
        ranks.extend(ties.iter().map(|(_, place)| (*place, doubled)));
    }
    ranks.sort_unstable();
    Some(ranks.into_iter().map(|(_, rank)| rank).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monotone_pairs_score_one() {
        assert_eq!(
            correlation_spearman(&[1.0, 2.0, 5.0], &[0.1, 0.2, 9.0]),
            Some(1.0)
        );
        assert_eq!(correlation_spearman(&[1.0, 2.0], &[5.0, 4.0]), Some(-1.0));
    }

    #[test]
    fn what_does_not_vary_has_no_correlation() {
        assert_eq!(correlation_spearman(&[], &[]), None);
        assert_eq!(correlation_spearman(&[1.0], &[1.0]), None);
        assert_eq!(correlation_spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(correlation_spearman(&[0.0, -0.0], &[1.0, 2.0]), None);
        assert_eq!(correlation_spearman(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(correlation_spearman(&[1.0, f64::NAN], &[1.0, 2.0]), None);
    }

    #[test]
    fn ties_share_their_mean_rank() {
        assert_eq!(doubled_ranks(&[3.0, 1.0, 3.0, 2.0]), Some(vec![7, 2, 7, 4]));
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
        let tied = correlation_spearman(&[1.0, 2.0, 2.0, 3.0], &[1.0, 2.0, 3.0, 4.0]).unwrap();
        assert!((tied - 0.948_683_298).abs() < 1e-9);
    }
}
