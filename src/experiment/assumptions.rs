//! How far the figures move within what is not known (M7).

use crate::measure::estimate::{Reason, correlation_spearman};
use crate::measure::{Assumed, AssumptionRange, Figure, Figures, Judged, Verdict};
use crate::model::Exercise;

use super::design::{Point, all_at, corner, latin_hypercube};
use super::run::{Failure, Settings, run};

/// The design, in words.
const DESIGN: &str = "all inputs nominal, all low, all high, a Latin hypercube, and the two corners at which its rank \
                      correlations expect the best and the worst outrun rate; the same luck at every point";
/// How many points of the hypercube are enough to order a few dozen inputs.
pub const POINTS: usize = 64;
/// How many points are held in memory at once.
const AT_ONCE: usize = 8;
/// How many inputs are named beside a figure.
const NAMED: usize = 5;

/// What is moved, and how.
pub struct Assumptions<'a, E> {
    /// The ids of the inputs in use that have a range.
    pub inputs: &'a [String],
    /// How many points the hypercube has; [`POINTS`] is enough.
    pub points: usize,
    /// The alternative with its inputs at a point.
    pub at: &'a dyn Fn(&Point) -> Result<Exercise, E>,
}

/// Why assumptions could not be played.
#[derive(Debug)]
pub enum Trouble<E> {
    /// The threads could not be had.
    Threads(Failure),
    /// The alternative does not exist at a point.
    Point(E),
}

/// What the points say, one entry for each point.
struct Answers {
    points: Vec<Point>,
    estimates: Vec<Vec<Option<f64>>>,
    satisfied: Vec<Vec<Option<bool>>>,
}

/// Plays the design and writes into `figures`, beside each figure, its range over the assumptions and the inputs by
/// influence; an objective whose verdict flips becomes [`Verdict::Depends`].
///
/// The range holds the estimate itself. Influence is Spearman's rank correlation over the hypercube alone, where
/// inputs move independently; named are those above its two-sided 5 % limit under independence, 1.96 / √(K - 1), at
/// most five. At each point `settings.replications` are played. Stopped, it leaves the figures as they were.
///
/// # Errors
/// If the threads cannot be started, or the alternative cannot be made at a point.
pub fn play_assumptions<E>(
    nominal: &Exercise,
    figures: &mut Figures,
    assumptions: &Assumptions<'_, E>,
    settings: &Settings<'_>,
) -> Result<(), Trouble<E>> {
    let inputs = assumptions.inputs;
    let mut design = vec![Point::new(), all_at(inputs, 0.0), all_at(inputs, 1.0)];
    let corners = design.len();
    design.extend(latin_hypercube(inputs, assumptions.points, nominal.seed));
    let mut answers = Answers::new();
    if !answers.play(&design, assumptions, settings)? {
        return Ok(());
    }
    let cube = Cube::new(&answers, corners, inputs);
    // The outrun rate is the first figure.
    let influences = cube.influences(0);
    let further = [corner(&influences, false), corner(&influences, true)];
    if !answers.play(&further, assumptions, settings)? {
        return Ok(());
    }
    attach(
        figures,
        &answers,
        &Cube::new(&answers, corners, inputs).until(assumptions.points),
    );
    figures.assumptions = Some(Assumed {
        design: DESIGN,
        points: answers.points.len() as u64,
        replications: settings.replications.end - settings.replications.start,
        inputs: influences,
    });
    Ok(())
}

impl Answers {
    const fn new() -> Self {
        Self {
            points: Vec::new(),
            estimates: Vec::new(),
            satisfied: Vec::new(),
        }
    }

    /// Plays further points; whether it came to the end.
    fn play<E>(
        &mut self,
        points: &[Point],
        assumptions: &Assumptions<'_, E>,
        settings: &Settings<'_>,
    ) -> Result<bool, Trouble<E>> {
        for points in points.chunks(AT_ONCE) {
            let exercises: Result<Vec<Exercise>, E> =
                points.iter().map(|point| (assumptions.at)(point)).collect();
            let exercises = exercises.map_err(Trouble::Point)?;
            let played = run(&exercises, settings).map_err(Trouble::Threads)?;
            for ((exercise, played), point) in exercises.iter().zip(&played).zip(points) {
                if played.partial {
                    return Ok(false);
                }
                let mut figures = played.figures(exercise);
                self.satisfied.push(
                    figures
                        .objectives
                        .iter()
                        .map(|objective| objective.satisfied)
                        .collect(),
                );
                self.estimates.push(
                    figures
                        .figures_mut()
                        .into_iter()
                        .map(|figure| estimate(figure))
                        .collect(),
                );
                self.points.push(point.clone());
            }
        }
        Ok(true)
    }

