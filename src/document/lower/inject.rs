//! Injects (I1 to I3).

use crate::chance::Key;
use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::preset::Family;
use crate::document::spanned::Spanned;
use crate::document::syntax::{self, Does, Text};
use crate::model::{
    Index, Inject, InjectId, InjectKind, Moment, NodeId, PlayerText, RoleId, RotaId, Severity, Table, Target,
    VendorId, Who,
};
use crate::time::{TimeOfDay, Zone};

use super::Lower;

/// Lowers all injects.
pub(super) fn injects(
    lower: &mut Lower<'_>,
    written: &mut [syntax::Inject],
    zone: &Zone,
) -> Table<InjectId, Inject> {
    let mut injects: Vec<Inject> = written
        .iter_mut()
        .filter_map(|one| inject(lower, one, zone))
        .collect();
    injects.sort_by(|one, other| one.id.cmp(&other.id));
    Table::new(injects)
}

fn inject(lower: &mut Lower<'_>, written: &mut syntax::Inject, zone: &Zone) -> Option<Inject> {
    lower.report.enter(written.id.place);
    let id = written.id.value.clone();
    let what = format!("the inject `{id}`");
    let on = lower.needed(&written.on, "on", &what);
    let on = on.map(|on| moment(lower, &on, zone, written.on.place));
    lower.needed(&written.does, "does", &what);
    let does = written.does.value.as_mut().map(|does| kind(lower, does));
    let after = lower.law(&mut written.after, Family::InjectLength);
    let chance = lower.chance(&mut written.chance, Family::Inject);
    let text = written.text.value.as_ref().map(player_text);
    Some(Inject {
        key: Key::of(&id),
        id: id.into(),
        on: on?,
        after,
        chance,
        does: does?,
        text,
    })
}

fn player_text(written: &syntax::PlayerText) -> PlayerText {
    let name = |text: &Spanned<Option<String>>| text.value.clone().map(Into::into);
    PlayerText {
        from: name(&written.from),
        to: name(&written.to),
        by: name(&written.by),
        says: written.says.value.clone().into(),
        expects: name(&written.expects),
    }
}

fn moment(lower: &mut Lower<'_>, written: &syntax::Moment, zone: &Zone, place: Place) -> Moment {
    match written {
        syntax::Moment::At(text) => Moment::At(lower.duration(text)),
        syntax::Moment::Clock(text) => {
            let time = lower.read(
                Code::BadHandOff,
                text.place,
                text.value.trim().parse::<TimeOfDay>(),
            );
            Moment::Clock(zone.clone(), time.unwrap_or(TimeOfDay::MIDNIGHT))
        }
        syntax::Moment::Alert => Moment::Alert,
        syntax::Moment::Declared => Moment::Declared,
        syntax::Moment::FirstPage => Moment::FirstPage,
        syntax::Moment::FirstDecision => Moment::FirstDecision,
        syntax::Moment::Contained(node) => Moment::Contained(asset(lower, node)),
        syntax::Moment::BlastPasses(weight) => Moment::BlastPasses(*weight),
        syntax::Moment::SeverityReaches(level) => {
            let level = super::severity_of(*level);
            if level == Severity::NONE {
                lower
                    .report
                    .say(Code::Misplaced, place, "`Any` is no level that can be reached");
            }
            Moment::SeverityReaches(level)
        }
    }
}

fn asset(lower: &mut Lower<'_>, id: &Text) -> NodeId {
    let found = lower.names.nodes.find(&id.value, id.place, &mut lower.report);
    found.unwrap_or_else(|| Index::at(0))
}

fn who(lower: &mut Lower<'_>, written: &Spanned<syntax::Target>) -> Who {
    let nobody = Who::Person(Index::at(0));
    match lower.target(&written.value) {
        Some(Target::Person(person)) => Who::Person(person),
        Some(Target::Role(role)) => Who::Role(role),
        Some(Target::Team(team)) => Who::Team(team),
        Some(Target::Rota(_) | Target::Body(_)) => {
            let draft = lower.report.draft(
                Code::Misplaced,
                written.place,
                "an inject is about people, not a rota or body",
            );
            lower
                .report
                .push(draft.expected("`Person(..)`, `Role(..)` or `Team(..)`"));
            nobody
        }
        None => nobody,
    }
}

fn kind(lower: &mut Lower<'_>, written: &mut Does) -> InjectKind {
    let length = Family::InjectLength;
    match written {
        Does::Unavailable { who: target, lasts } => InjectKind::Unavailable {
            who: who(lower, target),
            lasts: lower.law(lasts, length),
        },
        Does::Overloaded { who: target, work } => InjectKind::Overloaded {
            who: who(lower, target),
            work: lower.law(work, length),
        },
        Does::RotaStale { rota } => InjectKind::RotaStale {
            rota: stale(lower, rota),
        },
        Does::ChannelDown { lasts } => InjectKind::ChannelDown {
            lasts: lower.law(lasts, length),
        },
        Does::CommunicationsHold { lasts } => InjectKind::CommunicationsHold {
            lasts: lower.law(lasts, length),
        },
        Does::FalseAllClear { lasts } => InjectKind::FalseAllClear {
            lasts: lower.law(lasts, length),
        },
        Does::OwnershipDisputed { assets } => InjectKind::OwnershipDisputed {
            assets: lower.selector(&assets.value),
        },
        Does::ApprovalDemanded { assets, approval } => InjectKind::ApprovalDemanded {
            assets: lower.selector(&assets.value),
            approval: super::right::approval(lower, approval),
        },
        Does::LegalHold { work } => InjectKind::LegalHold {
            work: lower.law(work, Family::EvidenceWork),
        },
        Does::ToolOut { action, lasts } => InjectKind::ToolOut {
            action: lower.action_id(action).unwrap_or_else(|| Index::at(0)),
            lasts: lower.law(lasts, length),
        },
        Does::VendorSilent { vendor: id, lasts } => InjectKind::VendorSilent {
            vendor: vendor(lower, id),
            lasts: lower.law(lasts, length),
        },
        Does::Reissued { asset: id } => InjectKind::Reissued {
            asset: asset(lower, id),
        },
        Does::SecondEntry { asset: id } => InjectKind::SecondEntry {
            asset: asset(lower, id),
        },
        Does::FalseAlarm { asset: id } => InjectKind::FalseAlarm {
            asset: asset(lower, id),
        },
        Does::Call {
            role: id,
            work,
            media,
        } => InjectKind::Call {
            role: role(lower, id),
            work: lower.law(work, Family::CallWork),
            media: media.value,
        },
    }
}

fn stale(lower: &mut Lower<'_>, id: &Text) -> RotaId {
    let found = lower.names.rotas.find(&id.value, id.place, &mut lower.report);
    found.unwrap_or_else(|| Index::at(0))
}

fn vendor(lower: &mut Lower<'_>, id: &Text) -> VendorId {
    let found = lower.names.vendors.find(&id.value, id.place, &mut lower.report);
    found.unwrap_or_else(|| Index::at(0))
}

fn role(lower: &mut Lower<'_>, id: &Text) -> RoleId {
    let found = lower.names.roles.find(&id.value, id.place, &mut lower.report);
    found.unwrap_or_else(|| Index::at(0))
}
