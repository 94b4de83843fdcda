//! Looking controls up.

use super::control::Control;
use super::framework::Framework;
use super::{cis, csf, iso, law, owasp, sp800_53};

/// All controls of a framework that are known here, in its order.
pub const fn controls_of(framework: Framework) -> &'static [Control] {
    match framework {
        Framework::Csf => csf::ROWS,
        Framework::Sp80053 => sp800_53::ROWS,
        Framework::OwaspNhi => owasp::ROWS,
        Framework::Cis => cis::ROWS,
        Framework::Iso27001 => iso::ROWS,
        Framework::Law => law::ROWS,
    }
}

/// As they are cited: `CSF 2.0 GV.RR-02`.
pub fn cited(controls: &[&Control]) -> Vec<&'static str> {
    controls.iter().map(|one| one.cited()).collect()
}

/// The control that is cited so.
///
/// Only for constants and statics: there an identifier that does not exist, or was withdrawn, stops the build.
///
/// # Panics
/// If there is none.
#[expect(
    clippy::panic,
    reason = "it is evaluated while the crate is built, never when it runs"
)]
pub const fn cite(cited: &str) -> &'static Control {
    let mut frameworks: &[Framework] = &Framework::ALL;
    while let Some((framework, others)) = frameworks.split_first() {
        let mut rows = controls_of(*framework);
        while let Some((row, rest)) = rows.split_first() {
            if same(row.cited.as_bytes(), cited.as_bytes()) {
                return row;
            }
            rows = rest;
        }
        frameworks = others;
    }
    panic!("no such control: real identifiers and titles stand in src/check/controls")
}

/// Equality of texts is not yet to be had in constants.
const fn same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let (Some((first, rest)), Some((second, others))) = (one.split_first(), other.split_first()) {
        if *first != *second {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{cite, controls_of};
    use crate::check::controls::Framework;

    #[test]
    fn every_control_is_cited_in_one_way_only_and_by_its_framework() {
        let all = Framework::ALL.map(controls_of).concat();
        let cited: BTreeSet<&str> = all.iter().map(|one| one.cited()).collect();
        assert_eq!(cited.len(), all.len());
        for one in &all {
            assert!(one.cited().starts_with(one.framework().prefix()), "{one:?}");
            assert!(!one.id().is_empty() && !one.title().is_empty(), "{one:?}");
            assert_eq!(cite(one.cited()), one);
        }
    }

    #[test]
    #[should_panic(expected = "no such control")]
    fn the_citation_that_circulates_wrongly_does_not_exist() {
        cite("OWASP NHI-06");
    }

    #[test]
    #[should_panic(expected = "no such control")]
    fn zero_trust_has_no_control_identifiers() {
        cite("SP 800-207 DA.PO");
    }

    #[test]
    #[should_panic(expected = "no such control")]
    fn withdrawn_identifiers_do_not_exist() {
        cite("CSF 2.0 RS.RP-01");
    }
}
