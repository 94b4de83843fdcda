//! Screening: many changes for few replications, the promising for more, all on the same luck (T4).

use crate::experiment::run::{Failure, Played};
use crate::model::Exercise;

use super::idea::{Idea, Kind};
use super::player::Player;
use super::score::Score;

/// A change that is being played.
#[derive(Clone, Debug)]
pub struct Contender {
    /// The change.
    pub idea: Idea,
    /// How it is written over what is there.
    pub changes: Vec<String>,
    /// Where it stands.
    pub score: Score,
    /// Where the base stands on the same replications.
    pub base: Score,
    /// How many replications were played.
    pub replications: u64,
}

impl Contender {
    /// By how much it lowers the shortfall.
    pub fn gain(&self) -> f64 {
        self.base.shortfall - self.score.shortfall
    }

    /// By how much it raises the burden.
    pub fn burden(&self) -> f64 {
        self.score.burden_over(&self.base)
    }

    /// Whether it buys enough to be asked for: one point, and one more for every twentieth by which it raises the burden.
    pub(super) fn is_worth(&self) -> bool {
        self.gain() >= LEAST_GAIN + PRICE * self.burden().max(0.0)
    }

    /// How much it asks; one less where a finding asks for it.
    pub(super) fn asks(&self) -> u8 {
        let asked_for = u8::from(!self.idea.clues.is_empty());
        self.idea.asks.saturating_sub(asked_for)
    }

    /// The most promising first: by what it buys, then by the outrun rate, then by what it asks.
    fn promise(&self) -> (i64, i64, u8, &str) {
        let rate = self.score.outrun_rate - self.base.outrun_rate;
        (
            -thousandths(self.gain()),
            -thousandths(rate),
            self.asks(),
            &self.idea.title,
        )
    }
}

/// Smaller differences are luck.
#[expect(clippy::cast_possible_truncation, reason = "shortfalls are small numbers")]
fn thousandths(of: f64) -> i64 {
    (of * 1_000.0).round() as i64
}

/// The stages of a screening: in the first all are played, later only so many.
struct Stages {
    first: u64,
    second: (usize, u64),
    last: (usize, u64),
}

/// In the first stage nobody is played for less, or more.
const FIRST: (u64, u64) = (32, 250);
/// The second stage.
const SECOND: u64 = 1_000;
/// The last stage.
const LAST: u64 = 4_000;
/// So many see the last stage.
const FINALISTS: usize = 8;

impl Stages {
    /// Of a share of the budget two fifths go to the first stage, more where that is too few, and three tenths to each of
    /// the others; nothing where even the fewest are too many.
    fn of(candidates: usize, share: u64) -> Option<Self> {
        let all = candidates as u64 + 1;
        let most = share * 4 / 5 / (2 * all);
        let first = (share * 2 / 5 / (2 * all)).min(FIRST.1).max(FIRST.0);
        if first > most {
            return None;
        }
        let keep = (candidates / 4).max(2 * FINALISTS);
        let second = share * 3 / 10 / (2 * (keep as u64 + 1));
        let last = share * 3 / 10 / (2 * (FINALISTS as u64 + 1));
        let second = (first + second).min(SECOND);
        Some(Self {
            first,
            second: (keep, second),
            last: (FINALISTS, (second + last).min(LAST)),
        })
    }
}

/// What came of a screening.
pub(super) struct Screened {
    /// The finalists, the most promising first.
    pub(super) finalists: Vec<Contender>,
    /// It came to its end.
    pub(super) whole: bool,
}

/// A candidate: a change, how it is written, and what comes of it.
pub(super) type Candidate = (Idea, Vec<String>, Exercise);

/// Screens candidates against a base, for a share of the budget.
pub(super) fn screen(
    player: &mut Player<'_>,
    base: &Exercise,
    candidates: Vec<Candidate>,
    share: u64,
) -> Result<Screened, Failure> {
    let Some(stages) = Stages::of(candidates.len(), share.min(player.left())) else {
        let (finalists, whole) = (Vec::new(), candidates.is_empty());
        return Ok(Screened { finalists, whole });
    };
    let mut field = Field::new(base, candidates);
    let most = field.ideas.len();
    for (keep, to) in [(most, stages.first), stages.second, stages.last] {
        field.keep(keep);
        field.play(player, to)?;
        if player.is_stopped() {
            break;
        }
    }
    let whole = !player.is_stopped();
    Ok(Screened {
        finalists: field.contenders(),
        whole,
    })
}

/// Everybody in play; the base first among the exercises and what was played.
struct Field {
    ideas: Vec<(Idea, Vec<String>)>,
    exercises: Vec<Exercise>,
    played: Vec<Option<Played>>,
    scores: Vec<Score>,
    to: u64,
}

impl Field {
    fn new(base: &Exercise, candidates: Vec<Candidate>) -> Self {
        let mut exercises = vec![base.clone()];
        let mut ideas = Vec::new();
        for (idea, changes, exercise) in candidates {
            ideas.push((idea, changes));
            exercises.push(exercise);
        }
        Self {
            played: exercises.iter().map(|_| None).collect(),
            scores: Vec::new(),
            ideas,
            exercises,
            to: 0,
        }
    }

