//! One control.

use std::fmt;

use super::framework::Framework;

/// A control, outcome, risk or duty of a framework. Only the catalogue makes them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Control {
    pub(super) framework: Framework,
    pub(super) cited: &'static str,
    pub(super) title: &'static str,
}

impl Control {
    /// Whose it is.
    pub const fn framework(self) -> Framework {
        self.framework
    }

    /// As it is cited anywhere: `CSF 2.0 GV.RR-02`.
    pub const fn cited(self) -> &'static str {
        self.cited
    }

    /// As it is called within its framework: `GV.RR-02`.
    pub fn id(self) -> &'static str {
        let prefix = self.framework.prefix();
        self.cited.strip_prefix(prefix).unwrap_or(self.cited)
    }

    /// Its title, or its words where it has none.
    pub const fn title(self) -> &'static str {
        self.title
    }
}

impl fmt::Display for Control {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.cited)
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.cited)
    }
}
