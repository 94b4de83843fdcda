//! From figures to the run document: names and shapes only, nothing is computed here.

use crate::document::preset::{Parameter, parameter};
use crate::measure::{self, BurdenFigures, FalseAlarmFigures, Figures, Landmark, PathFigures, Spread};
use crate::model::{Limit, Measure, Name};

use super::compare::VarianceShares;
use super::run_document::{
    Alone, Alternative, AssumptionRange, CurvePoint, Influence, Interval, LimitKind, Objective, Played,
    Reason, Verdict,
};
use super::run_measures::{
    Attribution, Blast, BlastAt, Burden, CauseShare, Censored, Clock, Contained, FalseAlarms, OpenStage,
    RunTimes, Times, Together, Values,
};

impl From<&Figures> for Alternative {
    fn from(figures: &Figures) -> Self {
        Self {
            name: figures.alternative.to_string(),
            replications: figures.replications,
            stopped: figures.stopped,
            outrun_rate: (&figures.outrun_rate).into(),
            outrun_curve: figures.outrun_curve.iter().map(CurvePoint::from).collect(),
            times: times(figures),
            blast: blast(figures),
            retaken: (&figures.retaken).into(),
            never_known: (&figures.never_known).into(),
            false_all_clear_rate: (&figures.false_all_clear_rate).into(),
            attribution: attribution(&figures.contained, &figures.censored),
            burden: (&figures.burden).into(),
            false_alarms: figures.false_alarms.as_ref().map(FalseAlarms::from),
            clocks: figures.clocks.iter().map(Clock::from).collect(),
            objectives: figures.objectives.iter().map(Objective::from).collect(),
            assumptions: figures.assumptions.as_ref().map(Played::from),
        }
    }
}

impl From<&measure::CurvePoint> for CurvePoint {
    #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^53")]
    fn from(point: &measure::CurvePoint) -> Self {
        let (limit, value) = match point.limit {
            Limit::Share(share) => (LimitKind::Share, Some(share)),
            Limit::Weight(weight) => (LimitKind::Weight, Some(weight as f64)),
            Limit::Count(count) => (LimitKind::Count, Some(count as f64)),
            Limit::NoCrownJewel => (LimitKind::NoCrownJewel, None),
        };
        Self {
            limit,
            value,
            own: point.own,
            outrun_rate: (&point.outrun_rate).into(),
        }
    }
}

impl From<&measure::Figure> for Interval {
    fn from(figure: &measure::Figure) -> Self {
        let luck = &figure.luck;
        Self {
            estimate: luck.estimate,
            low: luck.low,
            high: luck.high,
            confidence: luck.confidence,
            reason: luck.reason.map(|reason| match reason {
                measure::estimate::Reason::BeyondHorizon => Reason::BeyondHorizon,
                measure::estimate::Reason::NotApplicable => Reason::NotApplicable,
                measure::estimate::Reason::TooFew => Reason::TooFew,
            }),
            assumptions: figure.assumptions.as_ref().map(|range| AssumptionRange {
                low: range.low,
                high: range.high,
                by: range.by.clone(),
            }),
        }
    }
}

impl From<&Spread> for Times {
    fn from(spread: &Spread) -> Self {
        Self {
            observed: spread.observed,
            censored: spread.censored,
            not_applicable: spread.not_applicable,
            p10: (&spread.p10).into(),
            p50: (&spread.p50).into(),
            p90: (&spread.p90).into(),
            p95: (&spread.p95).into(),
            p99: (&spread.p99).into(),
        }
    }
}

impl From<&Spread> for Values {
    fn from(spread: &Spread) -> Self {
        Self {
            n: spread.observed,
            censored: spread.censored,
            not_applicable: spread.not_applicable,
            mean: (&spread.mean).into(),
            p10: (&spread.p10).into(),
            p50: (&spread.p50).into(),
            p90: (&spread.p90).into(),
            p95: (&spread.p95).into(),
            p99: (&spread.p99).into(),
        }
    }
}

fn times(figures: &Figures) -> RunTimes {
    let of = |measure: Measure| {
        let found = figures.times.iter().find(|(of, _)| *of == measure);
        found.map_or_else(nothing, |(_, spread)| spread.into())
    };
    RunTimes {
        time_to_detect: of(Measure::TimeToDetect),
        time_to_declare: of(Measure::TimeToDeclare),
        time_to_first_authorised: of(Measure::TimeToFirstAuthorised),
        time_to_first_decision: of(Measure::TimeToFirstDecision),
        time_to_first_action: of(Measure::TimeToFirstAction),
        time_to_first_effect: of(Measure::TimeToFirstEffect),
        time_to_containment: of(Measure::TimeToContainment),
        time_to_declared_first: of(Measure::TimeToDeclaredFirst),
        time_to_declared_last: of(Measure::TimeToDeclaredLast),
        time_to_restore: of(Measure::TimeToRestore),
        time_to_crown_jewel: of(Measure::TimeToCrownJewel),
        decisions: figures
            .decisions
            .iter()
            .map(|(id, spread)| (id.to_string(), spread.into()))
            .collect(),
    }
}

fn blast(figures: &Figures) -> Blast {
    let at = |landmark: Landmark| {
        let found = figures.blast.iter().find(|(of, _)| *of == landmark);
        BlastAt::from(found.map_or(&figures.area, |(_, blast)| blast))
    };
    Blast {
        at_detect: at(Landmark::Detect),
        at_declare: at(Landmark::Declare),
        at_first_effect: at(Landmark::FirstEffect),
        at_containment: at(Landmark::Containment),
        area: (&figures.area).into(),
    }
}

