//! The exercise as `resolve.py` writes it: everything that is the same in all replications. Instants are milliseconds
//! of Unix time, durations are milliseconds, names are places in lists.

use rand_distr::{Distribution, Exp1, Gamma, StandardNormal, Weibull};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Luck;

/// A law of T3.
#[derive(Deserialize)]
pub enum Law {
    Fixed(i64),
    Uniform(f64, f64),
    Triangular(f64, f64, f64),
    Exponential(f64),
    /// Mean and standard deviation of the logarithm.
    LogNormal(f64, f64),
    /// Shape and scale.
    Weibull(f64, f64),
    /// Shape and scale.
    Gamma(f64, f64),
    Empirical(Vec<i64>),
    Mixture(Vec<(f64, Law)>),
    Capped(Box<Law>, i64),
}

impl Law {
    /// A drawn duration, rounded half up and never negative.
    pub fn draw(&self, luck: &mut Luck) -> i64 {
        let real = match self {
            Self::Fixed(lasts) => return *lasts,
            Self::Empirical(values) => return values[luck.below(values.len())],
            Self::Mixture(branches) => return Self::branch(branches, luck).draw(luck),
            Self::Capped(law, cap) => return law.draw(luck).min(*cap),
            Self::Uniform(low, high) => low + (high - low) * luck.uniform(),
            Self::Triangular(low, mode, high) => Self::triangular(*low, *mode, *high, luck.uniform()),
            Self::Exponential(mean) => {
                let one: f64 = Exp1.sample(&mut luck.0);
                mean * one
            }
            Self::LogNormal(mu, sigma) => {
                let one: f64 = StandardNormal.sample(&mut luck.0);
                (mu + sigma * one).exp()
            }
            Self::Weibull(shape, scale) => {
                Weibull::new(*scale, *shape).map_or(0.0, |law| law.sample(&mut luck.0))
            }
            Self::Gamma(shape, scale) => {
                Gamma::new(*shape, *scale).map_or(0.0, |law| law.sample(&mut luck.0))
            }
        };
        ((real + 0.5).floor() as i64).max(0)
    }

    fn triangular(low: f64, mode: f64, high: f64, uniform: f64) -> f64 {
        let split = (mode - low) / (high - low);
        if uniform < split {
            low + (uniform * (high - low) * (mode - low)).sqrt()
        } else {
            high - ((1.0 - uniform) * (high - low) * (high - mode)).sqrt()
        }
    }

    fn branch<'a>(branches: &'a [(f64, Law)], luck: &mut Luck) -> &'a Law {
        let mut left = luck.uniform() * branches.iter().map(|(weight, _)| weight).sum::<f64>();
        let chosen = branches.iter().find(|(weight, _)| {
            left -= weight;
            left < 0.0
        });
        &chosen.or(branches.last()).expect("a mixture has branches").1
    }
}

/// Sorted spans that do not touch.
#[derive(Deserialize)]
pub struct Spans(Vec<(i64, i64)>);

impl Spans {
    /// The span that holds at an instant.
    pub fn at(&self, instant: i64) -> Option<(i64, i64)> {
        let place = self.0.partition_point(|span| span.0 <= instant).checked_sub(1)?;
        Some(self.0[place]).filter(|span| instant < span.1)
    }

    /// The next span that begins after an instant.
    pub fn after(&self, instant: i64) -> Option<(i64, i64)> {
        self.0
            .get(self.0.partition_point(|span| span.0 <= instant))
            .copied()
    }

    /// When the last span before an instant ended.
    pub fn last_end(&self, instant: i64) -> Option<i64> {
        let begun = self.0.partition_point(|span| span.0 <= instant);
        self.0[..begun]
            .iter()
            .rev()
            .map(|span| span.1)
            .find(|end| *end <= instant)
    }

    /// Whether one holds anywhere from one instant to another.
    pub fn touches(&self, first: i64, last: i64) -> bool {
        let begun = self.0.partition_point(|span| span.0 <= last);
        begun > 0 && self.0[begun - 1].1 > first
    }
}

/// Whom a step means (O4).
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Person(usize),
    Role(usize),
    Rota(usize),
    Team(usize),
    Body(usize),
}

