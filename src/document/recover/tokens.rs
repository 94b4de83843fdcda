//! The names that a lost text may have given.

/// Texts together longer than this are not divided: any name may stand in them.
const LONGEST: usize = 4 << 20;

/// Names that stand in lost texts, sorted; or all names there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    names: Vec<String>,
    length: usize,
    is_sorted: bool,
}

/// Whether a character ends a name in RON or in a table.
const fn divides(c: char) -> bool {
    matches!(
        c,
        '"' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '=' | '\n' | '\r'
    )
}

impl Tokens {
    /// Adds what stands in a text.
    pub(super) fn add(&mut self, text: &str) {
        self.length = self.length.saturating_add(text.len());
        if self.length > LONGEST {
            self.names = Vec::new();
            return;
        }
        let parts = text.split(divides).map(str::trim).filter(|part| !part.is_empty());
        self.names.extend(parts.map(str::to_owned));
        self.is_sorted = false;
    }

    /// Sorts, so that names can be looked up.
    pub(super) fn sort(&mut self) {
        self.names.sort_unstable();
        self.names.dedup();
        self.is_sorted = true;
    }

    /// Whether a name may stand in them.
    pub(super) fn may_hold(&self, name: &str) -> bool {
        let is_known = || {
            self.names
                .binary_search_by(|other| other.as_str().cmp(name))
                .is_ok()
        };
        self.length > LONGEST || (self.length > 0 && name.contains(divides)) || (self.is_sorted && is_known())
    }
}

#[cfg(test)]
mod tests {
    use super::Tokens;

    #[test]
    fn whole_names_are_found_and_parts_are_not() {
        let mut tokens = Tokens::default();
        tokens.add("Node(id: \"the lead is away\", owner: Team(\"platform\"), weight: x)");
        tokens.add("a-b,workload,team:ops;x");
        tokens.sort();
        for name in ["the lead is away", "platform", "x", "a-b", "ops"] {
            assert!(tokens.may_hold(name), "{name}");
        }
        for name in ["plat", "lead", "a", "work"] {
            assert!(!tokens.may_hold(name), "{name}");
        }
    }
}
