//! The JSON Schemas of input documents.

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::syntax::{Estate, Exercise, LawFile, Organisation, Playbook, Scenario};

/// A kind of document, as it stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// An exercise.
    Exercise,
    /// An organisation, or a part of it.
    Organisation,
    /// An estate, or a part of it.
    Estate,
    /// A playbook, or a part of it.
    Playbook,
    /// A scenario.
    Scenario,
    /// Clocks of the law.
    Law,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Exercise,
        Self::Organisation,
        Self::Estate,
        Self::Playbook,
        Self::Scenario,
        Self::Law,
    ];

    /// The word that begins such a document: `Exercise(..)` in RON, `{ "Exercise": .. }` in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exercise => "Exercise",
            Self::Organisation => "Organisation",
            Self::Estate => "Estate",
            Self::Playbook => "Playbook",
            Self::Scenario => "Scenario",
            Self::Law => "Law",
        }
    }

    /// The JSON Schema of such a document in its JSON form, made from the types that read it. In JSON a word is a text,
    /// a call with one value an object of one field; ids, times and numbers that contradict each other it does not see.
    pub fn json_schema(self) -> Schema {
        let mut generator = SchemaSettings::default().into_generator();
        let inner = self.inner(&mut generator);
        let word = self.word();
        whole(
            &format!("outrun {word}"),
            json!({ word: inner }),
            &[word],
            generator,
        )
    }

    fn inner(self, generator: &mut SchemaGenerator) -> Schema {
        match self {
            Self::Exercise => generator.subschema_for::<Exercise>(),
            Self::Organisation => generator.subschema_for::<Organisation>(),
            Self::Estate => generator.subschema_for::<Estate>(),
            Self::Playbook => generator.subschema_for::<Playbook>(),
            Self::Scenario => generator.subschema_for::<Scenario>(),
            Self::Law => generator.subschema_for::<LawFile>(),
        }
    }
}

/// Where a value comes from, in the document of `outrun show`.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(
    dead_code,
    reason = "the form of what `Resolved::document` writes, for its schema"
)]
enum WrittenOrigin {
    /// Nobody wrote it: `default`.
    Default(String),
    /// A preset gave it.
    Preset {
        /// The id of the preset.
        preset: String,
    },
    /// Somebody wrote it.
    File {
        /// The path inside the library.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
}

/// The JSON Schema of `outrun show --format json`: `outrun/exercise/1`, which can be fed back as input.
pub fn resolved_schema() -> Schema {
    let mut generator = SchemaSettings::default().into_generator();
    let exercise = generator.subschema_for::<Exercise>();
    let origin = generator.subschema_for::<WrittenOrigin>();
    let fields = json!({
        "schema": { "const": "outrun/exercise/1" },
        "exercise": exercise,
        "origins": { "type": "object", "additionalProperties": origin },
    });
    whole(
        "outrun/exercise/1",
        fields,
        &["schema", "exercise", "origins"],
        generator,
    )
}

/// An object with these fields, all of them needed, and the definitions that they refer to.
fn whole(title: &str, fields: Value, needed: &[&str], mut generator: SchemaGenerator) -> Schema {
    let mut schema = Map::new();
    let dialect = generator.settings().meta_schema.as_deref().map(Value::from);
    schema.extend(dialect.map(|dialect| ("$schema".to_owned(), dialect)));
    schema.insert("title".to_owned(), title.into());
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), fields);
    schema.insert("required".to_owned(), needed.to_vec().into());
    schema.insert("additionalProperties".to_owned(), false.into());
    schema.insert(
        "$defs".to_owned(),
        Value::Object(generator.take_definitions(true)),
    );
    let mut schema = Schema::from(schema);
    bounded(&mut schema);
    schema
}

/// The largest number of 32 bits, which the formats of schemas name but do not bound.
fn bounded(schema: &mut Schema) {
    if schema.get("format").and_then(Value::as_str) == Some("uint32") {
        schema.insert("maximum".to_owned(), u32::MAX.into());
    }
    transform_subschemas(&mut bounded, schema);
}
