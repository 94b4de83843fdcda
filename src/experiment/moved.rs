//! How far differences move within what is not known, and which verdicts flip there (M7).

use crate::measure::CONFIDENCE;
use crate::measure::compare::{Contrast, Judgement, Outcome, Pairs, contrasts};
use crate::model::Exercise;

use super::answers::Answers;
use super::assumptions::{ALONE, Trouble, moved};
use super::compare::{Compared, side};
use super::design::{Point, all_at, corner, latin_hypercube};
use super::influence::{Alone, Cube};
use super::run::{Played, Settings, run};
use super::threshold::without_false_alarms;
use super::variance::{Explained, Matrices, SHARING};

/// The design, in words.
const DESIGN: &str = "all inputs nominal, all low, all high, a Latin hypercube, for each alternative the two corners at which \
                      its rank correlations expect the greatest and the least difference of the outrun rate, the inputs that \
                      stand out each alone, low and high, and two matrices with mixtures (Jansen, Saltelli) over those that \
                      stand out most; baseline and alternatives with the same inputs and the same luck at every point";

/// What is moved, and how.
pub struct Moving<'a, E> {
    /// The ids of the inputs in use by any of them that have a range.
    pub inputs: &'a [String],
    /// How many points the hypercube has.
    pub points: usize,
    /// The baseline and then the alternatives, in the order in which they were compared, with their inputs at a point.
    pub at: &'a dyn Fn(&Point) -> Result<Vec<Exercise>, E>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedDifferences {
    /// The design, in words.
    pub design: &'static str,
    /// How many points.
    pub points: u64,
    /// How many replications at each.
    pub replications: u64,
    /// In the order in which they were compared.
    pub alternatives: Vec<MovedAlternative>,
}

/// What moves one alternative against the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedAlternative {
    /// For every measure, in the order in which they were compared; nothing: it has no difference.
    pub ranges: Vec<Option<Range>>,
    /// The inputs, the one with the strongest rank correlation with the difference of the outrun rate first.
    pub influences: Vec<MovedInfluence>,
}

/// How far a difference moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// The inputs that move it when they are moved alone, the most influential first.
    pub by: Vec<String>,
    /// The verdict does not hold everywhere.
    pub flips: bool,
}

/// How strongly an input moves the difference of the outrun rate.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedInfluence {
    /// The id of the input.
    pub input: String,
    /// Spearman's rank correlation with it over the hypercube.
    pub rank_correlation: Option<f64>,
    /// The difference with this input alone low, then high.
    pub alone: Option<(f64, f64)>,
    /// What it explains of the variance.
    pub explained: Option<Explained>,
}

/// Plays the design for a comparison; nothing: it was stopped, or there is nothing to compare.
///
/// A point counts by its difference from the nominal point, as in [`super::play_assumptions`].
///
/// # Errors
/// If the threads cannot be started, or an alternative cannot be made at a point.
pub fn move_differences<E>(
    (exercises, played): (&[Exercise], &[Played]),
    compared: &[Compared],
    moving: &Moving<'_, E>,
    settings: &Settings<'_>,
) -> Result<Option<MovedDifferences>, Trouble<E>> {
    let Some((baseline, first)) = exercises.first().zip(played.first()) else {
        return Ok(None);
    };
    let mut design = Design {
        asked: contrasts(baseline, first.reach_weight),
        answers: Answers::new(),
        moving,
        settings,
        false_alarms: true,
    };
    let Some(found) = design.explore(compared.len(), baseline.seed)? else {
        return Ok(None);
    };
    let of = |(place, one): (usize, &Compared)| design.moved(place, one, &found, baseline.seed);
    Ok(Some(MovedDifferences {
        design: DESIGN,
        points: design.answers.len() as u64,
        replications: settings.replications.end - settings.replications.start,
        alternatives: compared.iter().enumerate().map(of).collect(),
    }))
}

/// Points played, and what was asked there: of each alternative every contrast.
struct Design<'a, 's, E> {
    asked: Vec<Contrast>,
    answers: Answers,
    moving: &'a Moving<'a, E>,
    settings: &'a Settings<'s>,
    false_alarms: bool,
}

