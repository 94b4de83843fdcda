//! The JSON Schema of the written form, from the types that read it, so that the two cannot part.
//!
//! Derived where serde is derived; by hand, here, where reading is by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::document::spanned::Spanned;

use super::organisation::{Knows, KnowsForm};
use super::playbook::{Runbook, RunbookForm};
use super::value::{AllOr, Entries, OneOrMany, Text};

/// A value that knows its place is written as the value.
impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Schemas that stand where they are used, one of several.
macro_rules! any_of {
    ($generator:ident, $($form:ty),+) => {
        json_schema!({ "anyOf": [$($generator.subschema_for::<$form>()),+] })
    };
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        any_of!(generator, T, Vec<T>)
    }
}

impl<V: JsonSchema> JsonSchema for Entries<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Entries_of_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<V>() })
    }
}

impl<T: JsonSchema> JsonSchema for AllOr<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("AllOr_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "const": "All" }, generator.subschema_for::<Vec<T>>()] })
    }
}

impl JsonSchema for Knows {
    fn schema_name() -> Cow<'static, str> {
        "Knows".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        any_of!(generator, KnowsForm, Vec<KnowsForm>)
    }
}

impl JsonSchema for RunbookForm {
    fn schema_name() -> Cow<'static, str> {
        "RunbookForm".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        any_of!(generator, Vec<Runbook>, Entries<Vec<Text>>)
    }
}