    /// The estimates of one figure, by point.
    fn of(&self, figure: usize) -> impl Iterator<Item = Option<f64>> + '_ {
        self.estimates
            .iter()
            .map(move |estimates| estimates.get(figure).copied().flatten())
    }
}

/// The estimate, infinite where it lies beyond the horizon; nothing where there is none.
fn estimate(figure: &Figure) -> Option<f64> {
    match figure.luck.reason {
        Some(Reason::BeyondHorizon) if figure.luck.estimate.is_none() => Some(f64::INFINITY),
        _ => figure.luck.estimate,
    }
}

/// The points of the hypercube, in which inputs move independently.
struct Cube<'a> {
    answers: &'a Answers,
    skip: usize,
    take: usize,
    inputs: &'a [String],
}

impl<'a> Cube<'a> {
    fn new(answers: &'a Answers, skip: usize, inputs: &'a [String]) -> Self {
        Self {
            answers,
            skip,
            take: answers.points.len(),
            inputs,
        }
    }

    fn until(self, take: usize) -> Self {
        Self { take, ..self }
    }

    /// The inputs with their rank correlation with a figure, the strongest first; ties by id.
    fn influences(&self, figure: usize) -> Vec<(String, Option<f64>)> {
        let answers = self.answers.of(figure).skip(self.skip).take(self.take);
        let points = self.answers.points.iter().skip(self.skip).take(self.take);
        let known: Vec<(&Point, f64)> = points
            .zip(answers)
            .filter_map(|(point, answer)| Some((point, answer?)))
            .collect();
        let outcomes: Vec<f64> = known.iter().map(|(_, answer)| *answer).collect();
        let mut influences: Vec<(String, Option<f64>)> = self
            .inputs
            .iter()
            .map(|input| {
                let places: Vec<f64> = known
                    .iter()
                    .map(|(point, _)| point.get(input).copied().unwrap_or(0.5))
                    .collect();
                (input.clone(), correlation_spearman(&places, &outcomes))
            })
            .collect();
        let strength = |rho: Option<f64>| rho.map_or(-1.0, f64::abs);
        influences.sort_by(|a, b| {
            strength(b.1)
                .total_cmp(&strength(a.1))
                .then_with(|| a.0.cmp(&b.0))
        });
        influences
    }

    /// The inputs to be named beside a figure: the significant ones, or at least the strongest.
    fn named(&self, figure: usize) -> Vec<String> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a design has far fewer points than 2^53"
        )]
        let limit = 1.96 / (self.take.saturating_sub(1).max(1) as f64).sqrt();
        let influences = self.influences(figure).into_iter();
        let varying = influences.filter_map(|(input, rho)| Some((input, rho?.abs())));
        let named = varying
            .enumerate()
            .filter(|(place, (_, rho))| *place == 0 || *rho >= limit);
        named.take(NAMED).map(|(_, (input, _))| input).collect()
    }
}

fn attach(figures: &mut Figures, answers: &Answers, cube: &Cube<'_>) {
    let mut all = figures.figures_mut();
    for (place, figure) in all.iter_mut().enumerate() {
        figure.assumptions = range(figure, place, answers, cube);
    }
    for (place, objective) in figures.objectives.iter_mut().enumerate() {
        let flips = answers
            .satisfied
            .iter()
            .filter_map(|of| of.get(place).copied().flatten());
        depend(objective, flips);
    }
}

fn range(figure: &Figure, place: usize, answers: &Answers, cube: &Cube<'_>) -> Option<AssumptionRange> {
    let estimates = || answers.of(place).chain([estimate(figure)]).flatten();
    let low = estimates().min_by(f64::total_cmp)?;
    let high = estimates().max_by(f64::total_cmp)?;
    let finite = |end: f64| end.is_finite().then_some(end);
    Some(AssumptionRange {
        low: finite(low),
        high: finite(high),
        by: if low < high { cube.named(place) } else { Vec::new() },
    })
}

/// M7: an objective whose verdict flips depends on the inputs that move what it measures.
fn depend(objective: &mut Judged, mut at_points: impl Iterator<Item = bool>) {
    if at_points.any(|satisfied| objective.satisfied.is_some_and(|here| here != satisfied)) {
        objective.verdict = Verdict::Depends;
        let range = objective.measured.assumptions.as_ref();
        objective.depends_on = range.map(|range| range.by.clone()).unwrap_or_default();
        objective.settled_by = None;
    }
}