/// What the first points said.
struct Found {
    cube: std::ops::Range<usize>,
    alone: Alone,
    matrices: Option<Matrices>,
}

impl<E> Design<'_, '_, E> {
    /// Where a contrast of an alternative stands among the answers.
    fn figure(&self, alternative: usize, contrast: usize) -> usize {
        alternative * self.asked.len() + contrast
    }

    fn cube(&self, points: &std::ops::Range<usize>) -> Cube<'_> {
        Cube {
            answers: &self.answers,
            points: points.clone(),
            inputs: self.moving.inputs,
        }
    }

    /// Plays the whole design; nothing: it was stopped.
    fn explore(&mut self, alternatives: usize, seed: u64) -> Result<Option<Found>, Trouble<E>> {
        let inputs = self.moving.inputs;
        let mut points = vec![Point::new()];
        if !inputs.is_empty() {
            points.extend([all_at(inputs, 0.0), all_at(inputs, 1.0)]);
            points.extend(latin_hypercube(inputs, self.moving.points, seed));
        }
        let cube = 3.min(points.len())..points.len();
        if !self.play(&points)? {
            return Ok(None);
        }
        let (candidates, sharing) = self.candidates(&cube, alternatives);
        let mut further: Vec<Point> = (0..alternatives)
            .flat_map(|alternative| {
                let influences = self.cube(&cube).influences(self.figure(alternative, 0));
                [corner(&influences, false), corner(&influences, true)]
            })
            .collect();
        let alone = Alone::new(&candidates, self.answers.len() + further.len());
        further.extend(Alone::points(&candidates));
        if !self.play(&further)? {
            return Ok(None);
        }
        let matrices = (!sharing.is_empty()).then(|| Matrices::new(&sharing, self.answers.len()));
        // The shares are of the outrun rate, which is of incidents alone.
        self.false_alarms = false;
        if matrices.is_some() && !self.play(&Matrices::points(&sharing, seed))? {
            return Ok(None);
        }
        Ok(Some(Found {
            cube,
            alone,
            matrices,
        }))
    }

    /// The inputs that stand out in any difference, those of outrun rates first; and of these the first.
    fn candidates(&self, cube: &std::ops::Range<usize>, alternatives: usize) -> (Vec<String>, Vec<String>) {
        let standing = |contrast: usize| {
            let of = move |alternative| self.cube(cube).standing_out(self.figure(alternative, contrast));
            (0..alternatives).flat_map(of)
        };
        let mut candidates: Vec<String> = Vec::new();
        let mut sharing = Vec::new();
        for contrast in 0..self.asked.len() {
            for input in standing(contrast) {
                if candidates.len() < ALONE && !candidates.contains(&input) {
                    candidates.push(input);
                }
            }
            if contrast == 0 {
                sharing = candidates.iter().take(SHARING).cloned().collect();
            }
        }
        (candidates, sharing)
    }

    /// Plays further points; whether it came to the end.
    fn play(&mut self, points: &[Point]) -> Result<bool, Trouble<E>> {
        for point in points {
            let mut exercises = (self.moving.at)(point).map_err(Trouble::Point)?;
            if !self.false_alarms {
                exercises = exercises.iter().map(without_false_alarms).collect();
            }
            let played = run(&exercises, self.settings).map_err(Trouble::Threads)?;
            if played.iter().any(|one| one.partial) {
                return Ok(false);
            }
            self.answers
                .push(point.clone(), self.differences(&exercises, &played));
        }
        Ok(true)
    }

    fn differences(&self, exercises: &[Exercise], played: &[Played]) -> Vec<Option<f64>> {
        let mut both = exercises.iter().zip(played);
        let Some(baseline) = both.next() else {
            return Vec::new();
        };
        both.flat_map(|alternative| {
            let pairs = Pairs {
                baseline: side(baseline),
                alternative: side(alternative),
            };
            // Of the matrices only the outrun rate is asked, which is the first.
            let most = if self.false_alarms { self.asked.len() } else { 1 };
            let asked = self.asked.iter().take(most);
            let asked: Vec<Option<f64>> = asked
                .map(|contrast| pairs.sample(contrast).difference(CONFIDENCE).estimate)
                .collect();
            padded(asked, self.asked.len())
        })
        .collect()
    }

    fn moved(&self, place: usize, one: &Compared, found: &Found, seed: u64) -> MovedAlternative {
        let measures = one.measures.iter().enumerate();
        let ranges = measures.map(|(contrast, measure)| {
            let figure = self.figure(place, contrast);
            let full = measure.difference.estimate?;
            let standing = self.cube(&found.cube).standing_out(figure);
            let (low, high) = self.range(figure, full);
            Some(Range {
                low,
                high,
                flips: flips((&measure.judgement, &measure.contrast), low, high),
                by: found.alone.movers(&self.answers, figure, standing),
            })
        });
        let ranges = ranges.collect();
        let rate = self.figure(place, 0);
        let influences = self.cube(&found.cube).influences(rate).into_iter();
        let influence = |(input, rho): (String, Option<f64>)| {
            let matrices = found.matrices.as_ref();
            MovedInfluence {
                rank_correlation: rho,
                alone: found.alone.ends(&self.answers, rate, &input),
                explained: matrices.and_then(|of| of.explained(&self.answers, rate, &input, seed)),
                input,
            }
        };
        MovedAlternative {
            ranges,
            influences: influences.map(influence).collect(),
        }
    }

    fn range(&self, figure: usize, full: f64) -> (f64, f64) {
        let mut at_points = self.answers.of(figure);
        let Some(nominal) = at_points.next().flatten() else {
            return (full, full);
        };
        let all = at_points.flatten().map(|at| moved(full, nominal, at));
        all.fold((full, full), |(low, high), at| (low.min(at), high.max(at)))
    }
}

