//! All phrases, with what they are told.

/// A sentence of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its name; the file of its template is called so, with `.txt`.
    pub name: &'static str,
    /// What it is, in a line.
    pub meaning: &'static str,
    /// The template that is built in.
    pub text: &'static str,
    /// What it is told.
    pub variables: &'static [Variable],
}

/// Something that a template is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// How it is written in a template: `lead.name`; of each of several: `others[].name`.
    pub path: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

const fn v(path: &'static str, meaning: &'static str) -> Variable {
    Variable { path, meaning }
}

macro_rules! phrase {
    ($name:literal, $meaning:literal, [$($variable:expr),* $(,)?]) => {
        Phrase {
            name: $name,
            meaning: $meaning,
            text: include_str!(concat!("texts/", $name, ".txt")),
            variables: &[$($variable),*],
        }
    };
}

const LEAD: Variable = v(
    "lead.name",
    "the first alternative, the plan as it stands; names stand in backticks",
);

/// All of them, in the order of the report.
#[rustfmt::skip]
pub const PHRASES: [Phrase; 21] = [
    phrase!("title", "what the report of a result is called", [
        v("title", "the title of the exercise"),
        v("exercise", "its id"),
    ]),
    phrase!("question", "the question of the first page", []),
    phrase!("answer", "one sentence that answers it", [
        v("verdict", "on the objective for the outrun rate: met, missed, depends, undecided; empty: there is none"),
        v("leaning", "without one, whether incidents are outrun more often than not: more, less, even"),
        LEAD,
        v("lead.rate", "its outrun rate"),
        v("others[].name", "another alternative"),
        v("others[].rate", "its outrun rate"),
    ]),
    phrase!("meaning", "what outrunning means in this exercise", [
        v("race", "what had to happen after containment: `more than 20 % of … had fallen`"),
    ]),
    phrase!("played", "what was played, in a line", [
        v("count", "how many incidents of each alternative"),
        v("alternatives", "their names, as a list"),
        v("seed", "the seed"),
    ]),
    phrase!("luck", "how far luck may have moved a rate", [
        v("range", "from where to where"),
    ]),
    phrase!("assumptions", "how far what we do not know moves a rate", [
        v("range", "from where to where; empty: it was not played"),
        v("by", "the input that moves it most; may be empty"),
    ]),
    phrase!("ranked", "how the gaps are ranked", []),
    phrase!("ask", "what the reader is to decide; each line is one point", [
        v("alternatives", "how many there are, as a number"),
        LEAD,
        v("lead.rate", "its outrun rate"),
        v("lead.woken", "people woken in an incident, the mean"),
        v("lead.wrongful", "wrongful disruption in a false alarm, the mean; may be empty"),
        v("best.name", "the alternative that outruns more often than the first, beyond luck; `best` is empty if there is none"),
        v("best.rate", "its outrun rate"),
        v("best.woken", "as of the first"),
        v("best.wrongful", "as of the first"),
        v("gap", "the costliest gap; may be empty"),
    ]),
    phrase!("cause", "what a cause of lost time is called", [
        v("cause", "its word: approval, contact, …"),
        v("title", "what it is called otherwise"),
    ]),
    phrase!("action", "what would mend a cause of lost time", [
        v("cause", "its word: approval, contact, …"),
        v("action", "what is said otherwise"),
    ]),
    phrase!("gap-cost", "what a gap costs", [
        v("cause", "its word: approval, contact, …"),
        v("mean", "its part of the mean time to containment; may be empty"),
        v("share", "the same in per cent"),
        v("stuck", "how many incidents that were never contained were stuck in it; may be empty"),
        v("never", "how many were never contained"),
        v("stuck_share", "how many of all incidents were stuck in it, in per cent"),
    ]),
    phrase!("gap-falls-on", "whose a gap is", [
        v("roles", "roles, as a list; may be empty"),
        v("rules", "rules, as a list; may be empty"),
    ]),
    phrase!("gap-closing", "what closing a gap buys", [
        v("cause", "its word: approval, contact, …"),
        v("planned", "whether a plan of improvement was given"),
        v("steps[].number", "a step of it that changes a rule or a role on which the time falls"),
        v("steps[].title", "what it does"),
        v("steps[].buys", "what it buys"),
        v("baseline", "against what alternatives were held; empty: no comparison was given"),
        v("compared[].name", "an alternative that was held against it"),
        v("compared[].before", "the time in incidents that both contain, with the baseline"),
        v("compared[].after", "the same with the alternative"),
        v("compared[].points", "what it is worth, in points of outrun rate"),
        v("compared[].verdict", "better, worse, not told apart"),
        v("tried[].name", "another alternative of the run"),
        v("tried[].mean", "what is left of the mean with it"),
        v("tried[].stuck", "how many incidents are stuck in it"),
        v("tried[].rate", "its outrun rate"),
    ]),
    phrase!("gap-proved", "what is proved about a gap", [
        v("code", "the code of the finding"),
        v("title", "the finding"),
    ]),
    phrase!("heading", "the heading of a chapter", [
        v("id", "its word: time, survival, findings, …"),
        v("title", "the heading otherwise"),
    ]),
    phrase!("introduction", "the first paragraph of a chapter", [
        v("id", "its word: time, survival, findings, …"),
        v("text", "the paragraph otherwise"),
    ]),
    phrase!("finding", "what is wrong with the plan", [
        v("code", "the code of the finding"),
        v("level", "error, warning, note"),
        v("title", "the finding otherwise"),
    ]),
    phrase!("finding-help", "what to do about a finding", [
        v("code", "the code of the finding"),
        v("level", "error, warning, note"),
        v("help", "what is said otherwise"),
    ]),
    phrase!("plan-time", "the analysis of lost time in the improvement plan", [
        v("cause", "its word: approval, contact, …"),
        v("share", "its part of what incidents lose time in or are stuck in"),
        v("roles", "on whom it falls, as a list; may be empty"),
    ]),
    phrase!("plan-finding", "the analysis of a finding in the improvement plan", [
        v("code", "the code of the finding"),
        v("title", "the finding; empty for a board"),
        v("why", "why it matters"),
    ]),
];

impl Phrase {
    /// The phrase of this name.
    pub fn of(name: &str) -> Option<&'static Self> {
        PHRASES.iter().find(|phrase| phrase.name == name)
    }

    /// The template that is built in, with what it is told as a comment before it.
    pub fn documented(&self) -> String {
        let mut text = format!("{{#- {}: {}.\n", self.name, self.meaning);
        if self.variables.is_empty() {
            text.push_str("    It is told nothing: it is the same in every report.\n");
        } else {
            text.push_str("    It is told:\n");
        }
        for one in self.variables {
            text.push_str(&format!("      {}: {}\n", one.path, one.meaning));
        }
        text + "-#}\n" + self.text
    }

    /// Whether a text is the template that is built in, with its comment or without.
    pub(super) fn is_built_in(&self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n");
        text == self.text || text == self.documented()
    }

    /// What its template may ask for, in words.
    pub(super) fn available(&self) -> String {
        let paths: Vec<String> = self
            .variables
            .iter()
            .map(|one| format!("`{}`", one.path))
            .collect();
        if paths.is_empty() {
            "nothing: it is the same in every report".to_owned()
        } else {
            paths.join(", ")
        }
    }
}
