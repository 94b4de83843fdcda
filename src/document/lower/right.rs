//! Decision rights (R1 to R4, P1 to P5).

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Contact, ContactForm};
use crate::model::{
    Advice, Approval, Approved, ChainId, Decider, Decision, Gate, GateOpens, Grant, HoldOff, Index, Limits,
    Name, Right, Scope, Selector,
};
use crate::time::{parse_date, parse_span};

use super::Lower;

/// Lowers a right; `known` are the ids of all of them.
pub(super) fn right(lower: &mut Lower<'_>, written: &mut syntax::Right, known: &[String]) -> Right {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let what = format!("the right `{id}`");
    let decision = decision(lower, written, known);
    if let Some(class) = &written.class.value {
        lower.check_class(class, written.class.place);
    }
    let assets = assets(lower, written, decision);
    Right {
        key: Key::of(&id),
        id: id.into(),
        decision,
        class: written.class.value.clone().map(Into::into),
        assets,
        from_severity: super::severity_of(written.from_severity.value),
        limits: limits(lower, &mut written.limits),
        decider: decider(lower, written, &what),
        decide_work: lower.law(&mut written.decide_work, Family::DecideWork),
        consult: lower.optional_contact(&written.consult, "whom to consult"),
        consult_work: lower.law(&mut written.consult_work, Family::ConsultWork),
        advice: all(lower, &mut written.advice, advice),
        hold_off: hold_off(lower, &mut written.hold_off),
        approvals: all(lower, &mut written.approvals, approval),
        in_series: written.in_series.value,
        gates: gates(&written.gates.value),
        executor: super::playbook::executor(lower, &written.executor),
        execution_work: lower.law(&mut written.execution_work, execution(decision)),
        just_in_time: lower.optional_law(&mut written.just_in_time, Family::JustInTime),
        separation_of_duties: written.separation_of_duties.value,
        grant: grant(written.grant.value),
        scope: scope(written.scope.value),
        before_declaration: written.before_declaration.value,
        before_all_clear: written.before_all_clear.value,
        approved: approved(lower, &written.approved),
    }
}

/// What the right is about. Where that is missing, a change of another right may be meant, whose id is misspelt.
fn decision(lower: &mut Lower<'_>, written: &syntax::Right, known: &[String]) -> Decision {
    let id = &written.id.value;
    let Some(decision) = written.decision.value else {
        let title = format!("the right `{id}` needs `decision`");
        let draft = lower
            .report
            .draft(Code::MissingField, written.decision.place, title);
        let others = known.iter().map(String::as_str).filter(|known| known != id);
        let draft = lower.report.suggest(draft, id, others);
        let draft = match draft.suggestion {
            Some(_) => draft.help("otherwise write what the new right decides: `decision: Contain`"),
            None => draft,
        };
        lower.report.push(draft);
        return Decision::Contain;
    };
    decision_of(decision)
}

/// Restoring takes longer than containing.
const fn execution(decision: Decision) -> Family {
    if matches!(decision, Decision::Restore) {
        Family::RestoreWork
    } else {
        Family::ExecutionWork
    }
}

const fn grant(written: syntax::Grant) -> Grant {
    match written {
        syntax::Grant::PerAsset => Grant::PerAsset,
        syntax::Grant::PerIncident => Grant::PerIncident,
    }
}

const fn scope(written: syntax::Scope) -> Scope {
    match written {
        syntax::Scope::Known => Scope::Known,
        syntax::Scope::Hops(hops) => Scope::Hops(hops),
        syntax::Scope::Tenant => Scope::Tenant,
    }
}

