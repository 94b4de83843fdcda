//! Seconds as the machine-readable outputs write them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::time::{SimDuration, SimTime};

/// Whole milliseconds, written as a number of seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seconds(i64);

impl Seconds {
    /// So many milliseconds.
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    /// The milliseconds.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The time since StartEx.
    pub const fn since_start(at: SimTime) -> Self {
        Self(at.as_millis())
    }
}

impl From<SimDuration> for Seconds {
    fn from(duration: SimDuration) -> Self {
        Self(duration.as_millis())
    }
}

impl Serialize for Seconds {
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact to the millisecond for 285,000 years"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 1000.0)
    }
}

impl JsonSchema for Seconds {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Seconds")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "description": "seconds, to the millisecond" })
    }
}
