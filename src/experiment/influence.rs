//! Which inputs move a figure: by rank over the hypercube first, then each alone (M7).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::chance::math::normal_quantile;
use crate::measure::estimate::correlation_spearman;

use super::answers::Answers;
use super::design::Point;

/// How many inputs are named beside a figure.
pub(super) const NAMED: usize = 5;
/// The chance that any input is taken to stand out where none does.
const MISTAKEN: f64 = 0.05;

/// The points of the hypercube, in which inputs move independently.
pub(super) struct Cube<'a> {
    pub(super) answers: &'a Answers,
    /// Which of the points played are those of the hypercube.
    pub(super) points: Range<usize>,
    pub(super) inputs: &'a [String],
}

impl Cube<'_> {
    /// The inputs with their rank correlation with a figure, the strongest first; ties by id.
    pub(super) fn influences(&self, figure: usize) -> Vec<(String, Option<f64>)> {
        let within = |place: &usize| self.points.contains(place);
        let points = self.answers.points().iter().zip(self.answers.of(figure));
        let known: Vec<(&Point, f64)> = points
            .enumerate()
            .filter(|(place, _)| within(place))
            .filter_map(|(_, (point, answer))| Some((point, answer?)))
            .collect();
        let outcomes: Vec<f64> = known.iter().map(|(_, answer)| *answer).collect();
        let rho = |input: &String| {
            let places = known
                .iter()
                .map(|(point, _)| point.get(input).copied().unwrap_or(0.5));
            correlation_spearman(&places.collect::<Vec<f64>>(), &outcomes)
        };
        let mut influences: Vec<(String, Option<f64>)> = self
            .inputs
            .iter()
            .map(|input| (input.clone(), rho(input)))
            .collect();
        influences.sort_by(|a, b| {
            strength(b.1)
                .total_cmp(&strength(a.1))
                .then_with(|| a.0.cmp(&b.0))
        });
        influences
    }

    /// The inputs whose rank correlation with a figure luck alone would hardly give, the strongest first, at most
    /// [`NAMED`].
    ///
    /// Reference: S. Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal
    /// of Statistics 6: of m inputs the i-th strongest stands out if those before it do and its two-sided p-value
    /// is at most 5 % / (m - i + 1). Under independence ρ √(K - 1) is about standard normal for K points. Of fewer
    /// than 4 points no input can stand out.
    pub(super) fn standing_out(&self, figure: usize) -> Vec<String> {
        let (points, inputs) = (self.points.len(), self.inputs.len());
        let influences = self.influences(figure).into_iter().enumerate();
        influences
            .take_while(|(place, (_, rho))| strength(*rho) >= limit(points, inputs - place))
            .take(NAMED)
            .map(|(_, (input, _))| input)
            .collect()
    }
}

fn strength(rho: Option<f64>) -> f64 {
    rho.map_or(-1.0, f64::abs)
}

/// The rank correlation above which one of so many inputs stands out.
#[expect(
    clippy::cast_precision_loss,
    reason = "a design has far fewer points and inputs than 2^53"
)]
fn limit(points: usize, inputs: usize) -> f64 {
    let tail = MISTAKEN / 2.0 / inputs.max(1) as f64;
    normal_quantile(1.0 - tail) / (points.saturating_sub(1).max(1) as f64).sqrt()
}

/// Inputs that were moved alone, low and high, with the places at which they were played.
pub(super) struct Alone(BTreeMap<String, [usize; 2]>);

impl Alone {
    /// The points to be played: each input low, then high, all others nominal.
    pub(super) fn points(inputs: &[String]) -> Vec<Point> {
        let at = |input: &String, place: f64| Point::from([(input.clone(), place)]);
        inputs
            .iter()
            .flat_map(|input| [at(input, 0.0), at(input, 1.0)])
            .collect()
    }

    /// Where those points stand among the answers, if the first of them stands at `first`.
    pub(super) fn new(inputs: &[String], first: usize) -> Self {
        let places = inputs
            .iter()
            .enumerate()
            .map(|(place, input)| (input.clone(), [first + 2 * place, first + 2 * place + 1]));
        Self(places.collect())
    }

    /// The estimates of a figure where an input alone was low and high.
    pub(super) fn ends(&self, answers: &Answers, figure: usize, input: &str) -> Option<(f64, f64)> {
        let [low, high] = *self.0.get(input)?;
        let mut of = answers.of(figure).skip(low).take(1 + high - low);
        let (at_low, at_high) = (of.next()??, of.next()??);
        Some((at_low, at_high))
    }

    /// Those of the inputs that move a figure when they move alone, the one that moves it most first; ties by id.
    pub(super) fn movers(&self, answers: &Answers, figure: usize, inputs: Vec<String>) -> Vec<String> {
        let spans = inputs.into_iter().filter_map(|input| {
            let (low, high) = self.ends(answers, figure, &input)?;
            let span = if low.total_cmp(&high).is_eq() {
                0.0
            } else {
                (high - low).abs()
            };
            (span > 0.0).then_some((span, input))
        });
        let mut spans: Vec<(f64, String)> = spans.collect();
        spans.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        spans.into_iter().map(|(_, input)| input).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn the_limit_grows_with_the_number_of_inputs() {
        // 1.96 / √63 for one input; z(1 - 0.025 / 148) = 3.5856 for 148 of them.
        assert!((limit(64, 1) - 0.246_93).abs() < 1e-4, "{}", limit(64, 1));
        assert!((limit(64, 148) - 0.451_7).abs() < 1e-3, "{}", limit(64, 148));
    }
}
