//! Pieces of the model in RON, as people write them.

use crate::model::{
    Chain, Exercise, Exhausted, Gate, GateOpens, Name, NobodyPolicy, Selector, Severity, Step, Target,
};

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// A list of texts in quotes.
pub(super) fn quoted_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", all.join(", "))
}

/// The kind of a target, and its id.
pub(super) fn named(exercise: &Exercise, target: Target) -> (&'static str, &Name) {
    let organisation = &exercise.organisation;
    match target {
        Target::Person(id) => ("person", &organisation.people[id].id),
        Target::Role(id) => ("role", &organisation.roles[id].id),
        Target::Rota(id) => ("rota", &organisation.rotas[id].id),
        Target::Team(id) => ("team", &organisation.teams[id].id),
        Target::Body(id) => ("body", &organisation.bodies[id].id),
    }
}

/// `Rota("soc-oncall")`.
pub(super) fn target(exercise: &Exercise, of: Target) -> String {
    let (kind, id) = named(exercise, of);
    let kind = match kind {
        "person" => "Person",
        "role" => "Role",
        "rota" => "Rota",
        "team" => "Team",
        _ => "Body",
    };
    format!("{kind}({})", quoted(id))
}

/// The same in words: ``the rota `soc-oncall` ``.
pub(super) fn words(exercise: &Exercise, of: Target) -> String {
    let (kind, id) = named(exercise, of);
    match kind {
        "person" => format!("`{id}`"),
        _ => format!("the {kind} `{id}`"),
    }
}

/// `[Step(who: Role("lead"), within: "10m")]`.
pub(super) fn steps(exercise: &Exercise, steps: &[Step]) -> String {
    let all: Vec<String> = steps.iter().map(|one| step(exercise, one)).collect();
    format!("[{}]", all.join(", "))
}

fn step(exercise: &Exercise, step: &Step) -> String {
    let who: Vec<String> = step.targets.iter().map(|one| target(exercise, *one)).collect();
    let who = match who.as_slice() {
        [only] => only.clone(),
        _ => format!("[{}]", who.join(", ")),
    };
    format!("Step(who: {who}, within: \"{}\")", step.within)
}

/// What a chain does besides its steps, each field after a comma; `always` also what is as it is by default.
pub(super) fn manner(exercise: &Exercise, chain: &Chain, always: bool) -> String {
    let mut text = String::new();
    if always || chain.repeats > 0 {
        text.push_str(&format!(", repeat: {}", chain.repeats));
    }
    match chain.exhausted {
        Exhausted::Hold if always => text.push_str(", exhausted: Hold"),
        Exhausted::Hold => {}
        Exhausted::Act => text.push_str(", exhausted: Act"),
        Exhausted::Escalate(to) => {
            let to = exercise.playbook.chains.item(to).map_or("", |chain| &chain.id);
            text.push_str(&format!(", exhausted: Escalate({})", quoted(to)));
        }
    }
    match chain.nobody {
        NobodyPolicy::Skip => {}
        NobodyPolicy::Wait => text.push_str(", nobody: Wait"),
        NobodyPolicy::Drop => text.push_str(", nobody: Drop"),
    }
    text
}

/// The fields of a chain: `steps: [..], repeat: 2`.
pub(super) fn chain(exercise: &Exercise, chain: &Chain) -> String {
    format!(
        "steps: {}{}",
        steps(exercise, &chain.steps),
        manner(exercise, chain, false)
    )
}

/// `High`, `Level(5)`.
pub(super) fn severity(of: Severity) -> String {
    match of.0 {
        0 => "Any".to_owned(),
        1 => "Low".to_owned(),
        2 => "Medium".to_owned(),
        3 => "High".to_owned(),
        4 => "Critical".to_owned(),
        level => format!("Level({level})"),
    }
}

/// `Executed(Communicate)`.
pub(super) fn gate(of: &Gate) -> String {
    let opens = match of.opens {
        GateOpens::Executed => "Executed",
        GateOpens::Approved => "Approved",
    };
    format!("{opens}({:?})", of.decision)
}

/// `AnyOf([Tag("ci"), Kind("api-key")])`.
pub(super) fn selector(exercise: &Exercise, of: &Selector) -> String {
    let estate = &exercise.estate;
    let parts = |parts: &[Selector]| {
        let all: Vec<String> = parts.iter().map(|part| selector(exercise, part)).collect();
        all.join(", ")
    };
    match of {
        Selector::All => "All".to_owned(),
        Selector::Assets(nodes) => {
            let ids = nodes.iter().filter_map(|id| estate.nodes.item(*id));
            format!("Assets({})", quoted_list(ids.map(|node| &*node.id)))
        }
        Selector::Kind(kind) => {
            let id = estate.node_kinds.item(*kind).map_or("", |kind| &kind.id);
            format!("Kind({})", quoted(id))
        }
        Selector::Tag(tag) => {
            let id = estate.tags.item(*tag).map_or("", |tag| &tag.id);
            format!("Tag({})", quoted(id))
        }
        Selector::Tenant(tenant) => {
            let id = estate.tenants.item(*tenant).map_or("", |tenant| &tenant.id);
            format!("Tenant({})", quoted(id))
        }
        Selector::AnyOf(all) => format!("AnyOf([{}])", parts(all)),
        Selector::AllOf(all) => format!("AllOf([{}])", parts(all)),
        Selector::Not(inner) => format!("Not({})", selector(exercise, inner)),
    }
}
