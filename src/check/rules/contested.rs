//! OUT007: several own an asset, and nobody leads.

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::controls::cite;
use crate::check::finding::{Finding, Level};
use crate::check::governing::Governing;
use crate::check::rule::Rule;
use crate::check::words;
use crate::document::What;
use crate::model::{Decider, Decision, Index, NodeId, Target};

pub(crate) static RULE: Rule = Rule {
    code: "OUT007",
    name: "contested-ownership",
    level: Level::Warning,
    meaning: "several own an asset, nobody leads, and the owner is to decide",
    why: "Cloud, delivery and application each own a part. Where the owner decides, all must answer and then agree, while \
          the attacker need not.",
    example: "Node(id: \"token\", owners: { \"cloud\": Team(\"platform\"), \"delivery\": Team(\"delivery\") })",
    fix: "Node(id: \"token\", lead: \"delivery\") // or a rule that names a decider",
    controls: &[
        cite("CSF 2.0 GV.RR-02"),
        cite("CSF 2.0 RS.MI-01"),
        cite("SP 800-53 IR-8"),
        cite("OWASP NHI1:2025"),
        cite("CIS 17.5"),
        cite("ISO 27001 A.5.2"),
        cite("23 NYCRR 500.16(a)(1)(iii)"),
        cite("16 CFR 314.4(h)(3)"),
        cite("APRA CPS 234 ¶14"),
    ],
    find,
};

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<Vec<Target>, (Vec<NodeId>, &Governing)> = BTreeMap::new();
    for one in context
        .governing
        .iter()
        .filter(|one| one.decision == Decision::Contain)
    {
        if one
            .right
            .is_some_and(|right| context.right(right).decider != Decider::Owner)
        {
            continue;
        }
        for &asset in context.nodes_of(one.subject) {
            let owners = context.deciding_owners(asset);
            if owners.len() > 1 {
                let group = groups.entry(owners).or_insert_with(|| (Vec::new(), one));
                group.0.push(asset);
            }
        }
    }
    let all = groups.into_iter();
    all.filter_map(|(owners, (assets, one))| of_owners(context, &owners, &assets, one))
        .collect()
}

fn of_owners(
    context: &Context<'_>,
    owners: &[Target],
    assets: &[NodeId],
    one: &Governing,
) -> Option<Finding> {
    let mut assets = assets.to_vec();
    assets.sort_by_key(|asset| asset.position());
    assets.dedup();
    let node = &context.exercise.estate.nodes[*assets.first()?];
    let span = *one.spans.first()?;
    let who = words::targets(context.exercise, owners);
    let title = format!(
        "nobody leads among {who}, who own {}",
        words::assets(context.exercise, &assets, 2)
    );
    let case = format!(
        "{}: `{}` is compromised; {who} must all answer and then agree before it may be contained",
        context.say(span.start),
        node.id
    );
    let lead = node.owners.first().map_or("", |facet| &facet.name);
    let finding = context
        .finding(&RULE, (What::Node, &node.id), "owners", title)
        .at(context, span)
        .of(one.decision, one.severity)
        .assets(context, &assets)
        .who(context, owners)
        .case(case)
        .help("name a lead, or write a rule that names who decides")
        .fix(
            format!("let `{lead}` lead"),
            format!("Node(id: \"{}\", lead: \"{lead}\")", node.id),
        );
    Some(finding)
}
