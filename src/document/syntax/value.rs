//! Values that people write in more than one way: durations, chances, ranges, lists of one.

use schemars::JsonSchema;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize as DeriveDeserialize, Serialize};

use crate::document::session::Raw;
use crate::document::spanned::Spanned;

/// A written id, word, time or text.
pub(crate) type Text = Spanned<String>;

/// How long something takes: `"15m"`, `LogNormal(median: "3h", p90: "20h")`, `usual`, `Unknown`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Law {
    /// Always the same.
    Fixed(String),
    /// A distribution or a word.
    Form(Form),
}

impl Default for Law {
    fn default() -> Self {
        Self::Form(Form::Usual)
    }
}

/// A distribution or a word for one.
#[derive(Clone, Debug, PartialEq, Serialize, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) enum Form {
    /// The preset for where it goes well.
    #[serde(rename = "quick")]
    Quick,
    /// The preset for the usual case.
    #[serde(rename = "usual")]
    Usual,
    /// The preset for where it goes badly.
    #[serde(rename = "slow")]
    Slow,
    /// The widest preset: nobody knows.
    Unknown,
    /// Everything between, all alike.
    Uniform(String, String),
    /// From low over the most likely to high.
    Triangular(String, String, String),
    /// By its mean.
    Exponential(String),
    /// By median and 90th percentile.
    LogNormal {
        /// Half are shorter.
        median: String,
        /// Nine in ten are shorter.
        p90: String,
    },
    /// By shape and scale.
    Weibull {
        /// Below 1 the longer it lasts, the longer it still lasts.
        shape: f64,
        /// About 63 % are shorter.
        scale: String,
    },
    /// By shape and scale.
    Gamma {
        /// Mean divided by scale.
        shape: f64,
        /// Mean divided by shape.
        scale: String,
    },
    /// One of these, all alike.
    Empirical(Vec<String>),
    /// One of these, by weight.
    Mixture(Vec<Branch>),
    /// The smaller of a sample and a cap.
    Capped {
        /// What is capped.
        of: Box<Law>,
        /// At what.
        at: String,
    },
}

/// A branch of a mixture.
#[derive(Clone, Debug, PartialEq, Serialize, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Branch {
    /// The weight.
    pub(crate) weight: f64,
    /// The distribution.
    pub(crate) of: Law,
}

impl<'de> Deserialize<'de> for Law {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.is_number() {
            return raw.refuse("a duration needs a unit: write it as text, such as \"15m\" or \"2h 30m\"");
        }
        if !raw.is_string() {
            return raw.read().map(Self::Form);
        }
        let text: String = raw.read()?;
        Ok(word(&text).map_or(Self::Fixed(text), Self::Form))
    }
}

/// JSON has no bare words, so a word in quotes is the word.
fn word(text: &str) -> Option<Form> {
    match text {
        "quick" => Some(Form::Quick),
        "usual" => Some(Form::Usual),
        "slow" => Some(Form::Slow),
        "Unknown" => Some(Form::Unknown),
        _ => None,
    }
}

/// How probable something is: `"40%"`, `0.4`, `usual`, `Unknown`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Chance {
    /// As text.
    Text(String),
    /// As a share.
    Share(f64),
    /// A word.
    Word(Word),
}

impl Default for Chance {
    fn default() -> Self {
        Self::Word(Word::Usual)
    }
}

/// A word for a preset.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, DeriveDeserialize, JsonSchema)]
pub(crate) enum Word {
    /// The preset for where it goes well.
    #[serde(rename = "quick")]
    Quick,
    /// The preset for the usual case.
    #[serde(rename = "usual")]
    Usual,
    /// The preset for where it goes badly.
    #[serde(rename = "slow")]
    Slow,
    /// The widest preset: nobody knows.
    Unknown,
}

impl<'de> Deserialize<'de> for Chance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.is_number() {
            return raw.read().map(Self::Share);
        }
        if !raw.is_string() {
            return raw.read().map(Self::Word);
        }
        let text: String = raw.read()?;
        Ok(match word(&text) {
            Some(Form::Quick) => Self::Word(Word::Quick),
            Some(Form::Usual) => Self::Word(Word::Usual),
            Some(Form::Slow) => Self::Word(Word::Slow),
            Some(_) => Self::Word(Word::Unknown),
            None => Self::Text(text),
        })
    }
}

/// One value or a list of them.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct OneOrMany<T>(pub(crate) Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.first() == '[' {
            raw.read().map(Self)
        } else {
            raw.read().map(|one| Self(vec![one]))
        }
    }
}

/// A map in written order, with the place of each key; the same key may stand in it twice, to be reported.
#[derive(Clone, Debug)]
pub(crate) struct Entries<V>(pub(crate) Vec<(Text, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Serialize> Serialize for Entries<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(&key.value, value)?;
        }
        map.end()
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<V>(std::marker::PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Read<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map in braces, such as `{ \"name\": ... }`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Read(std::marker::PhantomData))
    }
}

/// Everything, or these.
#[derive(Clone, Debug)]
pub(crate) enum AllOr<T> {
    /// Everything.
    All,
    /// What is listed.
    These(Vec<T>),
}

impl<T> Default for AllOr<T> {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

impl<T: Serialize> Serialize for AllOr<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_unit_variant("AllOr", 0, "All"),
            Self::These(list) => list.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for AllOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(DeriveDeserialize)]
        enum Word {
            All,
        }
        let raw = Raw::take(deserializer)?;
        if raw.first() == '[' {
            return raw.read().map(Self::These);
        }
        raw.read::<Word, D::Error>().map(|Word::All| Self::All)
    }
}

/// A name alone, or the whole thing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "NameOr_{T}")]
pub(crate) enum NameOr<T> {
    /// A name.
    Name(String),
    /// The thing itself.
    Whole(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for NameOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Raw::take(deserializer)?;
        if raw.is_string() {
            raw.read().map(Self::Name)
        } else {
            raw.read().map(Self::Whole)
        }
    }
}

impl<T> Default for NameOr<T> {
    fn default() -> Self {
        Self::Name(String::new())
    }
}
