//! A replication with people in it: without players it is the replication of a run, and what players do counts from then on (I3).

use outrun::engine::{Answer, Asked, Asking, Errand, Kind, LivePlay, Move, Plan, Play, Stale, Verdict};
use outrun::model::{Exercise, PersonId};
use outrun::time::{SimDuration, SimTime};

use crate::answers::shipped;

fn minutes(minutes: i64) -> SimTime {
    SimTime::ZERO + SimDuration::from_millis(minutes * 60_000)
}

fn told(play: &Play<'_>) -> Vec<String> {
    play.records()
        .iter()
        .map(|record| format!("{record:?}"))
        .collect()
}

fn everybody(exercise: &Exercise) -> Vec<PersonId> {
    exercise.organisation.people.ids().collect()
}

#[test]
fn without_players_it_is_the_replication_of_a_run_however_time_is_cut() {
    let exercise = shipped("as-is");
    let plan = Plan::new(&exercise);
    for replication in 1..=25 {
        let mut run = Play::new(&plan).in_detail();
        run.incident(replication);
        let mut live = LivePlay::begin(&plan, replication, &[]);
        for minute in 0..7 * 24 * 60 {
            live.advance(minutes(minute));
        }
        live.advance(SimTime::ZERO + exercise.horizon);
        let live = live.end();
        assert_eq!(told(&run), told(&live), "replication {replication}");
        assert_eq!(format!("{:?}", run.burden()), format!("{:?}", live.burden()));
    }
}