impl From<&measure::BlastFigures> for BlastAt {
    fn from(blast: &measure::BlastFigures) -> Self {
        Self {
            weight: (&blast.weight).into(),
            count: (&blast.count).into(),
            share: (&blast.share).into(),
        }
    }
}

fn attribution(contained: &PathFigures, censored: &PathFigures) -> Attribution {
    let causes = |path: &PathFigures| path.causes.iter().map(CauseShare::from).collect();
    let open = censored.open_stages.iter().map(|(cause, n)| OpenStage {
        cause: cause.word().to_owned(),
        n: *n,
    });
    Attribution {
        contained: Contained {
            n: contained.n,
            causes: causes(contained),
        },
        censored: Censored {
            n: censored.n,
            causes: causes(censored),
            open_stage: open.collect(),
        },
    }
}

impl From<&measure::CauseFigures> for CauseShare {
    fn from(figures: &measure::CauseFigures) -> Self {
        Self {
            cause: figures.cause.word().to_owned(),
            mean: figures.mean,
            share: figures.share,
            rules: strings(&figures.rules),
            roles: strings(&figures.roles),
        }
    }
}

/// The one table of what a burden counts and of the fields that hold it (M5).
macro_rules! burden {
    ($into:ident, $of:ident $(, $field:ident: $measure:ident)*) => {
        $into {
            pages: $of(Measure::Pages),
            people_engaged: $of(Measure::PeopleEngaged),
            people_woken: $of(Measure::PeopleWoken),
            approvals: $of(Measure::Approvals),
            work: $of(Measure::Work),
            disruption: $of(Measure::Disruption),
            clean_acted_on: $of(Measure::CleanActedOn),
            $($field: $of(Measure::$measure),)*
        }
    };
}

fn strings(names: &[Name]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

impl From<&BurdenFigures> for Burden {
    fn from(figures: &BurdenFigures) -> Self {
        let of = |measure: Measure| figures.of(measure).map_or_else(no_values, Values::from);
        burden!(Self, of)
    }
}

impl From<&FalseAlarmFigures> for FalseAlarms {
    fn from(figures: &FalseAlarmFigures) -> Self {
        Self {
            replications: figures.replications,
            acted_on_rate: (&figures.acted_on_rate).into(),
            wrongful_disruption: (&figures.wrongful_disruption).into(),
            burden: (&figures.burden).into(),
            per_incident: figures.per_incident,
            together: together(figures),
        }
    }
}

fn together(figures: &FalseAlarmFigures) -> Together {
    let of = |measure: Measure| {
        let found = figures.together.iter().find(|(of, _)| *of == measure);
        found.map_or_else(no_interval, |(_, figure)| figure.into())
    };
    burden!(Together, of, wrongful_disruption: WrongfulDisruption)
}

impl From<&measure::ClockFigures> for Clock {
    fn from(figures: &measure::ClockFigures) -> Self {
        Self {
            regime: figures.regime.to_string(),
            stage: figures.stage.to_string(),
            due: figures.due,
            met: figures.met,
            not_simulated: figures.not_simulated,
            not_applicable: figures.not_applicable,
            met_rate: (&figures.met_rate).into(),
        }
    }
}

impl From<&measure::Judged> for Objective {
    fn from(judged: &measure::Judged) -> Self {
        Self {
            text: judged.text.to_string(),
            verdict: match judged.verdict {
                measure::Verdict::Met => Verdict::Met,
                measure::Verdict::Missed => Verdict::Missed,
                measure::Verdict::Depends => Verdict::Depends,
                measure::Verdict::Undecided => Verdict::Undecided,
            },
            depends_on: judged.depends_on.clone(),
            measured: (&judged.measured).into(),
            threshold: judged.threshold,
            settled_by: judged.settled_by,
        }
    }
}

impl From<&measure::Assumed> for Played {
    fn from(assumed: &measure::Assumed) -> Self {
        let influence = |influence: &measure::Influence| Influence {
            input: influence.input.clone(),
            meaning: parameter(&influence.input).map_or_else(String::new, Parameter::meaning),
            on_outrun_rate: influence.on_outrun_rate,
            alone: influence.alone.map(|(low, high)| Alone { low, high }),
            variance: influence.explained.map(|(first, total)| VarianceShares {
                first_order: (&measure::Figure::from(first)).into(),
                total: (&measure::Figure::from(total)).into(),
            }),
        };
        Self {
            design: assumed.design.to_owned(),
            points: assumed.points,
            replications: assumed.replications,
            inputs: assumed.inputs.iter().map(influence).collect(),
        }
    }
}

/// What stands where a measure was never gathered; the lists that are read here hold every measure.
fn nothing() -> Times {
    (&no_spread()).into()
}

fn no_values() -> Values {
    (&no_spread()).into()
}

fn no_interval() -> Interval {
    (&no_spread().mean).into()
}

fn no_spread() -> Spread {
    Spread::new(
        measure::estimate::Values::new(),
        measure::Scale::Number,
        measure::CONFIDENCE,
    )
}

#[cfg(test)]
mod tests {
    use super::{Burden, BurdenFigures, no_spread};
    use crate::measure::BURDEN;

    #[test]
    fn every_measure_of_a_burden_has_its_field() {
        let numbered = BURDEN.iter().zip(1..).map(|(&measure, n)| {
            let mut spread = no_spread();
            spread.observed = n;
            (measure, spread)
        });
        let burden = Burden::from(&BurdenFigures(numbered.collect()));
        let document = serde_json::to_value(burden).unwrap();
        assert_eq!(document.as_object().map(serde_json::Map::len), Some(BURDEN.len()));
        for (measure, n) in BURDEN.iter().zip(1..) {
            assert_eq!(document[measure.name()]["n"], n, "{}", measure.name());
        }
    }
}
