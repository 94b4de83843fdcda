//! What a report carries so that it can be made again and held against its results.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Naming;

use super::build::Wishes;
use super::document::{Audience, OwnWording};
use super::given::Given;
use super::phrases::Templates;
use super::state::State;

/// From what a report was made, and how: what `outrun verify` needs. It names no assets and no people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// The version of Outrun that wrote the report.
    pub version: String,
    /// How it is to be handled.
    pub marking: Option<String>,
    /// The date that it bears.
    pub date: Option<String>,
    /// For whom it is.
    pub audience: Audience,
    /// Whether people are named.
    pub names_people: bool,
    /// Sentences that were not said as they are built in.
    pub wording: Vec<OwnWording>,
    /// The results, in the order in which they were given.
    pub results: Vec<ManifestResult>,
    /// Where each exercise stands in this report.
    pub states: Vec<State>,
    /// Where they stood in the report or result that it is held against; none: nothing was given.
    pub since: Vec<State>,
}

/// A result of which a report was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ManifestResult {
    /// The form of its document.
    pub schema: String,
    /// The id of the exercise.
    pub exercise: String,
    /// The SHA-256 of the document.
    pub sha256: String,
    /// The SHA-256 of its records; nothing: it has none.
    pub records_sha256: Option<String>,
}

/// Stands before the manifest, wherever it is.
const MARK: &str = "outrun-manifest:";

impl Manifest {
    /// Of these results, with these wishes.
    pub(super) fn new(given: &[Given], wishes: &Wishes, states: Vec<State>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            marking: wishes.marking.clone(),
            date: wishes.date.clone(),
            audience: wishes.audience,
            names_people: wishes.naming == Naming::People,
            wording: wishes.templates.used(),
            results: given.iter().map(ManifestResult::of).collect(),
            states,
            since: wishes.since.clone(),
        }
    }

    /// The wishes of whoever had the report made, with these templates.
    pub fn wishes(&self, templates: Templates) -> Wishes {
        Wishes {
            marking: self.marking.clone(),
            date: self.date.clone(),
            audience: self.audience,
            naming: if self.names_people {
                Naming::People
            } else {
                Naming::Roles
            },
            since: self.since.clone(),
            templates,
        }
    }

    /// As one word of letters, digits, `%`, `.`, `-` and `_`, behind a mark: it can stand in a page, a comment or the
    /// properties of a document, and nothing in it can be read as anything else.
    pub fn line(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        let mut line = MARK.to_owned();
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' => line.push(char::from(byte)),
                _ => line.push_str(&format!("%{byte:02X}")),
            }
        }
        line
    }

    /// The last manifest in some bytes; nothing: there is none that can be read.
    pub fn find(within: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(within);
        let (_, after) = text.rsplit_once(MARK)?;
        let known = |c: char| c.is_ascii_alphanumeric() || "%._-".contains(c);
        let end = after.find(|c| !known(c)).unwrap_or(after.len());
        let written = decoded(after.get(..end)?)?;
        serde_json::from_slice(&written).ok()
    }
}

impl ManifestResult {
    fn of(given: &Given) -> Self {
        Self {
            schema: given.schema().to_owned(),
            exercise: given.exercise().to_owned(),
            sha256: given.sha256().to_owned(),
            records_sha256: match given {
                Given::Run(run) => Some(run.records_sha256.clone()),
                _ => None,
            },
        }
    }

    /// Whether this is the result.
    pub fn is(&self, given: &Given) -> bool {
        *self == Self::of(given)
    }

    /// Whether this is a result of that kind, of that exercise.
    pub fn is_like(&self, given: &Given) -> bool {
        self.schema == given.schema() && self.exercise == given.exercise()
    }
}

fn decoded(line: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == '%' {
            bytes.push(u8::from_str_radix(rest.get(1..3)?, 16).ok()?);
            rest = rest.get(3..)?;
        } else {
            bytes.extend(c.to_string().bytes());
            rest = rest.get(c.len_utf8()..)?;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn a_manifest_is_found_again_and_breaks_out_of_nothing() {
        let written = Manifest {
            marking: Some("\"--><script>é %41".to_owned()),
            ..Manifest::default()
        };
        let line = written.line();
        assert!(!line.contains(['<', '>', '"', '&', ' ']) && !line.contains("--"));
        let page = format!("<!-- {} {line} -->", Manifest::default().line());
        assert_eq!(Manifest::find(page.as_bytes()), Some(written));
        assert_eq!(Manifest::find(b"outrun-manifest:%7"), None);
        assert_eq!(Manifest::find(b"nothing"), None);
    }
}
