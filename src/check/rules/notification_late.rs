//! OUT029: a notification whose path is longer than its legal clock.

use crate::chance::Distribution;
use crate::check::context::{Context, Duty, Stage};
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::{Governing, Subject};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{self, Clock, ClockStart, Decider, Executor, RequestNameId, RightId};
use crate::time::{SimDuration, Span, WallTime};

pub(crate) static RULE: Rule = Rule {
    code: "OUT029",
    name: "notification-late",
    level: Level::Warning,
    meaning: "a notification comes too late even in the best case, at some hour or at all",
    why: "A clock of 24 hours that starts on Friday evening is over before a team with office hours is back. An error where \
          the work alone takes longer than the law gives, a note where somebody may answer in their free time.",
    example: "Right(id: \"notify\", decision: Notify, decider: Role(\"privacy\")) // Monday to Thursday, and a clock of 24 hours",
    fix: "Put those who notify on call, or let somebody on call send the first notice.",
    controls: &[
        cite("CSF 2.0 RS.CO-02"),
        cite("CSF 2.0 GV.OC-03"),
        cite("SP 800-53 IR-6"),
        cite("CIS 17.3"),
        cite("ISO 27001 A.5.5"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let clocks = context.exercise.scenario.clocks.iter();
    clocks
        .flat_map(|clock| {
            clock
                .stages
                .iter()
                .filter_map(move |stage| of_stage(context, clock, stage))
        })
        .collect()
}

/// The earliest deadline of a stage that starts at an instant; terms from later events are left out, so that it
/// is never earlier than the law's.
fn deadline(clock: &Clock, stage: &model::Stage, from: WallTime) -> Option<WallTime> {
    let awareness = stage
        .terms
        .iter()
        .filter(|term| term.from == ClockStart::Awareness);
    awareness
        .map(|term| clock.jurisdiction.deadline(from, term.term))
        .min()
}

fn of_stage(context: &Context<'_>, clock: &Clock, stage: &model::Stage) -> Option<Finding> {
    let governing = context.governing.iter();
    let governing = governing.filter(|one| one.subject == Subject::Request(stage.submission));
    let late = governing.filter_map(|one| {
        one.right
            .and_then(|right| of_right(context, (clock, stage), one, right))
    });
    late.max_by_key(|finding| finding.level)
}

fn of_right(
    context: &Context<'_>,
    (clock, stage): (&Clock, &model::Stage),
    one: &Governing,
    right: RightId,
) -> Option<Finding> {
    let request: RequestNameId = stage.submission;
    let id = &context.exercise.scenario.requests[request].id;
    let given = most_given(context, clock, stage)?;
    let work = least_work(context, right);
    let finding = |title: String| {
        let about = context.finding(&RULE, (What::Request, id), "", title);
        about.of(one.decision, one.severity)
    };
    if work > given {
        let title = format!(
            "the work under `{}` takes longer than `{}/{}` gives",
            context.right(right).id,
            clock.regime,
            stage.id
        );
        let case = format!(
            "everybody answers at once: the work takes {}, the law gives {}",
            words::lasting(work),
            words::lasting(given)
        );
        return Some(
            finding(title)
                .at_level(Level::Error)
                .case(case)
                .help("shorten the path: fewer approvals, or a first notice with less in it"),
        );
    }
    let (Stage { duty, chain }, span) = silent_past(context, (clock, stage), right)?;
    let over = deadline(clock, stage, span.start)?;
    let title = format!(
        "`{id}` has hours in which `{}/{}` is over before anybody is there",
        clock.regime, stage.id
    );
    let case = format!(
        "{}: the clock starts; nobody who must {} is on shift or on call before {}, and the deadline is {}",
        context.say(span.start),
        duty.word(),
        context.say(span.end),
        context.say(over)
    );
    let help = "put those who notify on call, or let somebody on call send the first notice";
    let finding = finding(title).at(context, span).case(case).help(help);
    Some(if by_luck(context, chain) {
        finding.at_level(Level::Note)
    } else {
        finding
    })
}

/// Whether somebody of the chain may answer a page in their free time.
fn by_luck(context: &Context<'_>, chain: model::ChainId) -> bool {
    let organisation = &context.exercise.organisation;
    let off = |person: &model::PersonId| &organisation.profiles[organisation.people[*person].profile].off;
    context
        .people_of_chain(chain)
        .iter()
        .any(|person| off(person).answers.value() > 0.0)
}

/// A stage of the path whose people are away for longer than the clock runs.
fn silent_past(
    context: &Context<'_>,
    (clock, stage): (&Clock, &model::Stage),
    right: RightId,
) -> Option<(Stage, Span)> {
    let stages = context.stages(right).into_iter();
    let needed = stages.filter(|one| one.duty == Duty::Execute || !context.whole(one.chain).acts);
    let away = needed.flat_map(|one| {
        context
            .chain_silent(one.chain)
            .into_iter()
            .map(move |span| (one, span))
    });
    // What lies at the end of the window may go on beyond it; only what is seen whole is said.
    let whole = away.filter(|(_, span)| span.end < context.window.end);
    let late =
        whole.filter(|(_, span)| deadline(clock, stage, span.start).is_some_and(|over| over < span.end));
    late.max_by_key(|(one, span)| (span.duration(), std::cmp::Reverse((span.start, one.duty))))
}

/// The longest time that the law gives, whenever the clock starts in a week.
fn most_given(context: &Context<'_>, clock: &Clock, stage: &model::Stage) -> Option<SimDuration> {
    let zone = &clock.jurisdiction.zone;
    let first = zone.to_local(context.window.start).date();
    let starts = (0..8).map(|day| zone.day_start(first.plus_days(day)));
    let given = starts.filter_map(|from| Some(Span::new(from, deadline(clock, stage, from)?).duration()));
    given.max()
}

/// The shortest time that deciding, approving and carrying out can take.
fn least_work(context: &Context<'_>, right: RightId) -> SimDuration {
    let rule = context.right(right);
    let by_default = |chain| context.whole(chain).acts;
    // R2, C5: under standing authority and by default nobody works on the decision.
    match rule.decider {
        Decider::Chain(chain) if !by_default(chain) => {}
        Decider::Owner => {}
        _ => return SimDuration::ZERO,
    }
    let mut work = least(&rule.decide_work);
    if rule.executor != Executor::Automatic {
        work += least(&rule.execution_work);
    }
    let asked = rule.advice.iter().filter(|advice| !by_default(advice.chain));
    let advice = asked.map(|advice| least(&advice.work)).max();
    work += advice.unwrap_or(SimDuration::ZERO);
    let asked = rule
        .approvals
        .iter()
        .filter(|approval| !by_default(approval.chain));
    let approvals = asked.map(|approval| least(&approval.work));
    work + if rule.in_series {
        approvals.sum()
    } else {
        approvals.max().unwrap_or(SimDuration::ZERO)
    }
}

/// The least value of a law: its lowest quantile.
fn least(law: &Distribution) -> SimDuration {
    law.is_fixed().unwrap_or_else(|| law.quantile(0.0))
}