#[derive(Deserialize)]
pub struct Node {
    pub weight: i64,
    pub residual: Law,
    pub believed: Option<Law>,
    pub sensor: Option<(f64, Law)>,
    pub logs: bool,
    pub vendor: Option<usize>,
    pub platform: Option<usize>,
    pub tenant: Option<usize>,
    /// How long, whether its tail renews it, whether its session does.
    pub lifetime: Option<(Law, bool, bool)>,
    pub tags: Vec<usize>,
    pub jewel: bool,
    pub owners: Vec<Target>,
    /// The owners where leads no longer count.
    pub disputed: Vec<Target>,
    pub runbook: Vec<usize>,
    #[serde(skip)]
    pub out: Vec<usize>,
    #[serde(skip)]
    pub into: Vec<usize>,
    #[serde(skip)]
    pub required_by: Vec<usize>,
    /// Edges from the nearest entry.
    #[serde(skip)]
    pub hops: i64,
}

#[derive(Deserialize)]
pub struct Edge {
    pub tail: usize,
    pub head: usize,
    pub requires: Vec<usize>,
    pub chance: f64,
    pub time: Law,
    pub detached: bool,
    pub mints: bool,
    /// How often, and how long.
    pub window: Option<(i64, i64)>,
}

#[derive(Deserialize)]
pub struct Person {
    /// By action, then by decision.
    pub can: Vec<bool>,
    pub knows: Vec<bool>,
    pub shifts: Spans,
    pub absences: Spans,
    pub on_call: Spans,
    /// On shift, on call, off: with which chance a page is answered, and after how long.
    pub reach: [(f64, Law); 3],
    pub relook: Option<Law>,
    pub unreachable: f64,
}

#[derive(Deserialize)]
pub struct Chain {
    pub steps: Vec<(Vec<Target>, Option<i64>)>,
    pub repeat: u32,
    pub acts: bool,
}

#[derive(Deserialize)]
pub struct Action {
    pub closes_out: bool,
    pub closes_in: bool,
    pub ends_sessions: bool,
    pub reissues: bool,
    pub sweeps: bool,
    pub cancels: bool,
    pub cuts: bool,
    /// How many hops (without: the tenant), with which chance.
    pub reveals: Option<(Option<usize>, f64)>,
    /// Down until it is restored.
    pub lasting: bool,
    pub work: Option<Law>,
    pub propagation: Law,
    pub fails: f64,
}

#[derive(Deserialize)]
pub struct Approval {
    pub chain: usize,
    pub work: Law,
    pub declines: f64,
    pub reasks: u32,
    pub revision: Law,
}

#[derive(Deserialize)]
pub struct Right {
    pub decision: usize,
    pub nodes: Vec<bool>,
    pub anything: bool,
    pub from_severity: u32,
    pub known_blast: Option<i64>,
    pub standing: bool,
    pub before_declaration: bool,
    pub by_owner: bool,
    pub decider: Option<usize>,
    pub decide_work: Law,
    pub consult: Option<usize>,
    pub consult_work: Law,
    pub advice: Vec<(usize, Law)>,
    pub hold_off: Option<(f64, Law)>,
    pub approvals: Vec<Approval>,
    pub in_series: bool,
    pub gates: Vec<usize>,
    pub grants: bool,
    pub executor: Option<usize>,
    pub automatic: bool,
    pub execution_work: Law,
    pub just_in_time: Option<Law>,
}

/// What raises a request, and what sets an inject off.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    Declared,
    Severity(u32),
    Known(usize),
    MediaAttention,
    AllClear,
    Gate,
}

#[derive(Deserialize)]
pub struct Request {
    pub decision: usize,
    pub on: Trigger,
}

#[derive(Deserialize)]
pub enum Moment {
    At(i64),
    Clock(Vec<i64>),
    Alert,
    Declared,
    FirstPage,
    FirstDecision,
    Contained(usize),
    BlastPasses(i64),
    SeverityReaches(u32),
}

#[derive(Deserialize)]
pub enum Does {
    Unavailable(Vec<usize>, Law),
    Overloaded(Vec<usize>, Law),
    Call(usize, Law, bool),
    Reissued(usize),
    SecondEntry(usize),
    CommunicationsHold(Law),
    FalseAllClear(Law),
    VendorSilent(usize, Law),
    OwnershipDisputed(Vec<bool>),
    ApprovalDemanded(Vec<bool>, Approval),
}

