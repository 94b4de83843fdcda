//! The documents for planners, one file for each.

mod after_action;
mod evaluation_guide;
mod facilitator_guide;
mod feedback;
mod handbook;
mod improvement;
mod msel;
mod overview;
mod ratings;
mod situation_manual;

pub use after_action::after_action;
pub use evaluation_guide::evaluation_guide;
pub use facilitator_guide::facilitator_guide;
pub use feedback::participant_feedback;
pub use handbook::controller_handbook;
pub use improvement::{IMPROVEMENT_COLUMNS, improvement_rows};
pub use msel::msel;
pub use situation_manual::situation_manual;
