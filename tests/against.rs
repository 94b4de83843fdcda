//! A run against an earlier one: what slipped beyond luck is found, and moving the goalposts hides nothing.

use outrun::engine::Plan;
use outrun::experiment::Played;
use outrun::model::{Exercise, Limit};
use outrun::report::{
    Against, Earlier, Heading, MeasureAgainst, Movement, Plays, Records, RunDocument, Side, against,
};

use crate::results::{BUSY, busy};
use crate::small::{exercise, played};

const MANY: u64 = 600;

/// An exercise that was played, with its records.
struct Run {
    exercise: Exercise,
    played: Played,
    records: Vec<u8>,
}

impl Run {
    fn new(exercise: Exercise, replications: u64) -> Self {
        let played = played(std::slice::from_ref(&exercise), 1..replications + 1, 2).remove(0);
        let mut records = Vec::new();
        let mut writer = Records::new(&mut records, [&exercise]).unwrap();
        writer
            .write(&exercise, Plays::Incidents, &played.incidents)
            .unwrap();
        writer
            .write(
                &exercise,
                Plays::FalseAlarms,
                played.false_alarms.as_ref().unwrap(),
            )
            .unwrap();
        writer.finish().unwrap();
        Self {
            exercise,
            played,
            records,
        }
    }

    fn against(&self, then: &Self) -> Against {
        let alternatives = |run: &Self| [(run.exercise.clone(), Plan::new(&run.exercise).reach_weight())];
        let (before, after) = (alternatives(then), alternatives(self));
        let side = |run: &'_ Self| (run.exercise.seed, run.records.clone());
        let ((seed_then, records_then), (seed_now, records_now)) = (side(then), side(self));
        let compared = against(
            &Earlier::default(),
            String::new(),
            Side {
                seed: seed_then,
                inputs: &[],
                records: &records_then,
                alternatives: &before,
            },
            Side {
                seed: seed_now,
                inputs: &[],
                records: &records_now,
                alternatives: &after,
            },
        );
        compared.expect("records are read back")
    }
}

fn of<'a>(against: &'a Against, measure: &str) -> &'a MeasureAgainst {
    let measures = &against.alternatives[0].measures;
    let found = measures.iter().find(|one| one.measure == measure);
    found.unwrap_or_else(|| panic!("{measure} in {measures:#?}"))
}

/// The same world in which triage takes hours.
fn slower() -> Exercise {
    let slow = BUSY.replace(
        "severity: [Reaches",
        r#"triage: Triage(work: "9h"), severity: [Reaches"#,
    );
    assert_ne!(slow, BUSY);
    exercise(&slow)
}

#[test]
fn figures_from_records_are_those_of_the_run() {
    let run = Run::new(busy(), MANY);
    let against = run.against(&run);
    let figures = run.played.figures(&run.exercise);
    let document = RunDocument::new(Heading::default(), &[figures]);
    let alternative = &document.alternatives[0];
    assert_eq!(of(&against, "outrun_rate").then, alternative.outrun_rate);
    let times = &alternative.times.time_to_containment;
    assert_eq!(of(&against, "p90(time_to_containment)").now, times.p90);
    assert_eq!(
        of(&against, "mean(people_woken)").now,
        alternative.burden.people_woken.mean
    );
    for objective in &alternative.objectives {
        let measure = objective.text.split(['<', '>']).next().unwrap().trim();
        assert_eq!(
            of(&against, measure).then,
            objective.measured,
            "{}",
            objective.text
        );
    }
    assert_eq!(alternative.objectives.len(), 7);
}

#[test]
fn the_same_run_again_slips_nowhere() {
    let run = Run::new(busy(), MANY);
    let against = run.against(&run);
    assert!(against.paired && against.changes.is_empty());
    assert_eq!(against.slipped(), 0);
    for measure in &against.alternatives[0].measures {
        assert_eq!(measure.movement, Movement::WithinLuck, "{measure:?}");
        assert!(
            measure.difference.estimate.is_none_or(|by| by == 0.0),
            "{measure:?}"
        );
    }
}

