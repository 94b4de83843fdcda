//! Sessions without a server: who may do what, and what people did against what was expected.

use std::path::Path;

use outrun::conduct::afterwards::{Actual, Leaning, afterwards, expected, gaps};
use outrun::conduct::live::{
    Act, Added, Entry, Given, Observation, Pace, Phase, Refused, Role, Seat, Session, Setup, askable,
};
use outrun::conduct::materials::Rating;
use outrun::document::{Assumptions, LoadOptions, load};
use outrun::engine::{Asking, Plan};
use outrun::model::Exercise;
use outrun::time::WallTime;

const MINUTE: i64 = 60_000;

fn shipped() -> Exercise {
    let loaded = load(
        Path::new("scenarios/weekend-token"),
        &crate::disk::Disk,
        &LoadOptions::default(),
    )
    .unwrap();
    loaded.exercise("as-is", &Assumptions::default()).unwrap()
}

fn setup(exercise: &Exercise) -> Setup {
    let seat = |id: &str, role: Role, plays: Vec<String>| Seat {
        id: id.to_owned(),
        role,
        name: id.to_owned(),
        plays,
    };
    let people = &exercise.organisation.people;
    let mut seats = vec![
        seat("leader", Role::Facilitator, Vec::new()),
        seat("rater", Role::Evaluator, Vec::new()),
        seat("guest", Role::Observer, Vec::new()),
    ];
    let players = askable(exercise).into_iter().zip(1..);
    seats.extend(players.map(|(person, number)| {
        seat(
            &format!("p{number}"),
            Role::Player,
            vec![people[person].id.to_string()],
        )
    }));
    Setup {
        file: "exercise.ron".to_owned(),
        library: ".".to_owned(),
        alternative: "as-is".to_owned(),
        seed: exercise.seed,
        replication: 3,
        practice: false,
        pace: Pace::Steps,
        seats,
        messages: Vec::new(),
        version: "0".to_owned(),
    }
}

/// A session whose wall stands still: only entries move it.
struct Room<'p> {
    session: Session<'p>,
    number: u64,
}

