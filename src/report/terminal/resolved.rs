//! The resolved exercise: every value, and beside it where it came from.

use serde_json::Value;

use super::canvas::{Canvas, Tone};
use super::text::{clean, columns, fit, left};
use crate::document::{Origin, Resolved};

/// Values are written up to this column, origins after it.
const VALUES: usize = 52;

/// Writes the exercise as an indented list.
pub fn resolved(id: &str, alternative: &str, of: &Resolved, canvas: &mut Canvas) {
    let title = canvas.paint(&clean(&format!("{id}, alternative {alternative}")), Tone::Strong);
    canvas.line(&title);
    canvas.hang(
        "",
        0,
        "Every value, defaults and presets filled in, and where it came from.",
        Tone::Quiet,
    );
    canvas.gap();
    let mut listing = Listing { of, canvas };
    listing.fields(&of.exercise, "", 0, None);
}

struct Listing<'a> {
    of: &'a Resolved,
    canvas: &'a mut Canvas,
}

impl Listing<'_> {
    /// The fields of a value that has any; `from` is the origin of what they stand in.
    fn fields(&mut self, value: &Value, at: &str, depth: usize, from: Option<&Origin>) {
        let fields: Vec<(String, &Value)> = match value {
            Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(place, value)| (place.to_string(), value))
                .collect(),
            _ => return,
        };
        for (key, value) in fields {
            let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            self.field((&key, &pointer), value, depth, from);
        }
    }

    fn field(&mut self, (key, at): (&str, &str), value: &Value, depth: usize, from: Option<&Origin>) {
        let of = self.of;
        let origin = of.origins.get(at).or(from);
        let named = ["id", "name", "kind", "who"];
        let label = named.iter().find_map(|name| value.get(*name)?.as_str());
        let label = label.filter(|_| key.parse::<usize>().is_ok());
        let key = label.unwrap_or(key);
        if is_leaf(value) {
            self.line(depth, &format!("{key}: {}", plain(value)), origin);
        } else {
            self.line(depth, &format!("{key}:"), None);
            self.fields(value, at, depth + 1, origin);
        }
    }

    fn line(&mut self, depth: usize, text: &str, origin: Option<&Origin>) {
        let text = format!("{}{}", "  ".repeat(depth), clean(text));
        let origin = origin.map(words).unwrap_or_default();
        if origin.is_empty() {
            return self.canvas.line(&text);
        }
        let room = self.canvas.width.saturating_sub(columns(&origin) + 2);
        let column = VALUES.max(self.canvas.width / 2).min(room);
        if columns(&text) > column {
            self.canvas.line(&text);
            let origin = self.canvas.paint(&origin, Tone::Quiet);
            return self.canvas.line(&format!("{}  {origin}", " ".repeat(column)));
        }
        let origin = self.canvas.paint(&fit(&origin, self.canvas.width), Tone::Quiet);
        self.canvas.line(&format!("{}  {origin}", left(&text, column)));
    }
}

/// Whether a value is written on one line: a word, a number, a short list of them.
fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.iter().all(|item| !item.is_object() && !item.is_array()),
        _ => true,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if !items.is_empty() => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Array(_) | Value::Object(_) => "none".to_owned(),
        other => other.to_string(),
    }
}

fn words(origin: &Origin) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::Preset(id) => format!("preset {id}"),
        Origin::File { file, line, .. } => format!("{file}:{line}"),
    }
}