/// What was not asked has no answer.
fn padded(mut answers: Vec<Option<f64>>, length: usize) -> Vec<Option<f64>> {
    answers.resize(length, None);
    answers
}

/// A verdict flips where the difference leaves its side, or the margin that it was said to be within.
fn flips((judgement, contrast): (&Judgement, &Contrast), low: f64, high: f64) -> bool {
    let worst = if contrast.more_is_better { low } else { -high };
    let best = if contrast.more_is_better { high } else { -low };
    match judgement.outcome {
        Outcome::Better => worst <= 0.0,
        Outcome::Worse => best >= 0.0,
        Outcome::NoPracticalDifference => low < -judgement.margin || high > judgement.margin,
        Outcome::NotEnough | Outcome::NotComparable => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Contrast, Judgement, Outcome, flips};
    use crate::measure::Scale;
    use crate::measure::compare::Kind;

    #[test]
    fn verdicts_flip_where_their_side_is_left() {
        let contrast = |more_is_better| Contrast {
            name: "a measure".to_owned(),
            more_is_better,
            kind: Kind::Mean,
            false_alarms: false,
            heading: String::new(),
            scale: Scale::Number,
        };
        let judged = |outcome| Judgement {
            outcome,
            margin: 0.5,
            needed: None,
        };
        for (outcome, more, (low, high), expected) in [
            (Outcome::Better, true, (0.1, 0.9), false),
            (Outcome::Better, true, (-0.1, 0.9), true),
            (Outcome::Better, false, (-0.9, -0.1), false),
            (Outcome::Better, false, (-0.9, 0.1), true),
            (Outcome::Worse, true, (-0.9, -0.1), false),
            (Outcome::Worse, false, (-0.1, 0.9), true),
            (Outcome::NoPracticalDifference, true, (-0.4, 0.4), false),
            (Outcome::NoPracticalDifference, true, (-0.4, 0.6), true),
            (Outcome::NotEnough, true, (-9.0, 9.0), false),
        ] {
            let of = (&judged(outcome), &contrast(more));
            assert_eq!(flips(of, low, high), expected, "{outcome:?} {more} {low} {high}");
        }
    }
}