impl Room<'_> {
    fn does(&mut self, seat: &str, act: Act) -> Result<(), Refused> {
        let at_ms = match self.session.phase() {
            Phase::Running => self.session.live().now().as_millis(),
            _ => self.session.time_at(WallTime::from_millis(0)).as_millis(),
        };
        let entry = Entry {
            number: self.number + 1,
            wall_ms: 0,
            at_ms,
            seat: seat.to_owned(),
            act,
        };
        self.session.enter(&entry)?;
        self.number += 1;
        Ok(())
    }

    fn start(&mut self, with_players: bool) {
        let players: Vec<String> = self
            .session
            .seats()
            .filter(|seat| seat.role == Role::Player)
            .map(|seat| seat.id.clone())
            .collect();
        for player in players.iter().filter(|_| with_players) {
            self.does(player, Act::Sit(player.clone())).unwrap();
        }
        self.does("leader", Act::Start).unwrap();
    }

    /// Players answer everything that is as old as this, for so long.
    fn play(&mut self, minutes: i64, delay: i64) {
        for _ in 0..minutes {
            self.does("leader", Act::Jump(MINUTE)).unwrap();
            let now = self.session.live().now().as_millis();
            let people = &self.session.exercise().organisation.people;
            let due: Vec<(String, u32, Given)> = self
                .session
                .live()
                .questions()
                .filter(|asked| asked.open && now - asked.since.as_millis() >= delay * MINUTE)
                .map(|asked| {
                    let id = people[asked.person].id.to_string();
                    let seat = self
                        .session
                        .seats()
                        .find(|seat| seat.plays.contains(&id))
                        .unwrap();
                    let given = if asked.asking == Asking::Page {
                        Given::Acknowledge
                    } else {
                        Given::Done
                    };
                    (seat.id.clone(), asked.number, given)
                })
                .collect();
            for (seat, question, answer) in due {
                match self.does(&seat, Act::Answer { question, answer }) {
                    // What was asked of several is over when the first has answered.
                    Ok(()) | Err(Refused::Over) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }
    }
}

#[test]
fn without_players_the_room_is_its_own_twin() {
    let exercise = shipped();
    let plan = Plan::new(&exercise);
    let mut room = Room {
        session: Session::new(&exercise, &plan, setup(&exercise)),
        number: 0,
    };
    room.start(false);
    for _ in 0..8 {
        room.does("leader", Act::Jump(24 * 60 * MINUTE)).unwrap();
    }
    let actual = Actual::of(room.session.live().play(), room.session.live().now());
    let expected = expected(&plan, 3, 60);
    assert_eq!(expected.replications.len(), 59, "the room's own is left out");
    let held = afterwards(&exercise, &actual, &expected);
    for one in &held.milestones {
        assert_eq!(one.held.actual_ms, one.held.twin_ms, "{}", one.words);
    }
    assert!(!held.decisions.is_empty());
    for one in &held.decisions {
        assert_eq!(one.decided.actual_ms, one.decided.twin_ms, "{}", one.about);
    }
    assert_eq!(held.fell[0], held.fell[1]);
}

#[test]
fn who_is_quick_gets_strengths_and_who_is_slow_areas() {
    let exercise = shipped();
    let plan = Plan::new(&exercise);
    let expected = expected(&plan, 3, 400);
    let leanings = |delay: i64, minutes: i64| {
        let mut room = Room {
            session: Session::new(&exercise, &plan, setup(&exercise)),
            number: 0,
        };
        room.start(true);
        room.play(minutes, delay);
        let actual = Actual::of(room.session.live().play(), room.session.live().now());
        let held = afterwards(&exercise, &actual, &expected);
        let count = |leaning| held.proposals.iter().filter(|one| one.leaning == leaning).count();
        (
            count(Leaning::Strength),
            count(Leaning::Area),
            actual.fell,
            gaps(&room.session, &held),
        )
    };
    let (strengths, areas, quick_fell, (quick_gaps, fine)) = leanings(1, 600);
    assert!(strengths > areas, "{strengths} {areas}");
    assert!(!fine.is_empty());
    let (strengths, areas, slow_fell, (slow_gaps, _)) = leanings(100_000, 5_000);
    assert!(areas > strengths, "{strengths} {areas}");
    assert!(slow_gaps.len() > quick_gaps.len());
    assert!(slow_fell >= quick_fell);
}

#[test]
fn few_replications_propose_nothing() {
    let exercise = shipped();
    let plan = Plan::new(&exercise);
    let mut room = Room {
        session: Session::new(&exercise, &plan, setup(&exercise)),
        number: 0,
    };
    room.start(true);
    room.play(300, 1);
    let actual = Actual::of(room.session.live().play(), room.session.live().now());
    for few in [0, 1, 2, 3] {
        let held = afterwards(&exercise, &actual, &expected(&plan, 3, few));
        assert!(held.proposals.is_empty(), "{few}: {:?}", held.proposals);
    }
}

#[test]
fn each_role_may_do_what_is_its_own() {
    let exercise = shipped();
    let plan = Plan::new(&exercise);
    let mut room = Room {
        session: Session::new(&exercise, &plan, setup(&exercise)),
        number: 0,
    };
    room.start(true);
    let inject = exercise.scenario.injects.iter().next().unwrap().id.to_string();
    let added = Added {
        says: "hello".to_owned(),
        ..Added::default()
    };
    let seen = Observation {
        task: String::new(),
        text: "seen".to_owned(),
        rating: Some(Rating::S),
        strength: None,
    };
    let new = Seat {
        id: "late".to_owned(),
        role: Role::Observer,
        name: "Late".to_owned(),
        plays: Vec::new(),
    };
    let acts = [
        (Act::Pause, "leader"),
        (Act::Jump(MINUTE), "leader"),
        (Act::Step, "leader"),
        (Act::Pace(Pace::Times(2)), "leader"),
        (Act::Hold(inject.clone()), "leader"),
        (Act::Release(inject.clone()), "leader"),
        (Act::Skip(inject), "leader"),
        (Act::Add(added), "leader"),
        (Act::Seat(new), "leader"),
        (Act::Observe(seen), "leader rater"),
        (Act::Sit("p1".to_owned()), "leader p1"),
        (Act::Leave("p1".to_owned()), "leader p1"),
        (Act::Confirm, "leader rater guest p1 p2"),
        (Act::Consent(true), "leader rater guest p1 p2"),
        (Act::Recovered(0), ""),
    ];
    for (act, may) in acts {
        for seat in ["leader", "rater", "guest", "p1", "p2", "nobody"] {
            let judged = room.session.judge(seat, &act);
            let allowed = judged != Err(Refused::NotYours);
            assert_eq!(
                allowed,
                may.split(' ').any(|one| one == seat),
                "{seat} {act:?}: {judged:?}"
            );
        }
    }
}

#[test]
fn the_same_entries_give_the_same_session() {
    let exercise = shipped();
    let plan = Plan::new(&exercise);
    let play = || {
        let mut room = Room {
            session: Session::new(&exercise, &plan, setup(&exercise)),
            number: 0,
        };
        room.start(true);
        room.play(200, 2);
        format!("{:?}", room.session.leader_view(WallTime::from_millis(0)))
    };
    assert_eq!(play(), play());
}