/// Players who answer everything after so many minutes; what is asked of them is given back.
fn answered_after(
    live: &mut LivePlay<'_>,
    until: i64,
    delay: i64,
    mut answer: impl FnMut(&Asked) -> Answer,
) -> Vec<Asked> {
    for minute in 0..until {
        live.advance(minutes(minute));
        let due = SimDuration::from_millis(delay * 60_000);
        let asked: Vec<Asked> = live.questions().filter(|asked| asked.open).collect();
        for asked in asked {
            if asked.since + due <= minutes(minute) {
                let answer = answer(&asked);
                let question = asked.number;
                match live.make(minutes(minute), Move::Answers { question, answer }) {
                    Ok(()) | Err(Stale::Over) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }
    }
    live.questions().collect()
}

#[test]
fn everything_that_people_do_is_asked_and_waits_for_the_answer() {
    let exercise = shipped("as-is");
    let plan = Plan::new(&exercise);
    let mut quick = LivePlay::begin(&plan, 3, &everybody(&exercise));
    let asked = answered_after(&mut quick, 600, 2, |asked| match asked.asking {
        Asking::Page => Answer::Acknowledges,
        _ => Answer::Ends(Verdict::Done),
    });
    let errands: Vec<Errand> = asked.iter().map(|asked| asked.errand).collect();
    for errand in [Errand::Triage, Errand::Decide, Errand::Execute] {
        assert!(errands.contains(&errand), "{errand:?} of {errands:?}");
    }
    let detect = quick.play().times().detect.unwrap();
    // Two minutes to acknowledge, two of work.
    let declared = quick.play().times().declare.unwrap();
    let late = (declared - detect).as_millis();
    assert!((4 * 60_000..6 * 60_000).contains(&late), "{late}");

    let mut mute = LivePlay::begin(&plan, 3, &everybody(&exercise));
    mute.advance(minutes(600));
    assert_eq!(mute.play().times().detect, Some(detect), "the same luck");
    assert!(
        mute.play()
            .records()
            .iter()
            .all(|record| record.kind != Kind::Acknowledged)
    );
    assert!(mute.play().times().first_decision.is_none());
    let weight = |live: &LivePlay<'_>| live.play().fallen().len();
    assert!(weight(&mute) >= weight(&quick), "who does nothing loses no less");
}

#[test]
fn the_same_moves_give_the_same_replication() {
    let exercise = shipped("predefined");
    let plan = Plan::new(&exercise);
    let players = everybody(&exercise);
    let play = |cut: i64| {
        let mut live = LivePlay::begin(&plan, 11, &players);
        let asked = answered_after(&mut live, 300, cut, |asked| match asked.asking {
            Asking::Page if asked.number % 5 == 4 => {
                Answer::Delegates(players[asked.number as usize % players.len()])
            }
            Asking::Page if asked.number % 7 == 6 => Answer::Ends(Verdict::Declines),
            Asking::Page => Answer::Acknowledges,
            _ if asked.number % 6 == 5 => Answer::Ends(Verdict::HoldsOff),
            _ => Answer::Ends(Verdict::Done),
        });
        assert!(asked.len() > 10, "{}", asked.len());
        told(live.play())
    };
    assert_eq!(play(3), play(3));
    assert_ne!(play(3), play(5));
}

#[test]
fn an_answer_counts_once_and_a_false_alarm_is_dismissed_by_who_says_so() {
    let exercise = shipped("as-is");
    let plan = Plan::new(&exercise);
    let mut live = LivePlay::begin(&plan, 3, &everybody(&exercise));
    let asked = answered_after(&mut live, 300, 1, |asked| match (asked.asking, asked.errand) {
        (Asking::Page, _) => Answer::Acknowledges,
        (_, Errand::Triage) => Answer::Ends(Verdict::FalseAlarm),
        _ => Answer::Ends(Verdict::Done),
    });
    assert_eq!(
        live.play().times().declare,
        None,
        "who dismisses declares nothing"
    );
    let again = Move::Answers {
        question: asked[0].number,
        answer: Answer::Acknowledges,
    };
    assert_eq!(live.make(minutes(301), again), Err(Stale::Over));
    let unknown = Move::Answers {
        question: 10_000,
        answer: Answer::Acknowledges,
    };
    assert_eq!(live.make(minutes(301), unknown), Err(Stale::Unknown));
}

#[test]
fn who_leaves_is_drawn_for_and_held_injects_wait() {
    let exercise = shipped("as-is");
    let plan = Plan::new(&exercise);
    let mut live = LivePlay::begin(&plan, 3, &everybody(&exercise));
    let first = exercise.scenario.injects.ids().next().unwrap();
    live.make(SimTime::ZERO, Move::Holds(first)).unwrap();
    live.advance(minutes(200));
    let injects = |live: &LivePlay<'_>| {
        let injects = live
            .play()
            .records()
            .iter()
            .filter(|record| record.kind == Kind::Inject);
        injects.filter(|record| record.place() == Some(0)).count()
    };
    assert_eq!(injects(&live), 0);
    live.make(minutes(201), Move::Releases(first)).unwrap();
    assert_eq!(injects(&live), 1);
    for person in everybody(&exercise) {
        live.make(minutes(202), Move::Leaves(person)).unwrap();
    }
    live.advance(minutes(7 * 24 * 60));
    assert!(live.play().times().first_decision.is_some(), "drawn people go on");
    assert!(live.questions().all(|asked| !asked.open));
}

#[test]
fn the_room_may_decide_and_find_what_the_plan_does_not_ask() {
    let exercise = shipped("as-is");
    let plan = Plan::new(&exercise);
    let mut live = LivePlay::begin(&plan, 3, &everybody(&exercise));
    let token = exercise
        .estate
        .nodes
        .ids()
        .find(|&node| &*exercise.estate.nodes[node].id == "ci-release-token")
        .unwrap();
    let decides = Move::Decides {
        node: token,
        person: None,
    };
    assert_eq!(live.make(minutes(0), decides), Err(Stale::Nothing));
    assert_eq!(live.make(minutes(0), Move::Finds(token)), Err(Stale::Nothing));
    answered_after(&mut live, 240, 1, |asked| match asked.errand {
        Errand::Decide | Errand::Own if asked.asking == Asking::Work => Answer::Ends(Verdict::HoldsOff),
        _ if asked.asking == Asking::Page => Answer::Acknowledges,
        _ => Answer::Ends(Verdict::Done),
    });
    let undecided = live
        .play()
        .cases()
        .find(|case| case.asset == Some(token))
        .unwrap();
    assert_eq!(undecided.decided_at, None);
    live.make(minutes(241), decides).unwrap();
    let decided = live
        .play()
        .cases()
        .find(|case| case.asset == Some(token))
        .unwrap();
    assert_eq!(decided.decided_at, Some(minutes(241)));
}
