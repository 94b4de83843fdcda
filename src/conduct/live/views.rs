//! Making the views: what each role may see of a session, and no more.

use crate::engine::{Asked, Asking, Contact, Standing, State};
use crate::model::{Index, NodeId, Organisation, PersonId, Table};
use crate::time::{SimTime, WallTime};

use super::act::Given;
use super::judge::allowed;
use super::message::{Message, Plan as Planned, Scripted};
use super::seat::Role;
use super::session::{Observed, Session, Sitting};
use super::view::{
    Blast, ClockView, ContactView, EvaluatorView, InjectView, LeaderView, MessageView, NodeView,
    ObservationView, Person, PlayerView, QuestionView, SeatView,
};
use super::words;

/// So many answered questions and messages stay on a player's page.
const KEPT: usize = 50;
/// So many nodes are listed, those taken last.
const MOST_NODES: usize = 300;

impl Session<'_> {
    /// The clock at an instant of the wall.
    pub fn clock_view(&self, wall: WallTime) -> ClockView {
        let at = self.time_at(wall);
        let zone = &self.exercise.scenario.zone;
        ClockView {
            at_ms: at.as_millis(),
            running: self.clock.is_running(),
            pace: self.clock.pace(),
            local: zone.display(at.on_wall(self.live.play().started_at())),
            zone: zone.name().to_owned(),
            phase: self.phase,
        }
    }

    /// What a player's seat may see; nothing for a seat that plays nobody.
    pub fn player_view(&self, seat: &str, wall: WallTime) -> Option<PlayerView> {
        let sitting = self.sitting(seat).filter(|it| it.seat.role == Role::Player)?;
        let messages = self.messages.iter().rev();
        let theirs = messages.filter(|message| message.to.iter().any(|to| to == seat));
        Some(PlayerView {
            clock: self.clock_view(wall),
            title: self.exercise.title.to_string(),
            practice: self.setup.practice,
            seat: seat.to_owned(),
            name: sitting.seat.name.clone(),
            plays: self.persons(&sitting.people),
            sits: sitting.sits,
            confirmed: sitting.confirmed_ms.is_some(),
            consents: sitting.consents,
            questions: self.questions_of(sitting),
            messages: theirs.take(KEPT).map(|it| message_view(it, seat)).collect(),
            people: self.everybody(),
        })
    }

    /// What the facilitator sees.
    pub fn leader_view(&self, wall: WallTime) -> LeaderView {
        LeaderView {
            clock: self.clock_view(wall),
            title: self.exercise.title.to_string(),
            alternative: self.exercise.alternative.to_string(),
            practice: self.setup.practice,
            blast: self.blast(),
            nodes: self.nodes(),
            questions: self.open_questions(),
            contacts: self.contacts(),
            injects: self.injects(),
            seats: self.seats.iter().map(|sitting| self.seat_view(sitting)).collect(),
            observations: self
                .observed
                .iter()
                .rev()
                .map(|it| self.observation(it))
                .collect(),
            room: self
                .room
                .iter()
                .map(|(at, seat, what)| (at.as_millis(), self.name_of(seat), what.clone()))
                .collect(),
            people: self.everybody(),
        }
    }

    /// What an evaluator or an observer sees; nothing for other seats.
    pub fn evaluator_view(&self, seat: &str, wall: WallTime) -> Option<EvaluatorView> {
        let watches = |it: &&Sitting| matches!(it.seat.role, Role::Evaluator | Role::Observer);
        let sitting = self.sitting(seat).filter(watches)?;
        let own = self.observed.iter().rev().filter(|it| it.seat == seat);
        Some(EvaluatorView {
            clock: self.clock_view(wall),
            title: self.exercise.title.to_string(),
            practice: self.setup.practice,
            name: sitting.seat.name.clone(),
            rates: sitting.seat.role == Role::Evaluator,
            confirmed: sitting.confirmed_ms.is_some(),
            blast: self.blast(),
            questions: self.open_questions(),
            injects: self.injects(),
            tasks: self.tasks(),
            observations: own.map(|it| self.observation(it)).collect(),
        })
    }

    /// What is rated: the objectives of the exercise, then the decisions that its plan gives to somebody.
    pub fn tasks(&self) -> Vec<String> {
        let objectives = self.exercise.objectives.iter().map(|it| it.text.to_string());
        let rights = self
            .exercise
            .playbook
            .rights
            .iter()
            .map(|right| right.id.to_string());
        objectives.chain(rights).collect()
    }

    fn name_of(&self, seat: &str) -> String {
        self.sitting(seat)
            .map_or_else(|| seat.to_owned(), |it| it.seat.name.clone())
    }

    fn person_view(&self, id: PersonId) -> Person {
        self.people[id].clone()
    }

    fn persons(&self, people: &[PersonId]) -> Vec<Person> {
        people.iter().map(|&person| self.person_view(person)).collect()
    }

    fn everybody(&self) -> Vec<Person> {
        self.people.iter().cloned().collect()
    }

    fn question(&self, asked: &Asked) -> QuestionView {
        let answered = self.answered.iter().find(|it| it.question == asked.number);
        QuestionView {
            number: asked.number,
            person: self.person_view(asked.person),
            since_ms: asked.since.as_millis(),
            until_ms: asked.until.filter(|_| asked.open).map(SimTime::as_millis),
            errand: asked.errand.word(),
            title: words::title(asked, self.exercise),
            detail: words::detail(asked, self.exercise),
            choices: words::choices(asked),
            delegable: allowed(asked.asking, asked.errand, &Given::Delegate(String::new())),
            open: asked.open,
            answered: answered.map(|it| (it.answer.clone(), it.at.as_millis())),
        }
    }

    /// The open ones in the order of asking, then what is over, the latest first.
    fn questions_of(&self, sitting: &Sitting) -> Vec<QuestionView> {
        let all: Vec<Asked> = self.live.questions_to(&sitting.people).collect();
        let open = all.iter().filter(|asked| asked.open);
        let over = all.iter().rev().filter(|asked| !asked.open).take(KEPT);
        open.chain(over).map(|asked| self.question(asked)).collect()
    }

    fn open_questions(&self) -> Vec<QuestionView> {
        let open = self.live.open_questions();
        open.map(|asked| self.question(&asked)).collect()
    }

    fn contacts(&self) -> Vec<ContactView> {
        let contacts = self.live.contacts();
        contacts.iter().map(|contact| self.contact(contact)).collect()
    }

    fn contact(&self, contact: &Contact) -> ContactView {
        let as_asked = Asked {
            number: 0,
            person: Index::at(0),
            since: SimTime::ZERO,
            state: State::OnShift,
            asking: Asking::Work,
            errand: contact.errand,
            decision: contact.decision,
            rule: contact.rule,
            assets: contact.assets.clone(),
            action: None,
            until: contact.next_at,
            open: true,
            overtaken_at: None,
        };
        let steps = self.plan.steps_of(contact.chain);
        ContactView {
            errand: contact.errand.word(),
            title: words::title(&as_asked, self.exercise),
            step: ((contact.step + 1).min(steps), steps),
            next_ms: contact.next_at.map(SimTime::as_millis),
            silent: contact.silent,
            waits_for: contact
                .paged
                .iter()
                .map(|&person| (self.person_view(person), self.live.is_played(person)))
                .collect(),
        }
    }

    fn blast(&self) -> Blast {
        let play = self.live.play();
        let nodes = &self.exercise.estate.nodes;
        let mut weight = 0;
        let points: Vec<(i64, u64)> = play
            .fallen()
            .iter()
            .map(|&(at, node)| {
                weight += u64::from(nodes[node].weight);
                (at.as_millis(), weight)
            })
            .collect();
        let reach = self.plan.reach_weight();
        let jewels = play.fallen().iter().map(|(_, node)| *node);
        let jewels = jewels.filter(|node| self.exercise.crown_jewels.contains(node));
        let live = play
            .fallen()
            .iter()
            .filter(|(_, node)| self.is_live(*node))
            .count();
        Blast {
            weight,
            count: play.fallen().len(),
            share: share(weight, reach),
            reach,
            limit: self.plan.limit_weight(),
            passed_ms: play.times().limit_passed.map(SimTime::as_millis),
            points,
            jewels: jewels.map(|node| nodes[node].id.to_string()).collect(),
            live,
            contained_ms: play.contained_at().map(SimTime::as_millis),
        }
    }

    fn is_live(&self, node: NodeId) -> bool {
        self.live.standing(node) == Standing::Live
    }

    fn nodes(&self) -> Vec<NodeView> {
        let fallen = self.live.play().fallen().iter().rev().take(MOST_NODES);
        fallen
            .map(|&(at, node)| NodeView {
                id: self.exercise.estate.nodes[node].id.to_string(),
                standing: if self.is_live(node) { "live" } else { "cut" },
                known: self.live.is_known(node),
                taken_ms: at.as_millis(),
                decidable: self
                    .live
                    .check(crate::engine::Move::Decides { node, person: None })
                    .is_ok(),
            })
            .collect()
    }

    fn injects(&self) -> Vec<InjectView> {
        self.script.iter().map(|it| self.inject(it)).collect()
    }

    fn inject(&self, it: &Scripted) -> InjectView {
        let injects = &self.exercise.scenario.injects;
        let (when, does) = match it.plan {
            Planned::Exercise(id) => {
                let inject = &injects[id];
                (words::when(&inject.on, self.exercise), words::does(&inject.does))
            }
            Planned::Words(at) => (
                format!("{} after StartEx", words::duration(at.as_millis())),
                "words only",
            ),
        };
        let message = self.messages.iter().find(|message| message.inject == it.id);
        let receivers = message.map_or_else(Vec::new, |message| {
            let has_read = |seat: &String| message.read.iter().any(|(by, _)| by == seat);
            message
                .to
                .iter()
                .map(|seat| (self.name_of(seat), has_read(seat)))
                .collect()
        });
        let text = it.text.clone().unwrap_or_default();
        InjectView {
            id: it.id.clone(),
            when,
            status: it.status,
            at_ms: it.happened_at.map(SimTime::as_millis),
            does: does.to_owned(),
            from: text.from,
            to: text.to,
            by: text.by,
            says: text.says,
            expects: text.expects,
            receivers,
        }
    }

    fn seat_view(&self, sitting: &Sitting) -> SeatView {
        let theirs = self.live.questions_to(&sitting.people);
        let open: Vec<SimTime> = theirs.filter(|asked| asked.open).map(|it| it.since).collect();
        SeatView {
            id: sitting.seat.id.clone(),
            role: sitting.seat.role.word(),
            name: sitting.seat.name.clone(),
            plays: self.persons(&sitting.people),
            sits: sitting.sits,
            confirmed: sitting.confirmed_ms.is_some(),
            open: open.len(),
            oldest_ms: open.into_iter().min().map(SimTime::as_millis),
        }
    }

    fn observation(&self, it: &Observed) -> ObservationView {
        ObservationView {
            number: it.entry,
            at_ms: it.at.as_millis(),
            by: self.name_of(&it.seat),
            what: it.what.clone(),
        }
    }
}

fn message_view(message: &Message, seat: &str) -> MessageView {
    MessageView {
        number: message.number,
        at_ms: message.at.as_millis(),
        title: message.text.title.clone(),
        from: message.text.from.clone(),
        by: message.text.by.clone(),
        says: message.text.says.clone(),
        read: message.read.iter().any(|(by, _)| by == seat),
    }
}

#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^53")]
fn share(weight: u64, reach: u64) -> f64 {
    if reach == 0 {
        0.0
    } else {
        weight as f64 / reach as f64
    }
}

/// Everybody of the exercise with what they hold: the same for as long as the session lasts.
pub(super) fn described(organisation: &Organisation) -> Table<PersonId, Person> {
    let people = organisation.people.enumerate();
    people
        .map(|(id, person)| {
            let roles = organisation
                .roles
                .iter()
                .filter(|role| role.holders.contains(&id));
            let mut holds: Vec<String> = roles.map(|role| role.id.to_string()).collect();
            holds.extend(person.team.map(|team| organisation.teams[team].id.to_string()));
            Person {
                id: person.id.to_string(),
                name: person.name.to_string(),
                holds,
            }
        })
        .collect()
}
