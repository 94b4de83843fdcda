//! Assumptions widen what luck leaves open, and name what moves a figure (M7).
#![expect(
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is wrong, and its numbers are small"
)]

use std::sync::atomic::AtomicBool;

use outrun::document::{Assumptions, Loaded};
use outrun::experiment::{self, Settings, play_assumptions};
use outrun::measure::{Figures, Verdict};

use crate::results::BUSY;
use crate::small::{loaded, played};

/// The figures of an exercise with its assumptions played.
fn assumed(loaded: &Loaded, points: usize, replications: u64) -> Figures {
    let exercise = loaded
        .exercise("as-is", &Assumptions::default())
        .expect("it is sound");
    let mut figures = played(std::slice::from_ref(&exercise), 1..replications + 1, 2)[0].figures(&exercise);
    let unknowns = loaded.unknowns("as-is").expect("it is sound");
    let ranged = unknowns.iter().filter(|one| one.parameter.has_range());
    let inputs: Vec<String> = ranged.map(|one| one.parameter.id.to_string()).collect();
    let assumptions = experiment::Assumptions {
        inputs: &inputs,
        points,
        at: &|point| loaded.exercise("as-is", &Assumptions(point.clone())),
    };
    let settings = Settings {
        replications: 1..41,
        threads: None,
        stop: &AtomicBool::new(false),
        progress: &|_, _| {},
    };
    play_assumptions(&exercise, &mut figures, &assumptions, &settings).expect("it plays");
    figures
}

#[test]
fn assumptions_widen_what_luck_leaves() {
    let mut figures = assumed(&loaded(BUSY), 24, 200);
    let played = figures.assumptions.clone().expect("they were played");
    assert_eq!(played.points, 24 + 5);
    assert!(played.inputs.len() > 5, "{:?}", played.inputs);
    let strengths: Vec<f64> = played
        .inputs
        .iter()
        .map(|(_, rho)| rho.map_or(-1.0, f64::abs))
        .collect();
    assert!(
        strengths.windows(2).all(|pair| pair[0] >= pair[1]),
        "the most influential first"
    );
    for figure in figures.figures_mut() {
        let (Some(estimate), Some(range)) = (figure.luck.estimate, &figure.assumptions) else {
            continue;
        };
        assert!(range.low.is_some_and(|low| low <= estimate), "{figure:?}");
        assert!(range.high.is_none_or(|high| high >= estimate), "{figure:?}");
    }
    let rate = figures.outrun_rate.assumptions.as_ref().unwrap();
    assert!(rate.low < rate.high && !rate.by.is_empty(), "{rate:?}");
    let missed = figures
        .objectives
        .iter()
        .find(|one| &*one.text == "p50(time_to_containment) <= 1m")
        .unwrap();
    assert_eq!(missed.verdict, Verdict::Missed, "nothing makes it that quick");
}

#[test]
fn a_verdict_that_flips_names_what_it_depends_on() {
    let figures = assumed(&loaded(BUSY), 16, 40);
    let range = figures.outrun_rate.assumptions.as_ref().unwrap();
    let middle = f64::midpoint(range.low.unwrap(), range.high.unwrap());
    let text = BUSY.replace("outrun_rate >= 1%", &format!("outrun_rate >= {middle}"));
    let figures = assumed(&loaded(&text), 16, 40);
    let mut objectives = figures.objectives.iter();
    let objective = objectives
        .find(|one| one.text.starts_with("outrun_rate"))
        .unwrap();
    assert_eq!(objective.verdict, Verdict::Depends, "{objective:?}");
    assert!(!objective.depends_on.is_empty());
}

#[test]
fn the_same_assumptions_give_the_same_figures() {
    let loaded = loaded(BUSY);
    assert_eq!(assumed(&loaded, 5, 20), assumed(&loaded, 5, 20));
}
