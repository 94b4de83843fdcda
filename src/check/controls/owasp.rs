//! OWASP Non-Human Identities Top 10 – 2025. An identifier has no hyphen and no leading zero.

use super::control::Control;
use super::framework::Framework;

const fn row(cited: &'static str, title: &'static str) -> Control {
    Control {
        framework: Framework::OwaspNhi,
        cited,
        title,
    }
}

#[rustfmt::skip]
pub(super) const ROWS: &[Control] = &[
    row("OWASP NHI1:2025", "Improper Offboarding"),
    row("OWASP NHI2:2025", "Secret Leakage"),
    row("OWASP NHI3:2025", "Vulnerable Third-Party NHI"),
    row("OWASP NHI4:2025", "Insecure Authentication"),
    row("OWASP NHI5:2025", "Overprivileged NHI"),
    row("OWASP NHI6:2025", "Insecure Cloud Deployment Configurations"),
    row("OWASP NHI7:2025", "Long-Lived Secrets"),
    row("OWASP NHI8:2025", "Environment Isolation"),
    row("OWASP NHI9:2025", "NHI Reuse"),
    row("OWASP NHI10:2025", "Human Use of NHI"),
];
