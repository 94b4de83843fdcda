//! What is compared: every measure of section 8 of the model, and what the objectives ask besides.

use crate::measure::{BURDEN, Column, Landmark, Layout, Scale, TIMES};
use crate::model::{Exercise, Measure, Statistic, Subject, Unit};

/// One measure of two alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// As an objective writes it: `p90(time_to_containment)`.
    pub name: String,
    /// Whether more of it is better.
    pub more_is_better: bool,
    /// What is computed.
    pub kind: Kind,
    /// From false alarms, not from incidents.
    pub false_alarms: bool,
    /// The heading of the column that it is read from.
    pub heading: String,
    /// From whole units to those of output.
    pub scale: Scale,
}

/// What is computed over the replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The share in which it was outrun, both with the limit of the baseline (M3).
    Outrun,
    /// The share in which a number is above zero.
    Share,
    /// A mean.
    Mean,
    /// The mean of a time up to the horizon: what is open there counts as the horizon, for both.
    RestrictedMean,
    /// A quantile, 0 to 1.
    Quantile(f64),
}

impl Contrast {
    /// The names under which a margin may have been written for it, the narrowest first: of `p90(time_to_containment)` the
    /// measure, of `met(gdpr-33/notice)` the stage and the clock.
    pub fn subjects(&self) -> impl Iterator<Item = String> {
        let inside = self
            .name
            .split_once('(')
            .and_then(|(_, rest)| rest.rsplit_once(')'));
        let inside = inside.map(|(of, _)| of.to_owned());
        let clock = self.name.strip_prefix("met(").and_then(|of| of.split_once('/'));
        let clock = clock.map(|(clock, _)| format!("met({clock})"));
        [Some(self.name.clone()), inside, clock].into_iter().flatten()
    }
}

/// The measures that are told without being asked for.
pub const HEADLINE: [&str; 8] = [
    "outrun_rate",
    "p50(time_to_containment)",
    "p90(time_to_containment)",
    "restricted_mean(time_to_containment)",
    "mean(blast_at_end)",
    "mean(people_woken)",
    "mean(disruption)",
    "mean(wrongful_disruption)",
];

/// The quantiles of each time, with the words for them.
const QUANTILES: [(f64, &str); 2] = [(0.5, "p50"), (0.9, "p90")];

/// Everything that is compared of a baseline, the headline first; `reach` is the weight that can fall (E6).
pub fn contrasts(exercise: &Exercise, reach: u64) -> Vec<Contrast> {
    let mut all = vec![share("outrun_rate", "outrun", Kind::Outrun, true)];
    for time in TIMES {
        all.extend(time_contrasts(time.name(), time == Measure::TimeToCrownJewel));
    }
    for request in &exercise.scenario.requests {
        all.extend(time_contrasts(&format!("time_to({})", request.id), false));
    }
    all.extend(blast());
    let stages = stages(exercise);
    all.extend(stages.map(|(name, heading)| share(&name, &heading, Kind::Share, true)));
    all.push(share(
        "false_all_clear_rate",
        "false_all_clears",
        Kind::Share,
        false,
    ));
    all.extend(BURDEN.map(|measure| mean(measure, false)));
    if exercise.false_alarms.is_some() {
        let acted = share("false_alarm_acted_on_rate", "clean_acted_on", Kind::Share, false);
        all.push(Contrast {
            false_alarms: true,
            ..acted
        });
        all.push(mean(Measure::WrongfulDisruption, true));
        let woken = mean(Measure::PeopleWoken, true);
        let name = "mean(people_woken) of a false alarm".to_owned();
        all.push(Contrast { name, ..woken });
    }
    for objective in &exercise.objectives {
        if let Some(further) = of_objective(exercise, &objective.subject, reach)
            && !all.iter().any(|known| known.name == further.name)
        {
            all.push(further);
        }
    }
    all
}

fn share(name: &str, heading: &str, kind: Kind, more_is_better: bool) -> Contrast {
    Contrast {
        name: name.to_owned(),
        more_is_better,
        kind,
        false_alarms: false,
        heading: heading.to_owned(),
        scale: Scale::Number,
    }
}