    fn play(&mut self, player: &mut Player<'_>, to: u64) -> Result<(), Failure> {
        if to <= self.to {
            return Ok(());
        }
        let parts = player.play(&self.exercises, self.to, to)?;
        if player.is_stopped() {
            // Half a stage would compare different replications.
            return Ok(());
        }
        self.to = to;
        let room = player.settings.confirmed_on;
        self.scores.clear();
        for ((exercise, played), part) in self.exercises.iter().zip(&mut self.played).zip(parts) {
            let all = match played.take() {
                Some(mut before) => {
                    before.merge(part);
                    before
                }
                None => part,
            };
            self.scores.push(Score::of(exercise, &all, room));
            *played = Some(all);
        }
        Ok(())
    }

    fn contenders(&self) -> Vec<Contender> {
        let Some((base, scores)) = self.scores.split_first() else {
            return Vec::new();
        };
        let all = self.ideas.iter().zip(scores);
        let mut contenders: Vec<Contender> = all
            .map(|((idea, changes), score)| Contender {
                idea: idea.clone(),
                changes: changes.clone(),
                score: *score,
                base: *base,
                replications: self.to,
            })
            .collect();
        contenders.sort_by(|one, other| one.promise().cmp(&other.promise()));
        contenders
    }

    /// Keeps the most promising.
    fn keep(&mut self, most: usize) {
        if self.ideas.len() <= most || self.scores.is_empty() {
            return;
        }
        let best = promising(&self.contenders(), most);
        let kept = |(idea, _): &(Idea, Vec<String>)| best.contains(&idea.title);
        // The base stays.
        let mut stay: Vec<bool> = vec![true];
        stay.extend(self.ideas.iter().map(kept));
        let mut of_ideas = stay.iter().skip(1);
        self.ideas.retain(|_| of_ideas.next() == Some(&true));
        let mut of_exercises = stay.iter();
        self.exercises.retain(|_| of_exercises.next() == Some(&true));
        let mut of_played = stay.iter();
        self.played.retain(|_| of_played.next() == Some(&true));
        let mut of_scores = stay.iter();
        self.scores.retain(|_| of_scores.next() == Some(&true));
    }
}

/// The titles of those to be played on. Half of the places go to what asks least and still buys most of what the best
/// buys: the one that is taken is among those, or it buys more than they do.
fn promising(contenders: &[Contender], most: usize) -> Vec<String> {
    let best = contenders.first().map_or(0.0, Contender::gain);
    let mut easy: Vec<&Contender> = contenders
        .iter()
        .filter(|one| one.is_worth() && one.gain() >= BEFORE_ENGINEERS * best)
        .collect();
    easy.sort_by_key(|one| one.asks());
    let mut titles: Vec<String> = easy
        .iter()
        .take(most / 2)
        .map(|one| one.idea.title.clone())
        .collect();
    for one in contenders {
        if titles.len() < most && !titles.contains(&one.idea.title) {
            titles.push(one.idea.title.clone());
        }
    }
    titles
}

/// A change must buy so much, or it is not worth asking for: one incident in a hundred.
pub const LEAST_GAIN: f64 = 0.01;
/// So much more it must buy for the burden that it adds.
const PRICE: f64 = 0.2;
/// What buys so much of what the best buys may go before it.
const ABOUT_AS_MUCH: f64 = 0.8;
/// A decision that buys so much of what engineers would buy goes before them.
const BEFORE_ENGINEERS: f64 = 0.6;

/// The one to take: of those that buy about as much as the best the one that asks least, then burdens least.
pub(super) fn choose(finalists: &[Contender]) -> Option<&Contender> {
    let best = best_of(finalists.iter())?;
    let decisions = || finalists.iter().filter(|one| one.idea.kind != Kind::Technical);
    let by_decision = best_of(decisions());
    let pool: Vec<&Contender> = match by_decision {
        Some(decision) if decision.gain() >= BEFORE_ENGINEERS * best.gain() => decisions().collect(),
        _ => finalists.iter().collect(),
    };
    let best = best_of(pool.iter().copied())?;
    let enough = |one: &&Contender| {
        let meets = best.score.shortfall > 0.0 || one.score.shortfall <= 2.0 * LEAST_GAIN;
        one.is_worth() && one.gain() >= ABOUT_AS_MUCH * best.gain() && meets
    };
    let order = |one: &Contender| {
        (
            one.asks(),
            thousandths(one.burden()) / 100,
            -thousandths(one.gain()),
        )
    };
    pool.into_iter()
        .filter(enough)
        .min_by(|one, other| (order(one), &one.idea.title).cmp(&(order(other), &other.idea.title)))
}

fn best_of<'c>(contenders: impl Iterator<Item = &'c Contender>) -> Option<&'c Contender> {
    let worth = contenders.filter(|one| one.is_worth());
    worth.max_by(|one, other| one.gain().total_cmp(&other.gain()))
}
