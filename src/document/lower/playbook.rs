//! Actions, runbook, triage, severity, contested ownership, investigation (E7, R5, R6, D2 to D4).

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Contact, ContactForm, Disrupts, RevealReach};
use crate::model::{
    Action, ActionId, ChainId, Contested, Discovery, Disruption, Effects, Executor, Investigation, Playbook,
    Recognition, Reveal, RevealReach as Reach, Right, RightId, RunbookEntry, Severity, SeverityScale, Table,
    Triage, Vendor, VendorId,
};

use super::Lower;

/// Lowers the playbook.
pub(super) fn playbook(lower: &mut Lower<'_>, written: &mut syntax::Playbook) -> Playbook {
    let chains = super::chain::chains(lower, &written.chains);
    let actions = actions(lower, &mut written.actions);
    let runbook = written
        .runbook
        .0
        .iter()
        .map(|rule| rule_of(lower, rule))
        .collect();
    let known: Vec<String> = written
        .rights
        .iter()
        .map(|right| right.id.value.clone())
        .collect();
    let rights: Table<RightId, Right> = written
        .rights
        .iter_mut()
        .map(|right| super::right::right(lower, right, &known))
        .collect();
    let vendors = vendors(lower, &written.vendors);
    lower.report.enter(written.triage.place);
    let triage = triage(lower, &mut written.triage.value);
    Playbook {
        rights,
        chains,
        actions,
        runbook,
        triage: Some(triage),
        severity: severity(lower, &written.severity.value),
        contested: contested(lower, &mut written.contested),
        vendors,
        investigation: investigation(lower, &mut written.investigation),
        watch: lower.duration(&written.watch),
        stand_down: lower.duration(&written.stand_down),
        longest_stretch: lower.duration(&written.longest_stretch),
        rest: lower.duration(&written.rest),
        recognition: recognition(lower, &mut written.recognition),
    }
}

fn actions(lower: &mut Lower<'_>, written: &mut [syntax::Action]) -> Table<ActionId, Action> {
    let mut actions: Vec<Action> = written.iter_mut().map(|one| action(lower, one)).collect();
    actions.sort_by(|one, other| one.id.cmp(&other.id));
    Table::new(actions)
}

fn action(lower: &mut Lower<'_>, written: &mut syntax::Action) -> Action {
    lower.report.enter(written.id.place);
    let effects = Effects {
        closes_out: written.closes_out.value,
        closes_in: written.closes_in.value,
        ends_sessions: written.ends_sessions.value,
        reissues: written.reissues.value,
        sweeps: written.sweeps.value,
        cancels: written.cancels.value,
        reveals: written.reveals.value.as_mut().map(|reveals| Reveal {
            reach: match reveals.reach.value {
                RevealReach::Hops(hops) => Reach::Hops(hops),
                RevealReach::Tenant => Reach::Tenant,
            },
            chance: lower.chance(&mut reveals.chance, Family::Reveal),
        }),
        disrupts: disruption(lower, &mut written.disrupts),
        reversible: written.reversible.value,
        destroys_evidence: written.destroys_evidence.value,
    };
    let id = written.id.value.clone();
    Action {
        key: Key::of(&id),
        id: id.into(),
        effects,
        work: lower.optional_law(&mut written.work, Family::ExecutionWork),
        propagation: lower.law(&mut written.propagation, Family::Propagation),
        fails: lower.chance(&mut written.fails, Family::ToolFailure),
        automatic: written.automatic.value,
    }
}

fn disruption(lower: &mut Lower<'_>, written: &mut Spanned<Disrupts>) -> Disruption {
    let place = written.place;
    match &mut written.value {
        Disrupts::No => Disruption::No,
        Disrupts::UntilRestored => Disruption::UntilRestored,
        Disrupts::For(law) => {
            let mut spanned = Spanned::new(law.clone(), place);
            let distribution = lower.law(&mut spanned, Family::Disruption);
            *law = spanned.value;
            Disruption::For(distribution)
        }
    }
}

fn rule_of(lower: &mut Lower<'_>, written: &syntax::Runbook) -> RunbookEntry {
    lower.report.enter(written.actions.place.or(written.kind.place));
    if written.actions.value.is_empty() {
        lower.report.say(
            Code::EmptyRunbook,
            written.actions.place,
            "a rule without actions",
        );
    }
    let named = written.actions.value.iter();
    let actions = named.filter_map(|name| lower.action_id(name)).collect();
    if let Some(class) = &written.class.value {
        lower.check_class(class, written.class.place);
    }
    RunbookEntry {
        kind: written
            .kind
            .value
            .as_deref()
            .and_then(|kind| lower.names.node_kinds.get(kind)),
        class: written.class.value.clone().map(Into::into),
        from_severity: super::severity_of(written.from_severity.value),
        actions,
    }
}

