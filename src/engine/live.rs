//! One replication with people in it: time goes on as long as it is told to, players are asked, and what they do counts (I3).
//!
//! The same moves at the same instants give the same replication, to the byte: a session that was cut off is played again from what
//! was stored.

use crate::model::{ActionId, ChainId, Decision, InjectId, NodeId, PersonId, RightId};
use crate::time::SimTime;

use super::cases::{Duty, TaskStatus};
use super::event::{Happening, Phase, Turn};
use super::note::Errand;
use super::people::{Purpose, State};
use super::plan::Plan;
use super::play::Play;
use super::players::{Question, Subject};

/// How a player ends a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is done: declared, decided, approved, advised, carried out.
    Done,
    /// It is refused: a page declined, an approval not given, a decision against it, an action that could not be done.
    Declines,
    /// Not now: the decider is asked again later (P1).
    HoldsOff,
    /// The alert was false (I2).
    FalseAlarm,
}

/// What a player answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page was seen.
    Acknowledges,
    /// Somebody else shall do it.
    Delegates(PersonId),
    /// The work is over.
    Ends(Verdict),
}

/// What the room does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// A person is played from now on.
    Sits(PersonId),
    /// A person is drawn for from now on.
    Leaves(PersonId),
    /// An inject waits until it is released, or for good.
    Holds(InjectId),
    /// An inject happens now.
    Releases(InjectId),
    /// Somebody finds that the attacker holds a node (D3).
    Finds(NodeId),
    /// The room decides to contain a node for which a request waits, whoever the plan would have asked.
    Decides {
        /// The node.
        node: NodeId,
        /// Who decided, if one of them did.
        person: Option<PersonId>,
    },
    /// A player answers a question, by its number.
    Answers {
        /// The number of the question.
        question: u32,
        /// The answer.
        answer: Answer,
    },
}

/// What kind of question it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asking {
    /// A page: to be acknowledged, declined or delegated.
    Page,
    /// A piece of work: to be ended one way or another.
    Work,
    /// Agreement with the other owners (R5).
    Agreement,
}

/// A question to a player.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its number in this replication, from 0.
    pub number: u32,
    /// Who is asked.
    pub person: PersonId,
    /// Since when.
    pub since: SimTime,
    /// Where in their time they stood then (O2).
    pub state: State,
    /// What kind of question it is.
    pub asking: Asking,
    /// What for.
    pub errand: Errand,
    /// The decision at hand.
    pub decision: Option<Decision>,
    /// The rule it is asked under.
    pub rule: Option<RightId>,
    /// The assets it is about.
    pub assets: Vec<NodeId>,
    /// The action to be carried out.
    pub action: Option<ActionId>,
    /// When the chain goes on without an answer.
    pub until: Option<SimTime>,
    /// Somebody still waits for the answer.
    pub open: bool,
    /// When somebody else's answer made a page needless, as the records tell it.
    pub overtaken_at: Option<SimTime>,
}

/// A chain that somebody is contacted by at this instant: what the plan does now.
#[derive(Clone, Debug)]
pub struct Contact {
    /// What for.
    pub errand: Errand,
    /// The chain.
    pub chain: ChainId,
    /// The step, from 0.
    pub step: usize,
    /// When the next step begins.
    pub next_at: Option<SimTime>,
    /// Nobody is left to ask (C5).
    pub silent: bool,
    /// Whose pages are open.
    pub paged: Vec<PersonId>,
    /// The decision at hand.
    pub decision: Option<Decision>,
    /// The rule.
    pub rule: Option<RightId>,
    /// The assets.
    pub assets: Vec<NodeId>,
}

/// How a node stands, whoever knows it (E4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Never taken.
    Clean,
    /// The attacker holds it.
    Live,
    /// It was held.
    Cut,
}

/// Why a move cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stale {
    /// The question does not exist.
    #[error("there is no such question")]
    Unknown,
    /// Nobody waits for the answer any more.
    #[error("nobody waits for this answer any more")]
    Over,
    /// The incident has not been declared, or no request waits.
    #[error("nothing waits for this")]
    Nothing,
}

/// A replication in which some people are played.
#[derive(Debug)]
pub struct LivePlay<'p> {
    play: Play<'p>,
}