fn all<S, T>(
    lower: &mut Lower<'_>,
    written: &mut Spanned<Vec<S>>,
    one: fn(&mut Lower<'_>, &mut S) -> T,
) -> Vec<T> {
    written.value.iter_mut().map(|item| one(lower, item)).collect()
}

fn hold_off(lower: &mut Lower<'_>, written: &mut Spanned<Option<syntax::HoldOff>>) -> Option<HoldOff> {
    let hold_off = written.value.as_mut()?;
    Some(HoldOff {
        chance: lower.chance(&mut hold_off.chance, Family::HoldsOff),
        delay: lower.law(&mut hold_off.delay, Family::HoldOffDelay),
    })
}

/// The assets of a right; a decision that is about none selects all.
fn assets(lower: &mut Lower<'_>, written: &syntax::Right, decision: Decision) -> Selector {
    let assets = lower.selector(&written.assets.value);
    if !decision.is_about_an_asset() && assets != Selector::All {
        let title = format!(
            "`{}` is about no asset, and this right would never match",
            decision.word()
        );
        lower
            .report
            .say(Code::AssetlessSelector, written.assets.place, title);
    }
    assets
}

/// The decision in words of the model.
pub(super) const fn decision_of(written: syntax::Decision) -> Decision {
    match written {
        syntax::Decision::Contain => Decision::Contain,
        syntax::Decision::Restore => Decision::Restore,
        syntax::Decision::Notify => Decision::Notify,
        syntax::Decision::Disclose => Decision::Disclose,
        syntax::Decision::Communicate => Decision::Communicate,
    }
}

/// Standing authority needs no decider, whatever the base of an alternative wrote (R2).
fn decider(lower: &mut Lower<'_>, written: &syntax::Right, what: &str) -> Decider {
    if written.standing.value {
        return Decider::Standing;
    }
    match &written.decider.value {
        Some(Contact::Form(ContactForm::Owner)) => Decider::Owner,
        Some(contact) => {
            let chain = lower.contact(&contact.clone(), written.decider.place, "a decider");
            chain.map_or(Decider::Standing, Decider::Chain)
        }
        None => {
            let draft = lower.report.draft(
                Code::NoDecider,
                written.decider.place,
                format!("{what} has no `decider`"),
            );
            lower
                .report
                .push(draft.help("write who decides, `decider: Owner`, or `standing: true`"));
            Decider::Standing
        }
    }
}

fn limits(lower: &mut Lower<'_>, written: &mut Spanned<syntax::Limits>) -> Limits {
    let written = &mut written.value;
    let zone = (written.dates.value.is_some() || written.hours.value.is_some())
        .then(|| lower.zone(&mut written.zone, "a limit of dates or hours"));
    let dates = zone.as_ref().and_then(|zone| {
        let text = written.dates.value.as_deref()?;
        lower.read(Code::BadSpan, written.dates.place, parse_span(text, zone))
    });
    let hours = zone.and_then(|zone| {
        let text = written.hours.value.as_deref()?;
        Some((zone, lower.hours(text, written.hours.place)))
    });
    let mut tenants = Vec::new();
    for tenant in &written.tenants.value {
        lower.warn_of_tenant(&tenant.value, tenant.place);
        tenants.extend(lower.names.tenants.get(&tenant.value));
    }
    tenants.sort_unstable();
    for name in &written.jurisdictions.value {
        lower.warn_of_jurisdiction(&name.value, name.place);
    }
    let mut jurisdictions: Vec<Name> = written
        .jurisdictions
        .value
        .iter()
        .map(|name| name.value.clone().into())
        .collect();
    jurisdictions.sort_unstable();
    Limits {
        dates,
        hours,
        known_blast: written.known_blast.value,
        disruption: written.disruption.value,
        reversible_only: written.reversible_only.value,
        tenants,
        jurisdictions,
    }
}

fn chain_or_first(lower: &mut Lower<'_>, contact: &Spanned<Contact>, what: &str) -> ChainId {
    lower
        .contact(&contact.value, contact.place, what)
        .unwrap_or_else(|| Index::at(0))
}

fn advice(lower: &mut Lower<'_>, written: &mut syntax::Advice) -> Advice {
    Advice {
        chain: chain_or_first(lower, &written.by, "an adviser"),
        work: lower.law(&mut written.work, Family::AdviceWork),
    }
}

/// Lowers an approval.
pub(super) fn approval(lower: &mut Lower<'_>, written: &mut syntax::Approval) -> Approval {
    if written.reasks.value > 100 {
        let draft = lower.report.draft(
            Code::OutOfRange,
            written.reasks.place,
            "an approval asked for so often",
        );
        lower.report.push(draft.expected("0 to 100"));
    }
    Approval {
        chain: chain_or_first(lower, &written.by, "an approver"),
        work: lower.law(&mut written.work, Family::ApprovalWork),
        declines: lower.chance(&mut written.declines, Family::Declines),
        reasks: written.reasks.value,
        revision: lower.law(&mut written.revision, Family::Revision),
    }
}

fn gates(written: &[Spanned<syntax::Gate>]) -> Vec<Gate> {
    written.iter().map(|gate| gate_of(gate.value)).collect()
}

/// A decision alone means that it must be carried out.
pub(super) const fn gate_of(written: syntax::Gate) -> Gate {
    let (decision, opens) = match written {
        syntax::Gate::Contain => (Decision::Contain, GateOpens::Executed),
        syntax::Gate::Restore => (Decision::Restore, GateOpens::Executed),
        syntax::Gate::Notify => (Decision::Notify, GateOpens::Executed),
        syntax::Gate::Disclose => (Decision::Disclose, GateOpens::Executed),
        syntax::Gate::Communicate => (Decision::Communicate, GateOpens::Executed),
        syntax::Gate::Executed(decision) => (decision_of(decision), GateOpens::Executed),
        syntax::Gate::Approved(decision) => (decision_of(decision), GateOpens::Approved),
    };
    Gate { decision, opens }
}

/// Who approved the rule.
fn approved(lower: &mut Lower<'_>, written: &Spanned<Option<syntax::Approved>>) -> Option<Approved> {
    let approved = written.value.as_ref()?;
    let on = lower.read(Code::BadSpan, approved.on.place, parse_date(&approved.on.value))?;
    let review = approved.review.value.as_deref();
    Some(Approved {
        by: approved.by.value.clone().into(),
        on,
        review: review.and_then(|day| lower.read(Code::BadSpan, approved.review.place, parse_date(day))),
    })
}

/// The place of a right's gate on a decision.
pub(super) fn gate_place(written: &syntax::Right, decision: Decision) -> Place {
    let gate = written
        .gates
        .value
        .iter()
        .find(|gate| gate_of(gate.value).decision == decision);
    gate.map_or(written.id.place, |gate| gate.place)
}
