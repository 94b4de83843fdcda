//! OUT001: nobody may decide.

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::{Governing, Subject};
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::Decision;

pub(crate) static RULE: Rule = Rule {
    code: "OUT001",
    name: "no-decider",
    level: Level::Error,
    meaning: "no rule says who may decide",
    why: "Where no rule matches, people first search for who may decide, then the owners must agree. Where there is no \
          owner and no arbiter either, the decision is never taken.",
    example: "Right(id: \"contain/tokens\", decision: Contain, assets: Kind(\"ci-token\"), decider: Role(\"lead\")) // and a node of kind `agent`",
    fix: "Write a last rule without `assets`: Right(id: \"contain/rest\", decision: Contain, decider: Owner)",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 RS.MI-01"),
        cite("SP 800-53 IR-8"),
        cite("CIS 17.5"),
        cite("ISO 27001 5.3"),
        cite("ISO 27001 A.5.24"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
        cite("APRA CPS 234 ¶14"),
        cite("DORA Art. 17(3)(c)-(e)"),
        cite("PCI DSS v4.0 12.10.1"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (decision, kind, cases) in by_kind(context) {
        found.push(of_kind(context, decision, &kind, &cases));
    }
    let requests = context.governing.iter().filter(|one| one.right.is_none());
    for case in requests {
        let Subject::Request(request) = case.subject else {
            continue;
        };
        // What a legal clock waits for has a finding of its own.
        let clocks = context.exercise.scenario.clocks.iter();
        if clocks
            .flat_map(|clock| &clock.stages)
            .all(|stage| stage.submission != request)
        {
            let id = &context.exercise.scenario.requests[request].id;
            let title = format!("nobody may {} for `{id}`", case.decision.word());
            let finding = context.finding(&RULE, (What::Request, id), "", title);
            found.push(finish(
                context,
                finding,
                case,
                context.exercise.playbook.contested.arbiter.is_some(),
            ));
        }
    }
    found
}

/// Cases without a rule, by decision and kind of asset.
fn by_kind<'c>(context: &'c Context<'_>) -> Vec<(Decision, String, Vec<&'c Governing>)> {
    let mut groups: Vec<(Decision, String, Vec<&Governing>)> = Vec::new();
    // Restoration has a finding of its own.
    let contain = context
        .governing
        .iter()
        .filter(|one| one.decision == Decision::Contain);
    for case in contain.filter(|one| one.right.is_none()) {
        let Some(&first) = context.nodes_of(case.subject).first() else {
            continue;
        };
        let estate = &context.exercise.estate;
        let kind = estate.node_kinds[estate.nodes[first].kind].id.to_string();
        match groups
            .iter_mut()
            .find(|(decision, name, _)| *decision == case.decision && *name == kind)
        {
            Some((.., cases)) => cases.push(case),
            None => groups.push((case.decision, kind, vec![case])),
        }
    }
    groups
}

fn of_kind(context: &Context<'_>, decision: Decision, kind: &str, cases: &[&Governing]) -> Finding {
    let assets: Vec<_> = cases
        .iter()
        .flat_map(|case| context.nodes_of(case.subject))
        .copied()
        .collect();
    let first = assets
        .first()
        .map_or("", |node| &*context.exercise.estate.nodes[*node].id);
    let title = format!(
        "no rule says who may {} assets of kind `{kind}` ({})",
        decision.word(),
        words::assets(context.exercise, &assets, 2)
    );
    let saved = context.exercise.playbook.contested.arbiter.is_some()
        || assets
            .iter()
            .all(|node| !context.deciding_owners(*node).is_empty());
    let finding = context
        .finding(&RULE, (What::Node, first), "", title)
        .assets(context, &assets);
    let class = &context.exercise.scenario.class;
    let id = format!("{}/{kind}", decision.word());
    let word = format!("{decision:?}");
    let finding = finding.fix(
        format!("give the decision about assets of kind `{kind}` to their owner"),
        format!("Right(id: \"{id}\", decision: {word}, class: \"{class}\", assets: Kind(\"{kind}\"), decider: Owner)"),
    );
    match cases.first() {
        Some(case) => finish(context, finding, case, saved),
        None => finding,
    }
}

/// With an owner or an arbiter it takes long; without it never comes.
fn finish(context: &Context<'_>, finding: Finding, case: &Governing, saved: bool) -> Finding {
    let Some(&span) = case.spans.first() else {
        return finding;
    };
    let word = case.decision.word();
    let class = &context.exercise.scenario.class;
    let text = if saved {
        format!(
            "an incident of class `{class}`: no rule matches, so somebody must first find out who may {word}"
        )
    } else {
        format!("an incident of class `{class}`: no rule, no owner and no arbiter, so nobody ever may {word}")
    };
    let finding = finding
        .at(context, span)
        .of(case.decision, case.severity)
        .case(text);
    let finding = finding.help("write a rule that matches, with a decider and a backup");
    if saved {
        finding.at_level(Level::Warning)
    } else {
        finding
    }
}