impl<'p> LivePlay<'p> {
    /// Begins a replication with these players in it; `replication` counts from 1.
    pub fn begin(plan: &'p Plan<'p>, replication: u64, players: &[PersonId]) -> Self {
        let mut play = Play::new(plan).in_detail();
        play.begin(replication);
        let mut live = Self { play };
        for &person in players {
            live.happens(Move::Sits(person));
        }
        live
    }

    /// Lets time go on to an instant, everything that happens in its millisecond included. Time never goes back.
    pub fn advance(&mut self, until: SimTime) {
        self.play.run_until(until);
    }

    /// A move is made at an instant, or now if that has passed.
    ///
    /// # Errors
    ///
    /// If it cannot be made any more; time has gone on nevertheless.
    pub fn make(&mut self, at: SimTime, made: Move) -> Result<(), Stale> {
        let at = at.max(self.play.now);
        self.advance(at);
        self.check(made)?;
        self.happens(made);
        Ok(())
    }

    fn happens(&mut self, made: Move) {
        let now = self.play.now;
        let place = u32::try_from(self.play.players.moves.len()).unwrap_or(u32::MAX);
        self.play.players.moves.push(made);
        self.play
            .future
            .schedule(now, Phase::Answer, Happening::Moved(place));
        self.advance(now);
    }

    /// Whether a move can be made now.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn check(&self, made: Move) -> Result<(), Stale> {
        match made {
            Move::Answers { question, .. } => {
                let asked = self.play.players.questions.get(question as usize);
                let asked = asked.ok_or(Stale::Unknown)?;
                let open = self.play.is_open_question(asked);
                open.then_some(()).ok_or(Stale::Over)
            }
            Move::Decides { node, .. } => {
                let waits = self
                    .play
                    .node(node)
                    .pending
                    .is_some_and(|case| self.play.cases[case].status == super::cases::Status::Undecided);
                waits.then_some(()).ok_or(Stale::Nothing)
            }
            Move::Finds(node) => {
                let found =
                    self.play.incident.declared_at.is_some() && self.standing(node) != Standing::Clean;
                found.then_some(()).ok_or(Stale::Nothing)
            }
            Move::Sits(_) | Move::Leaves(_) | Move::Holds(_) | Move::Releases(_) => Ok(()),
        }
    }

    /// The instant to which time has gone.
    pub fn now(&self) -> SimTime {
        self.play.now
    }

    /// When something next happens by itself, if anything does.
    pub fn next_at(&mut self) -> Option<SimTime> {
        self.play.future.next_at()
    }

    /// What the replication has come to: its records, times, burden and what fell.
    pub fn play(&self) -> &Play<'p> {
        &self.play
    }

    /// Ends it, for measures to read.
    #[must_use]
    pub fn end(mut self) -> Play<'p> {
        self.play.close_books();
        self.play
    }

    /// Whether the person is played.
    pub fn is_played(&self, person: PersonId) -> bool {
        self.play.players.has(person)
    }

    /// How a node stands.
    pub fn standing(&self, node: NodeId) -> Standing {
        match (self.play.was_taken(node), self.play.current(node)) {
            (false, _) => Standing::Clean,
            (true, Some(_)) => Standing::Live,
            (true, None) => Standing::Cut,
        }
    }

    /// Whether the team knows that the node was taken (D3).
    pub fn is_known(&self, node: NodeId) -> bool {
        self.play.node(node).known
    }

    /// All questions so far, in the order of asking.
    pub fn questions(&self) -> impl Iterator<Item = Asked> + '_ {
        let questions = self.play.players.questions.iter().zip(0_u32..);
        questions.map(|(question, number)| self.asked(number, question))
    }

    /// Questions to these people, in the order of asking.
    pub fn questions_to(&self, people: &[PersonId]) -> impl Iterator<Item = Asked> {
        let questions = self.play.players.questions.iter().zip(0_u32..);
        let theirs = questions.filter(|(question, _)| people.contains(&question.person));
        theirs.map(|(question, number)| self.asked(number, question))
    }

    /// Questions for whose answer somebody still waits, in the order of asking.
    pub fn open_questions(&self) -> impl Iterator<Item = Asked> {
        let questions = self.play.players.questions.iter().zip(0_u32..);
        let open = questions.filter(|(question, _)| self.play.is_open_question(question));
        open.map(|(question, number)| self.asked(number, question))
    }

    /// One question.
    pub fn question(&self, number: u32) -> Option<Asked> {
        let question = self.play.players.questions.get(number as usize)?;
        Some(self.asked(number, question))
    }

    fn asked(&self, number: u32, question: &Question) -> Asked {
        let play = &self.play;
        let about = About::of(play, question.subject);
        let until = match question.subject {
            Subject::Page(page) => Some(play.tasks[play.pages[page].task].step_ends),
            _ => None,
        };
        let open = play.is_open_question(question);
        Asked {
            number,
            person: question.person,
            since: question.since,
            state: question.state,
            asking: about.asking,
            errand: about.errand,
            decision: about.path.map(|path| play.paths[path].decision),
            rule: about.path.and_then(|path| play.paths[path].rule),
            assets: about.assets,
            action: about.action,
            until: until.filter(|turn| *turn < Turn::BEYOND).map(Turn::at),
            open,
            overtaken_at: self
                .overtaken_at(question)
                .filter(|_| !open && !question.answered),
        }
    }

    fn overtaken_at(&self, question: &Question) -> Option<SimTime> {
        let Subject::Page(page) = question.subject else {
            return None;
        };
        let task = self.play.pages[page].task;
        let last = self.play.record(self.play.tasks[task].last)?;
        Some(last.at.max(question.since))
    }

    /// The chains by which somebody is contacted now.
    pub fn contacts(&self) -> Vec<Contact> {
        let play = &self.play;
        let open = play.tasks.ids();
        let open = open.filter(|&task| play.tasks[task].status == TaskStatus::Asking);
        open.map(|task| {
            let it = &play.tasks[task];
            let pages = it.pages.iter().map(|&page| &play.pages[page]);
            Contact {
                errand: play.errand(task),
                chain: it.chain,
                step: usize::from(it.step),
                next_at: Some(it.step_ends)
                    .filter(|turn| *turn < Turn::BEYOND)
                    .map(Turn::at),
                silent: it.silent,
                paged: pages.filter(|page| page.open).map(|page| page.person).collect(),
                decision: it.path.map(|path| play.paths[path].decision),
                rule: it.path.and_then(|path| play.paths[path].rule),
                assets: assets_of_task(play, task),
            }
        })
        .collect()
    }
}

