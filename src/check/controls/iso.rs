//! ISO/IEC 27001:2022, clause 5.3 and Annex A: identifiers and titles only, the text is not free.

use super::control::Control;
use super::framework::Framework;

const fn row(cited: &'static str, title: &'static str) -> Control {
    Control {
        framework: Framework::Iso27001,
        cited,
        title,
    }
}

#[rustfmt::skip]
pub(super) const ROWS: &[Control] = &[
    row("ISO 27001 5.3", "Organizational roles, responsibilities and authorities"),
    row("ISO 27001 A.5.2", "Information security roles and responsibilities"),
    row("ISO 27001 A.5.3", "Segregation of duties"),
    row("ISO 27001 A.5.4", "Management responsibilities"),
    row("ISO 27001 A.5.5", "Contact with authorities"),
    row("ISO 27001 A.5.16", "Identity management"),
    row("ISO 27001 A.5.17", "Authentication information"),
    row("ISO 27001 A.5.18", "Access rights"),
    row("ISO 27001 A.5.19", "Information security in supplier relationships"),
    row("ISO 27001 A.5.23", "Information security for use of cloud services"),
    row("ISO 27001 A.5.24", "Information security incident management planning and preparation"),
    row("ISO 27001 A.5.25", "Assessment and decision on information security events"),
    row("ISO 27001 A.5.26", "Response to information security incidents"),
    row("ISO 27001 A.5.27", "Learning from information security incidents"),
    row("ISO 27001 A.5.28", "Collection of evidence"),
    row("ISO 27001 A.5.29", "Information security during disruption"),
    row("ISO 27001 A.5.30", "ICT readiness for business continuity"),
    row("ISO 27001 A.8.2", "Privileged access rights"),
    row("ISO 27001 A.8.5", "Secure authentication"),
];
