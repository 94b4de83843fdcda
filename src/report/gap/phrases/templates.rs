//! Templates of users, in place of those that are built in.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::report::gap::document::OwnWording;

use super::mistake::TemplateMistake;
use super::phrase::{PHRASES, Phrase};

/// A template of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The file, as it is named in messages.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// Templates of users by the names of their phrases; where there is none, the one that is built in holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates(BTreeMap<&'static str, Template>);

impl Templates {
    /// Puts in templates, by the names of their files without `.txt`; those that are what is built in count as that.
    ///
    /// # Errors
    /// Names of no phrase.
    pub fn new(own: impl IntoIterator<Item = (String, Template)>) -> Result<Self, Vec<TemplateMistake>> {
        let (mut known, mut mistakes) = (BTreeMap::new(), Vec::new());
        for (name, template) in own {
            match Phrase::of(&name) {
                Some(phrase) if phrase.is_built_in(&template.text) => {}
                Some(phrase) => drop(known.insert(phrase.name, template)),
                None => mistakes.push(no_phrase(&name, template)),
            }
        }
        if mistakes.is_empty() {
            Ok(Self(known))
        } else {
            Err(mistakes)
        }
    }

    /// The template of a phrase, and whose it is.
    pub(super) fn of(&self, phrase: &Phrase) -> Template {
        let own = self.0.get(phrase.name).cloned();
        own.unwrap_or_else(|| Template {
            file: format!("{}.txt (built in)", phrase.name),
            text: phrase.text.to_owned(),
        })
    }

    /// Those of users with the SHA-256 of their bytes, by name.
    pub(in crate::report::gap) fn used(&self) -> Vec<OwnWording> {
        let hash = |text: &str| {
            let digest = Sha256::digest(text.as_bytes());
            digest
                .iter()
                .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
        };
        let own = self.0.iter();
        own.map(|(name, template)| OwnWording {
            phrase: (*name).to_owned(),
            sha256: hash(&template.text),
        })
        .collect()
    }
}

fn no_phrase(name: &str, template: Template) -> TemplateMistake {
    let names: Vec<&str> = PHRASES.iter().map(|phrase| phrase.name).collect();
    let near = names
        .iter()
        .min_by_key(|known| strsim::damerau_levenshtein(known, name));
    let near = near.filter(|known| strsim::damerau_levenshtein(known, name) <= 3);
    let help = near.map_or_else(
        || format!("there are: {}", names.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    TemplateMistake {
        file: template.file,
        line: 1,
        wrong: format!("the report has no phrase `{name}`"),
        help,
        text: template.text,
    }
}