#[test]
fn other_luck_alone_slips_nowhere() {
    let first = Run::new(busy(), MANY);
    for seed in 100..106 {
        let again = Run::new(Exercise { seed, ..busy() }, MANY);
        let against = again.against(&first);
        assert!(!against.paired);
        assert_eq!(against.slipped(), 0, "seed {seed}: {against:#?}");
    }
}

#[test]
fn slower_people_are_found_out_and_the_same_luck_finds_them_sooner() {
    let then = Run::new(busy(), MANY);
    let paired = Run::new(slower(), MANY).against(&then);
    let slipped = of(&paired, "p50(time_to_containment)");
    assert_eq!(slipped.movement, Movement::Slipped, "{slipped:?}");
    assert!(paired.slipped() >= 1);
    let other = Exercise { seed: 8, ..slower() };
    let apart = Run::new(other, MANY).against(&then);
    let width = |against: &Against| {
        let difference = &of(against, "outrun_rate").difference;
        difference.high.unwrap() - difference.low.unwrap()
    };
    assert!(
        width(&paired) < 0.9 * width(&apart),
        "{} {}",
        width(&paired),
        width(&apart)
    );
    // And the other way round it has improved.
    let back = then.against(&Run::new(slower(), MANY));
    assert_eq!(of(&back, "p50(time_to_containment)").movement, Movement::Improved);
}

#[test]
fn moving_the_limit_moves_no_verdict() {
    let then = Run::new(busy(), MANY);
    let wide = Exercise {
        limit: Limit::NoCrownJewel,
        crown_jewels: busy().crown_jewels,
        ..slower()
    };
    let moved = Run::new(wide, MANY).against(&then);
    let kept = Run::new(slower(), MANY).against(&then);
    let (moved_rate, kept_rate) = (of(&moved, "outrun_rate"), of(&kept, "outrun_rate"));
    assert_eq!(moved_rate.now, kept_rate.now, "held against the earlier limit");
    assert_eq!(
        moved_rate.remark.as_deref(),
        Some("both with the earlier limit, 40 %")
    );
    assert_eq!(kept_rate.remark, None);
    let limits: Vec<_> = moved
        .changes
        .iter()
        .filter(|change| change.what == "limit")
        .collect();
    assert_eq!(limits.len(), 1);
    assert_eq!(limits[0].then.as_deref(), Some("40 %"));
    assert_eq!(limits[0].now.as_deref(), Some("no crown jewel"));
}

#[test]
fn other_weights_jewels_and_objectives_are_said() {
    let then = Run::new(busy(), 60);
    let text = BUSY
        .replace("weight: 3", "weight: 1")
        .replace(r#""crown-jewel", "#, "")
        .replace("mean(pages) <= 1000", "mean(pages) <= 2000")
        .replace(r#""met(gdpr-33) >= 50%", "#, "");
    let now = Run::new(exercise(&text), 60).against(&then);
    let said: Vec<_> = now
        .changes
        .iter()
        .map(|change| {
            let of = |text: &Option<String>| text.clone().unwrap_or_default();
            (
                change.what.as_str(),
                of(&change.subject),
                of(&change.then),
                of(&change.now),
            )
        })
        .collect();
    let change = |what, subject: &str, then: &str, now: &str| {
        (what, subject.to_owned(), then.to_owned(), now.to_owned())
    };
    assert_eq!(
        said,
        [
            change("crown jewel", "db", "named", ""),
            change("objective", "mean(pages)", "<= 1000", "<= 2000"),
            change("objective", "met(gdpr-33)", ">= 50%", ""),
            change("weight", "runner", "3", "1"),
        ]
    );
    let rate = of(&now, "outrun_rate");
    assert_eq!(rate.movement, Movement::NotComparable, "another race");
    assert_eq!(rate.remark.as_deref(), Some("the crown jewels are others"));
    // What was an objective only then is still looked at.
    assert_ne!(of(&now, "met(gdpr-33)").movement, Movement::NotComparable);
}
