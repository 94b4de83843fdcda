//! How far the figures move within what is not known (M7).

use crate::measure::{Assumed, AssumptionRange, Figure, Figures, Influence, Judged, Verdict};
use crate::model::Exercise;

use super::answers::{Answers, estimate};
use super::design::{Point, all_at, corner, latin_hypercube};
use super::influence::{Alone, Cube};
use super::run::{Failure, Settings};
use super::variance::{Matrices, SHARING};

/// The design, in words.
const DESIGN: &str = "all inputs nominal, all low, all high, a Latin hypercube, the two corners at which its rank \
                      correlations expect the best and the worst outrun rate, the inputs that stand out in it each \
                      alone, low and high, and two matrices with mixtures (Jansen, Saltelli) over those that move the \
                      outrun rate; the same luck at every point";
/// How many points of the hypercube are enough to order a few dozen inputs.
pub const POINTS: usize = 64;
/// How many inputs are moved alone.
pub(super) const ALONE: usize = 16;
/// The outrun rate is the first figure.
const OUTRUN_RATE: usize = 0;

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

/// Plays the design and writes into `figures`, beside each figure, its range over the assumptions and the inputs that
/// move it; an objective whose verdict flips within the range becomes [`Verdict::Depends`].
///
/// At each point `settings.replications` are played, fewer than for the figures as a rule. So that the range holds no
/// luck, a point counts by its difference from the nominal point, which is played with the same replications; the
/// range is the estimate with the differences added. An input is named beside a figure if its rank correlation over
/// the hypercube stands out among those of all inputs, and it moves the figure when it is moved alone. Where no input has
/// a range nothing is played, and every range is the estimate. Stopped, it leaves the figures as they were.
///
/// # Errors
/// If the threads cannot be started, or the alternative cannot be made at a point.
pub fn play_assumptions<E>(
    nominal: &Exercise,
    figures: &mut Figures,
    assumptions: &Assumptions<'_, E>,
    settings: &Settings<'_>,
) -> Result<(), Trouble<E>> {
    let mut answers = Answers::new();
    let inputs = assumptions.inputs;
    if inputs.is_empty() {
        attach(figures, &answers, |_| Vec::new());
        figures.assumptions = Some(assumed(&answers, settings, Vec::new()));
        return Ok(());
    }
    let mut design = vec![Point::new(), all_at(inputs, 0.0), all_at(inputs, 1.0)];
    let cube = design.len()..design.len() + assumptions.points;
    design.extend(latin_hypercube(inputs, assumptions.points, nominal.seed));
    if !answers.play(&design, assumptions, settings)? {
        return Ok(());
    }
    let found = Found::new(&answers, cube, inputs, figures);
    let further = [corner(&found.influences, false), corner(&found.influences, true)];
    let first = answers.len() + further.len();
    let alone = Alone::new(&found.candidates, first);
    let further: Vec<Point> = further
        .into_iter()
        .chain(Alone::points(&found.candidates))
        .collect();
    if !answers.play(&further, assumptions, settings)? {
        return Ok(());
    }
    let Some(matrices) = matrices(&mut answers, &found, (assumptions, settings), nominal.seed)? else {
        return Ok(());
    };
    attach(figures, &answers, |figure| {
        let standing_out = found.standing_out.get(figure).cloned().unwrap_or_default();
        alone.movers(&answers, figure, standing_out)
    });
    let influence = |(input, rho): (String, Option<f64>)| Influence {
        alone: alone.ends(&answers, OUTRUN_RATE, &input),
        on_outrun_rate: rho,
        explained: matrices
            .explained(&answers, OUTRUN_RATE, &input, nominal.seed)
            .map(|of| (of.first_order, of.total)),
        input,
    };
    let influences = found.influences.into_iter().map(influence).collect();
    figures.assumptions = Some(assumed(&answers, settings, influences));
    Ok(())
}

/// Plays the matrices over the inputs that stand out in the outrun rate; nothing: it was stopped.
fn matrices<E>(
    answers: &mut Answers,
    found: &Found,
    (assumptions, settings): (&Assumptions<'_, E>, &Settings<'_>),
    seed: u64,
) -> Result<Option<Matrices>, Trouble<E>> {
    let standing_out = found.standing_out.get(OUTRUN_RATE).into_iter().flatten();
    let sharing: Vec<String> = standing_out.take(SHARING).cloned().collect();
    let matrices = Matrices::new(&sharing, answers.len());
    let points = if sharing.is_empty() {
        Vec::new()
    } else {
        Matrices::points(&sharing, seed)
    };
    let ended = answers.play_first(&points, assumptions, settings)?;
    Ok(ended.then_some(matrices))
}

