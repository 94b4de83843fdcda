//! Changing the written fields of one thing.

use crate::document::spanned::Spanned;
use crate::document::syntax::{
    Action, Attacker, Body, Clock, Contested, Edge, EdgeKind, Inject, Investigation, Node, Person, Platform,
    Profile, Recognition, Request, Right, Rota, Triage, Vendor,
};

/// A thing of which a change may write some fields only.
pub(crate) trait Patch {
    /// Takes the fields that the other has written.
    fn patch(&mut self, over: Self);
}

/// Destructures, so that a field that is added and not named here is a compile error.
macro_rules! patched {
    ($($type:ident { $($field:ident),* $(,)? } but { $($ignored:ident),* })*) => {$(
        impl Patch for $type {
            fn patch(&mut self, over: Self) {
                let Self { $($ignored: _,)* $($field),* } = over;
                $(self.$field.patch($field);)*
            }
        }
    )*};
}

patched! {
    Person { name, team, zone, hours, holidays, away, can, knows, reach, external, site, entitled } but { id }
    Rota { zone, people, hand_off, starts, hours, layers, overrides } but { id }
    Body { members, quorum } but { id }
    Profile { on_shift, on_call, off, relook, unreachable } but { id }
    Node {
        kind, weight, owner, owners, lead, operator, tenant, jurisdiction, tags, residual, believed_residual,
        sensor, logs, platform, lifetime,
    } but { id }
    Edge { from, to, kind, requires, chance, time, window } but { id }
    EdgeKind { detached, mints } but { id }
    Platform { calls_per_hour } but { id }
    Action {
        closes_out, closes_in, ends_sessions, reissues, sweeps, cancels, reveals, disrupts, reversible,
        destroys_evidence, work, propagation, fails, automatic,
    } but { id }
    Vendor { by } but { id }
    Triage { by, work } but {}
    Contested { search, negotiation, limit, arbiter, arbiter_work, executor } but {}
    Investigation { scoping, trace_back } but {}
    Recognition { triage, decider, approver } but {}
    Inject { on, after, chance, does, text } but { id }
    Request { decision, on } but { id }
    Clock { source, jurisdiction, tag, stages } but { id }
    Attacker { preset, concurrency, order, edges } but {}
}

impl Patch for Right {
    fn patch(&mut self, over: Self) {
        // Writing who decides ends a standing authority, unless it is confirmed.
        let decided = over.decider.is_written() && !over.standing.is_written();
        patch_right(self, over);
        if decided {
            self.standing = Spanned::new(false, self.decider.place);
        }
    }
}

fn patch_right(right: &mut Right, over: Right) {
    macro_rules! fields {
        ($($field:ident),* $(,)?) => {
            let Right { id: _, place: _, $($field),* } = over;
            $(right.$field.patch($field);)*
        };
    }
    fields! {
        decision, class, assets, from_severity, limits, standing, decider, repeat, exhausted, nobody, decide_work,
        consult, consult_work, advice, hold_off, approvals, in_series, gates, executor, execution_work,
        just_in_time, separation_of_duties, grant, scope, before_declaration, before_all_clear, approved,
    }
}