#[derive(Deserialize)]
pub struct Inject {
    pub on: Moment,
    pub after: Law,
    pub chance: f64,
    pub does: Does,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    MostValuable,
    Nearest,
    Random,
}

/// The whole exercise.
#[derive(Deserialize)]
pub struct Tables {
    /// Rules that not every peer plays.
    pub uses: Vec<String>,
    pub horizon: i64,
    pub starts: Vec<(i64, i64)>,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub platforms: Vec<Option<usize>>,
    pub people: Vec<Person>,
    pub roles: Vec<Vec<usize>>,
    pub teams: Vec<Vec<usize>>,
    pub rotas: Vec<Vec<(i64, i64, usize)>>,
    pub bodies: Vec<(Vec<Target>, usize)>,
    pub chains: Vec<Chain>,
    pub actions: Vec<Action>,
    /// The last is what holds where no rule matches (R5).
    pub rights: Vec<Right>,
    pub triage: (usize, Law),
    pub scale: Vec<(Option<i64>, Option<usize>, u32)>,
    pub search: Law,
    pub negotiation: Law,
    pub dispute_limit: i64,
    pub arbiter: (usize, Law),
    pub vendors: Vec<usize>,
    pub scoping: (f64, Law),
    pub trace_back: (f64, Law),
    pub watch: i64,
    pub stand_down: i64,
    pub longest_stretch: i64,
    pub rest: i64,
    pub entry: Vec<usize>,
    pub concurrency: u32,
    pub order: Order,
    pub severity: u32,
    pub told_by: Vec<(usize, Law, f64)>,
    pub requests: Vec<Request>,
    pub injects: Vec<Inject>,
    pub limit: Option<i64>,
}

/// The rules of `uses` that this peer does not play.
const UNKNOWN: [&str; 4] = [
    "scope",
    "hours of rules",
    "separation of duties",
    "restoration before the all-clear",
];

impl Tables {
    /// Reads what `resolve.py` wrote.
    ///
    /// # Errors
    ///
    /// What the exercise asks for that this peer does not play, or what is wrong with the file.
    pub fn read(path: &str) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        serde_json::from_str::<IgnoredAny>(&text).map_err(|error| format!("{path}: {error}"))?;
        let mut tables: Self =
            serde_json::from_str(&text).map_err(|error| format!("This peer cannot read {path}: {error}"))?;
        let known = |rule: &&String| {
            !UNKNOWN.contains(&rule.as_str()) && rule.as_str() != "gates that open at an approval"
        };
        let unknown: Vec<&str> = tables
            .uses
            .iter()
            .filter(|rule| !known(rule))
            .map(String::as_str)
            .collect();
        if !unknown.is_empty() {
            return Err(format!("This peer does not play: {}.", unknown.join(", ")));
        }
        tables.link();
        Ok(tables)
    }

    fn link(&mut self) {
        for (place, edge) in self.edges.iter().enumerate() {
            self.nodes[edge.tail].out.push(place);
            self.nodes[edge.head].into.push(place);
            edge.requires
                .iter()
                .for_each(|node| self.nodes[*node].required_by.push(place));
        }
        let (mut hops, mut layer) = (0, self.entry.clone());
        let mut seen = vec![i64::MAX; self.nodes.len()];
        while !layer.is_empty() {
            layer.retain(|node| {
                let new = seen[*node] == i64::MAX;
                seen[*node] = seen[*node].min(hops);
                new
            });
            layer = layer
                .iter()
                .flat_map(|node| &self.nodes[*node].out)
                .map(|edge| self.edges[*edge].head)
                .collect();
            hops += 1;
        }
        self.nodes
            .iter_mut()
            .zip(seen)
            .for_each(|(node, hops)| node.hops = hops);
    }

    /// The approval that an inject demands.
    pub fn demanded(&self, inject: usize) -> &Approval {
        match &self.injects[inject].does {
            Does::ApprovalDemanded(_, approval) => approval,
            _ => unreachable!("only such injects are kept"),
        }
    }

    /// The place of a decision among the abilities of people.
    pub fn able_to(&self, decision: usize) -> usize {
        self.actions.len() + decision
    }
}