/// What the hypercube says.
struct Found {
    /// The inputs by their rank correlation with the outrun rate, the strongest first.
    influences: Vec<(String, Option<f64>)>,
    /// The inputs that stand out, by figure.
    standing_out: Vec<Vec<String>>,
    /// The inputs that stand out anywhere and are to be moved alone: those of the outrun rate and of objectives
    /// first.
    candidates: Vec<String>,
}

impl Found {
    fn new(
        answers: &Answers,
        points: std::ops::Range<usize>,
        inputs: &[String],
        figures: &mut Figures,
    ) -> Self {
        let cube = Cube {
            answers,
            points,
            inputs,
        };
        let count = figures.figures_mut().len();
        let standing_out: Vec<Vec<String>> = (0..count).map(|figure| cube.standing_out(figure)).collect();
        // What was measured for the objectives stands at the end of all figures.
        let (others, of_objectives) = standing_out.split_at(count.saturating_sub(figures.objectives.len()));
        let wanted = others
            .iter()
            .take(1)
            .chain(of_objectives)
            .chain(others.iter().skip(1));
        let mut candidates: Vec<String> = Vec::new();
        for input in wanted.flatten() {
            if candidates.len() < ALONE && !candidates.contains(input) {
                candidates.push(input.clone());
            }
        }
        Self {
            influences: cube.influences(OUTRUN_RATE),
            standing_out,
            candidates,
        }
    }
}

fn assumed(answers: &Answers, settings: &Settings<'_>, inputs: Vec<Influence>) -> Assumed {
    Assumed {
        design: DESIGN,
        points: answers.len() as u64,
        replications: settings.replications.end - settings.replications.start,
        inputs,
    }
}

fn attach(figures: &mut Figures, answers: &Answers, by: impl Fn(usize) -> Vec<String>) {
    for (place, figure) in figures.figures_mut().into_iter().enumerate() {
        figure.assumptions = range(figure, answers.of(place)).map(|(low, high)| AssumptionRange {
            low: low.is_finite().then_some(low),
            high: high.is_finite().then_some(high),
            by: if low < high { by(place) } else { Vec::new() },
        });
    }
    for objective in &mut figures.objectives {
        depend(objective);
    }
}

/// The lowest and the highest of a figure: its estimate, and that with each point's difference from the nominal one,
/// which is the first.
fn range(figure: &Figure, mut at_points: impl Iterator<Item = Option<f64>>) -> Option<(f64, f64)> {
    let full = estimate(figure)?;
    let nominal = at_points.next().flatten();
    let within = |at: f64| {
        if at.is_finite() {
            at.clamp(0.0, figure.most)
        } else {
            at
        }
    };
    let moved = at_points.filter_map(|at| Some(within(moved(full, nominal?, at?))));
    let (mut low, mut high) = (full, full);
    for at in moved {
        low = low.min(at);
        high = high.max(at);
    }
    Some((low, high))
}

/// The full estimate with the difference between a point and the nominal one, of the same luck.
///
/// What lies beyond the horizon has no difference: there the point itself counts, on its side of the estimate.
pub(super) fn moved(full: f64, nominal: f64, at: f64) -> f64 {
    if at.total_cmp(&nominal).is_eq() {
        full
    } else if full.is_finite() && nominal.is_finite() && at.is_finite() {
        full + (at - nominal)
    } else if at < nominal {
        full.min(at)
    } else {
        full.max(at)
    }
}

/// M7: an objective that holds at one end of the range and not at the other depends on what moves it.
fn depend(objective: &mut Judged) {
    let Some(range) = &objective.measured.assumptions else {
        return;
    };
    let holds = |end: Option<f64>| objective.holds(end.unwrap_or(f64::INFINITY));
    if holds(range.low) != holds(range.high) {
        objective.depends_on.clone_from(&range.by);
        objective.verdict = Verdict::Depends;
        objective.settled_by = None;
    }
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_point_counts_by_its_difference_from_the_nominal_one() {
        assert!((moved(0.2, 0.3, 0.5) - 0.4).abs() < 1e-12);
        assert!((moved(7.0, 9.0, 9.0) - 7.0).abs() < 1e-12, "no luck is left");
    }

    #[test]
    fn beyond_the_horizon_there_are_no_differences() {
        let never = f64::INFINITY;
        let same = |a: f64, b: f64| assert_eq!(a.total_cmp(&b), std::cmp::Ordering::Equal, "{a} {b}");
        same(moved(never, never, never), never);
        same(moved(3.0, never, never), 3.0);
        same(moved(never, never, 5.0), 5.0);
        same(moved(3.0, 2.0, never), never);
        same(moved(never, 8.0, 5.0), 5.0);
        same(moved(3.0, never, 5.0), 3.0);
    }
}
