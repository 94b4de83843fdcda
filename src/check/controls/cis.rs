//! CIS Critical Security Controls v8.1, Control 17 Incident Response Management: identifiers and titles only, the text is not free.

use super::control::Control;
use super::framework::Framework;

const fn row(cited: &'static str, title: &'static str) -> Control {
    Control {
        framework: Framework::Cis,
        cited,
        title,
    }
}

#[rustfmt::skip]
pub(super) const ROWS: &[Control] = &[
    row("CIS 17.1", "Designate Personnel to Manage Incident Handling"),
    row("CIS 17.2", "Establish and Maintain Contact Information for Reporting Security Incidents"),
    row("CIS 17.3", "Establish and Maintain an Enterprise Process for Reporting Incidents"),
    row("CIS 17.4", "Establish and Maintain an Incident Response Process"),
    row("CIS 17.5", "Assign Key Roles and Responsibilities"),
    row("CIS 17.6", "Define Mechanisms for Communicating During Incident Response"),
    row("CIS 17.7", "Conduct Routine Incident Response Exercises"),
    row("CIS 17.8", "Conduct Post-Incident Reviews"),
    row("CIS 17.9", "Establish and Maintain Security Incident Thresholds"),
];
