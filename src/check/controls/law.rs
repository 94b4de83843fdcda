//! Laws and binding rules that ask for decision-making authority to be written down. Nothing here is legal advice.

use super::control::Control;
use super::framework::Framework;

const fn row(cited: &'static str, title: &'static str) -> Control {
    Control {
        framework: Framework::Law,
        cited,
        title,
    }
}

#[rustfmt::skip]
pub(super) const ROWS: &[Control] = &[
    row("23 NYCRR 500.16(a)(1)(iii)", "Clear roles, responsibilities and levels of decision-making authority"),
    row("16 CFR 314.4(h)(3)", "Clear roles, responsibilities, and levels of decision-making authority"),
    row("APRA CPS 234 ¶14", "Roles and responsibilities for decision-making, approval, oversight and operations"),
    row("DORA Art. 17(3)(c)-(e)", "Roles and responsibilities for incidents, internal escalation, reports to management"),
    row("PCI DSS v4.0 12.10.1", "Roles, responsibilities, and communication and contact strategies"),
];