impl Lower<'_> {
    /// An action, among presets too where it is unknown.
    pub(super) fn action_id(&mut self, name: &syntax::Text) -> Option<ActionId> {
        let found = self.names.actions.get(&name.value);
        if found.is_none() {
            let draft = self.report.draft(
                Code::UnknownAction,
                name.place,
                format!("no action `{}`", name.value),
            );
            let mut known: Vec<&str> = self
                .names
                .actions
                .ids()
                .chain(crate::document::preset::action_names())
                .collect();
            known.sort_unstable();
            known.dedup();
            let draft = crate::document::names::with_names(draft, &name.value, known.into_iter());
            self.report.push(draft);
        }
        found
    }
}

fn vendors(lower: &mut Lower<'_>, written: &[syntax::Vendor]) -> Table<VendorId, Vendor> {
    let mut vendors: Vec<Vendor> = Vec::new();
    for one in written {
        lower.report.enter(one.id.place);
        lower.needed(&one.by, "by", &format!("the vendor `{}`", one.id.value));
        let chain = lower.optional_contact(&one.by, "a vendor's contact");
        let chain = chain.unwrap_or_else(|| crate::model::Index::at(0));
        vendors.push(Vendor {
            id: one.id.value.clone().into(),
            chain,
        });
    }
    vendors.sort_by(|one, other| one.id.cmp(&other.id));
    Table::new(vendors)
}

fn triage(lower: &mut Lower<'_>, written: &mut syntax::Triage) -> Triage {
    Triage {
        chain: lower.optional_contact(&written.by, "the contact of triage"),
        work: lower.law(&mut written.work, Family::TriageWork),
    }
}

fn severity(lower: &mut Lower<'_>, written: &[syntax::Reaches]) -> SeverityScale {
    let mut scale = SeverityScale::default();
    for reaches in written {
        lower.report.enter(reaches.level.place);
        let level = super::severity_of(reaches.level.value);
        if level == Severity::NONE {
            lower.report.say(
                Code::Misplaced,
                reaches.level.place,
                "`Any` is no level that can be reached",
            );
        }
        match (&reaches.weight.value, &reaches.tag.value) {
            (Some(weight), None) => scale.weights.push((*weight, level)),
            (None, Some(tag)) => {
                lower.warn_of_tag(tag, reaches.tag.place);
                scale
                    .tags
                    .extend(lower.names.tags.get(tag).map(|tag| (tag, level)));
            }
            _ => {
                let title = "a level is reached by a `weight` or by a `tag`";
                lower.report.say(Code::Conflict, reaches.level.place, title);
            }
        }
    }
    scale.weights.sort_unstable();
    scale.tags.sort_unstable();
    scale
}

fn contested(lower: &mut Lower<'_>, written: &mut Spanned<syntax::Contested>) -> Contested {
    lower.report.enter(written.place);
    let written = &mut written.value;
    let limit = written.limit.clone();
    Contested {
        search: lower.law(&mut written.search, Family::Search),
        negotiation: lower.law(&mut written.negotiation, Family::Negotiation),
        dispute_limit: limit
            .value
            .map(|text| lower.duration(&Spanned::new(text, limit.place))),
        arbiter: lower.optional_contact(&written.arbiter, "an arbiter"),
        arbiter_work: lower.law(&mut written.arbiter_work, Family::DecideWork),
        executor: executor(lower, &written.executor),
    }
}

/// Who executes; whoever decided, where nothing is written (P4).
pub(super) fn executor(lower: &mut Lower<'_>, written: &Spanned<Option<Contact>>) -> Executor {
    match &written.value {
        None | Some(Contact::Form(ContactForm::Decider)) => Executor::Decider,
        Some(Contact::Form(ContactForm::Automatic)) => Executor::Automatic,
        Some(contact) => {
            let chain: Option<ChainId> = lower.contact(&contact.clone(), written.place, "an executor");
            chain.map_or(Executor::Decider, Executor::Chain)
        }
    }
}

fn investigation(lower: &mut Lower<'_>, written: &mut Spanned<syntax::Investigation>) -> Investigation {
    lower.report.enter(written.place);
    let scoping = &mut written.value.scoping.value;
    let scoping = Discovery {
        chance: lower.chance(&mut scoping.chance, Family::Scoping),
        delay: lower.law(&mut scoping.delay, Family::ScopingDelay),
    };
    let back = &mut written.value.trace_back.value;
    let trace_back = Discovery {
        chance: lower.chance(&mut back.chance, Family::TraceBack),
        delay: lower.law(&mut back.delay, Family::TraceBackDelay),
    };
    Investigation { scoping, trace_back }
}

fn recognition(lower: &mut Lower<'_>, written: &mut Spanned<syntax::Recognition>) -> Recognition {
    lower.report.enter(written.place);
    let written = &mut written.value;
    Recognition {
        triage: lower.chance(&mut written.triage, Family::RecognisedAtTriage),
        decider: lower.chance(&mut written.decider, Family::RecognisedByDecider),
        approver: lower.chance(&mut written.approver, Family::RecognisedByApprover),
    }
}
