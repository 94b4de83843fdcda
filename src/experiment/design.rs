//! Where the inputs stand at each point of the design over assumptions (M7).

use std::collections::BTreeMap;

use crate::chance::{Key, Luck, Purpose};

/// Where inputs stand in their ranges, 0 to 1, by id; what is not named stands at its nominal value.
pub type Point = BTreeMap<String, f64>;

/// A Latin hypercube: of each input every one of `points` equal strata of its range is played once.
///
/// Reference: M. D. `McKay`, R. J. Beckman and W. J. Conover (1979), "A comparison of three methods for selecting
/// values of input variables in the analysis of output from a computer code", Technometrics 21. The strata of an
/// input are shuffled, and the place within each drawn, by the input's own stream (T4): a further input moves none
/// of the others.
pub fn latin_hypercube(inputs: &[String], points: usize, seed: u64) -> Vec<Point> {
    // Replications count from 1, so the luck of number 0 is free for the design.
    let luck = Luck::new(seed, 0);
    let mut design = vec![Point::new(); points];
    for input in inputs {
        let key = Key::of(input);
        let mut strata: Vec<(u64, usize)> = (0..points)
            .map(|stratum| (luck.word(key, Purpose::Assumption, stratum as u64), stratum))
            .collect();
        strata.sort_unstable();
        for (point, (_, stratum)) in design.iter_mut().zip(strata) {
            let within = luck.uniform(key.nth(1), Purpose::Assumption, stratum as u64);
            point.insert(input.clone(), (real(stratum) + within) / real(points));
        }
    }
    design
}

/// All inputs at one place of their ranges.
pub fn all_at(inputs: &[String], place: f64) -> Point {
    inputs.iter().map(|input| (input.clone(), place)).collect()
}

/// The corner to which the signs of the influences point, or, `worst`, the one opposite; an input without influence
/// stays at its nominal value.
pub fn corner(influences: &[(String, Option<f64>)], worst: bool) -> Point {
    let sign = if worst { -1.0 } else { 1.0 };
    let pointing = influences.iter().filter_map(|(input, rho)| {
        let rho = rho.filter(|rho| *rho != 0.0)?;
        Some((input.clone(), if rho * sign > 0.0 { 1.0 } else { 0.0 }))
    });
    pointing.collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a design has far fewer points than 2^53"
)]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs() -> Vec<String> {
        ["a", "b", "c"].map(String::from).into()
    }

    #[test]
    fn every_stratum_of_every_input_is_played_once() {
        let design = latin_hypercube(&inputs(), 20, 7);
        for input in inputs() {
            let mut places: Vec<f64> = design.iter().map(|point| point[&input] * 20.0).collect();
            places.sort_by(f64::total_cmp);
            for (stratum, place) in places.into_iter().enumerate() {
                assert!((real(stratum)..real(stratum + 1)).contains(&place), "{place}");
            }
        }
    }

    #[test]
    fn a_further_input_moves_none_of_the_others() {
        let two = latin_hypercube(&inputs()[..2], 9, 7);
        let three = latin_hypercube(&inputs(), 9, 7);
        for (two, mut three) in two.iter().zip(three) {
            three.remove("c");
            assert_eq!(*two, three);
        }
        assert_ne!(two, latin_hypercube(&inputs()[..2], 9, 8));
    }

    #[test]
    fn corners_follow_the_signs() {
        let influences = [
            ("a".to_owned(), Some(-0.5)),
            ("b".to_owned(), Some(0.1)),
            ("c".to_owned(), None),
        ];
        let best = corner(&influences, false);
        assert_eq!(
            (best.get("a"), best.get("b"), best.get("c")),
            (Some(&0.0), Some(&1.0), None)
        );
        assert_eq!(corner(&influences, true).get("a"), Some(&1.0));
    }
}