fn time_contrasts(name: &str, more_is_better: bool) -> [Contrast; 3] {
    let plain = name.strip_prefix("time_to(").and_then(|id| id.strip_suffix(')'));
    let heading = plain.map_or_else(|| format!("{name}_s"), |id| format!("time_to_{id}_s"));
    let of = |word: &str, kind: Kind| Contrast {
        name: format!("{word}({name})"),
        more_is_better,
        kind,
        false_alarms: false,
        heading: heading.clone(),
        scale: Scale::Seconds,
    };
    let [(half, median), (most, ninth)] = QUANTILES;
    [
        of(median, Kind::Quantile(half)),
        of(ninth, Kind::Quantile(most)),
        of("restricted_mean", Kind::RestrictedMean),
    ]
}

/// M2: what had fallen at containment, else at the horizon; the area until then.
fn blast() -> [Contrast; 5] {
    let at_end = |word: &str, kind: Kind| Contrast {
        name: format!("{word}(blast_at_end)"),
        more_is_better: false,
        kind,
        false_alarms: false,
        heading: "blast_at_end".to_owned(),
        scale: Scale::Number,
    };
    [
        at_end("mean", Kind::Mean),
        at_end("p90", Kind::Quantile(0.9)),
        mean(Measure::BlastArea, false),
        mean(Measure::Retaken, false),
        mean(Measure::NeverKnown, false),
    ]
}

fn mean(measure: Measure, false_alarms: bool) -> Contrast {
    Contrast {
        name: format!("mean({})", measure.name()),
        more_is_better: false,
        kind: Kind::Mean,
        false_alarms,
        heading: heading(measure),
        scale: Scale::of(measure, 1),
    }
}

/// The heading of a measure that has a column of its own.
fn heading(measure: Measure) -> String {
    match measure.unit() {
        Unit::Time => format!("{}_s", measure.name()),
        _ => measure.name().to_owned(),
    }
}

/// Names and headings of the stages of clocks.
fn stages(exercise: &Exercise) -> impl Iterator<Item = (String, String)> + '_ {
    let clocks = exercise.scenario.clocks.iter();
    let stages = clocks.flat_map(|clock| clock.stages.iter().map(move |stage| (clock, stage)));
    stages.enumerate().map(|(place, (clock, stage))| {
        let name = format!("met({}/{})", clock.regime, stage.id);
        (name, Layout::heading(exercise, Column::Stage(place)))
    })
}

/// A quantile that an objective asks for; the rest is compared anyway.
fn of_objective(exercise: &Exercise, subject: &Subject, reach: u64) -> Option<Contrast> {
    let &Subject::Statistic(Statistic::Quantile(q), measure) = subject else {
        return None;
    };
    let column = match measure {
        Measure::BlastShareAtContainment => Column::Measure(Measure::BlastAtContainment),
        Measure::BlastCountAtContainment => Column::Count(Landmark::Containment),
        _ => Column::Measure(measure),
    };
    let name = match measure {
        Measure::TimeTo(request) => {
            let request = exercise.scenario.requests.item(request)?;
            format!("time_to({})", request.id)
        }
        _ => measure.name().to_owned(),
    };
    Some(Contrast {
        name: format!("p{}({name})", crate::measure::compare::pairs::percent(q)),
        more_is_better: measure == Measure::TimeToCrownJewel,
        kind: Kind::Quantile(q),
        false_alarms: false,
        heading: Layout::heading(exercise, column),
        scale: Scale::of(measure, reach),
    })
}

#[cfg(test)]
mod tests {
    use super::{Contrast, Kind, share};

    #[test]
    fn a_margin_is_looked_up_by_measure_stage_and_clock() {
        for (name, expected) in [
            ("outrun_rate", vec!["outrun_rate"]),
            ("p90(pages)", vec!["p90(pages)", "pages"]),
            ("p50(time_to(tell))", vec!["p50(time_to(tell))", "time_to(tell)"]),
            (
                "met(gdpr-33/notice)",
                vec!["met(gdpr-33/notice)", "gdpr-33/notice", "met(gdpr-33)"],
            ),
            (
                "mean(people_woken) of a false alarm",
                vec!["mean(people_woken) of a false alarm", "people_woken"],
            ),
        ] {
            let contrast: Contrast = share(name, "", Kind::Share, true);
            assert_eq!(contrast.subjects().collect::<Vec<_>>(), expected);
        }
    }
}