/// What a question is about.
struct About {
    asking: Asking,
    errand: Errand,
    path: Option<super::arena::PathIx>,
    assets: Vec<NodeId>,
    action: Option<ActionId>,
}

impl About {
    fn of(play: &Play<'_>, subject: Subject) -> Self {
        match subject {
            Subject::Page(page) => Self::of_task(play, play.pages[page].task, Asking::Page),
            Subject::Agreement(path) => Self {
                asking: Asking::Agreement,
                errand: Errand::Own,
                path: Some(path),
                assets: play.assets_of(path).collect(),
                action: None,
            },
            Subject::Work(work) => match play.works[work].purpose {
                Purpose::Task(task, _) => Self::of_task(play, task, Asking::Work),
                Purpose::Try(item) | Purpose::Evidence(item) => {
                    let it = &play.items[item];
                    Self {
                        asking: Asking::Work,
                        errand: play.errand_of(play.works[work].purpose),
                        path: Some(it.path),
                        assets: it.node.into_iter().collect(),
                        action: it.actions.get(it.at).copied(),
                    }
                }
                purpose @ (Purpose::Call | Purpose::Other) => Self {
                    asking: Asking::Work,
                    errand: play.errand_of(purpose),
                    path: None,
                    assets: Vec::new(),
                    action: None,
                },
            },
        }
    }

    fn of_task(play: &Play<'_>, task: super::arena::TaskIx, asking: Asking) -> Self {
        Self {
            asking,
            errand: play.errand(task),
            path: play.tasks[task].path,
            assets: assets_of_task(play, task),
            action: None,
        }
    }
}

/// What somebody is contacted about: the request's assets, a vendor's, or in triage what has alerted.
fn assets_of_task(play: &Play<'_>, task: super::arena::TaskIx) -> Vec<NodeId> {
    let it = &play.tasks[task];
    match (it.path, it.duty) {
        (Some(path), _) => play.assets_of(path).collect(),
        (None, Duty::Vendor(node)) => vec![node],
        (None, _) => play
            .alerted_footholds()
            .into_iter()
            .map(|(node, _)| node)
            .collect(),
    }
}
