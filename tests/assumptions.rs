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

/// The figures of an exercise with all its assumptions played.
fn assumed(loaded: &Loaded, points: usize, replications: u64) -> Figures {
    let unknowns = loaded.unknowns("as-is").expect("it is sound");
    let ranged = unknowns.iter().filter(|one| one.parameter.has_range());
    let inputs: Vec<String> = ranged.map(|one| one.parameter.id.to_string()).collect();
    assumed_of(loaded, &inputs, points, replications)
}

/// The figures of an exercise with these inputs moved, 40 replications at each point.
fn assumed_of(loaded: &Loaded, inputs: &[String], points: usize, replications: u64) -> Figures {
    let exercise = loaded
        .exercise("as-is", &Assumptions::default())
        .expect("it is sound");
    let mut figures = played(std::slice::from_ref(&exercise), 1..replications + 1, 2)[0].figures(&exercise);
    let assumptions = experiment::Assumptions {
        inputs,
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
    let mut figures = assumed(&loaded(BUSY), 64, 200);
    let played = figures.assumptions.clone().expect("they were played");
    let alone = played.inputs.iter().filter(|input| input.alone.is_some()).count() as u64;
    assert!(played.points >= 64 + 5 + 2 * alone && alone > 0, "{played:?}");
    assert!(played.inputs.len() > 5, "{:?}", played.inputs);
    let strengths: Vec<f64> = played
        .inputs
        .iter()
        .map(|input| input.on_outrun_rate.map_or(-1.0, f64::abs))
        .collect();
    assert!(
        strengths.windows(2).all(|pair| pair[0] >= pair[1]),
        "the most influential first"
    );
    let rate = figures.outrun_rate.assumptions.clone().unwrap();
    assert!(rate.low < rate.high && !rate.by.is_empty(), "{rate:?}");
    for input in &rate.by {
        let influence = played.inputs.iter().find(|one| one.input == *input).unwrap();
        let (low, high) = influence.alone.expect("whoever is named was moved alone");
        assert!((low - high).abs() > 0.0, "{influence:?}");
    }
    for figure in figures.figures_mut() {
        let range = figure.assumptions.as_ref();
        assert!(
            range.is_none_or(|range| range.low.is_none_or(|low| low >= 0.0)),
            "{figure:?}"
        );
        assert!(
            range.is_none_or(|range| range.high.is_none_or(|high| high <= figure.most)),
            "{figure:?}"
        );
    }
    let missed = figures
        .objectives
        .iter()
        .find(|one| &*one.text == "p50(time_to_containment) <= 1m")
        .unwrap();
    assert_eq!(missed.verdict, Verdict::Missed, "nothing makes it that quick");
}

#[test]
fn a_range_holds_no_luck() {
    // Nobody holds off here, so the input moves nothing; the figures come from 200 replications, the points from 40.
    let mut figures = assumed_of(&loaded(BUSY), &["word.holds-off.unknown".to_owned()], 8, 200);
    for figure in figures.figures_mut() {
        let estimate = figure.luck.estimate;
        if let Some(range) = &figure.assumptions {
            assert_eq!((range.low, range.high), (estimate, estimate), "{figure:?}");
            assert!(range.by.is_empty());
        }
    }
    assert!(
        figures
            .objectives
            .iter()
            .all(|one| one.verdict != Verdict::Depends)
    );
}

#[test]
fn an_input_that_matters_gives_a_width_and_is_named() {
    let input = "attacker.scripted.other.chance".to_owned();
    let figures = assumed_of(&loaded(BUSY), std::slice::from_ref(&input), 32, 200);
    let played = figures.assumptions.as_ref().unwrap();
    assert_eq!(played.inputs.len(), 1);
    let rate = figures.outrun_rate.assumptions.as_ref().unwrap();
    assert!(rate.low < rate.high, "{rate:?}");
    assert_eq!(rate.by, [input]);
}

#[test]
fn where_nothing_has_a_range_nothing_is_played() {
    let figures = assumed_of(&loaded(BUSY), &[], 64, 40);
    let played = figures.assumptions.as_ref().unwrap();
    assert_eq!((played.points, played.inputs.len()), (0, 0));
    let (rate, luck) = (
        figures.outrun_rate.assumptions.as_ref().unwrap(),
        &figures.outrun_rate.luck,
    );
    assert_eq!((rate.low, rate.high), (luck.estimate, luck.estimate));
}

#[test]
fn a_verdict_that_flips_names_what_it_depends_on() {
    let figures = assumed(&loaded(BUSY), 64, 40);
    let range = figures.outrun_rate.assumptions.as_ref().unwrap();
    let middle = f64::midpoint(range.low.unwrap(), range.high.unwrap());
    let text = BUSY.replace("outrun_rate >= 1%", &format!("outrun_rate >= {middle}"));
    let figures = assumed(&loaded(&text), 64, 40);
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
