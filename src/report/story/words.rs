//! The words for what records say.

use crate::engine::Kind;

/// The word used in output.
pub(super) const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::StartEx => "start_ex",
        Kind::Inject => "inject",
        Kind::TraversalStarted => "traversal_started",
        Kind::TraversalFailed => "traversal_failed",
        Kind::Taken => "taken",
        Kind::Retaken => "retaken",
        Kind::JewelFell => "jewel_fell",
        Kind::Alert => "alert",
        Kind::Told => "told",
        Kind::Recognised => "recognised",
        Kind::Declared => "declared",
        Kind::SeverityRose => "severity_rose",
        Kind::Known => "known",
        Kind::Raised => "raised",
        Kind::PathBegan => "path_began",
        Kind::Paged => "paged",
        Kind::Unseen => "unseen",
        Kind::Acknowledged => "acknowledged",
        Kind::StepEnded => "step_ended",
        Kind::Exhausted => "exhausted",
        Kind::Answered => "answered",
        Kind::SearchEnded => "search_ended",
        Kind::Negotiating => "negotiating",
        Kind::Consulted => "consulted",
        Kind::WorkBegan => "work_began",
        Kind::Rested => "rested",
        Kind::HeldOff => "held_off",
        Kind::Decided => "decided",
        Kind::ApprovalGiven => "approval_given",
        Kind::ApprovalDeclined => "approval_declined",
        Kind::Approved => "approved",
        Kind::GateOpened => "gate_opened",
        Kind::PutOff => "put_off",
        Kind::AccessGranted => "access_granted",
        Kind::ToolBack => "tool_back",
        Kind::TryEnded => "try_ended",
        Kind::TryFailed => "try_failed",
        Kind::Executed => "executed",
        Kind::Effective => "effective",
        Kind::FootholdEnded => "foothold_ended",
        Kind::Contained => "contained",
        Kind::DeclaredContained => "declared_contained",
        Kind::AllClearWithdrawn => "all_clear_withdrawn",
        Kind::Restored => "restored",
        Kind::VendorAnswered => "vendor_answered",
        Kind::Died => "died",
    }
}

/// The phase of the millisecond in which such things happen (T1).
pub(super) const fn phase(kind: Kind) -> &'static str {
    match kind {
        Kind::StartEx | Kind::Inject => "injects",
        Kind::TraversalStarted | Kind::TraversalFailed | Kind::Taken | Kind::Retaken | Kind::JewelFell => {
            "attack"
        }
        Kind::Effective | Kind::FootholdEnded | Kind::Contained | Kind::Restored => "effects",
        _ => "people",
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, phase, word};

    #[test]
    fn words_are_identifiers() {
        for kind in [Kind::StartEx, Kind::PathBegan, Kind::Died] {
            assert!(word(kind).chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            assert!(!phase(kind).is_empty());
        }
    }
}
