//! Diagnostics as text for people, and as findings for machines. Pure functions.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::diagnostic::{Diagnostic, Label, Level};
use super::names::is_hidden;
use super::source::Marked;

/// Diagnostics as text, each with the line it is about, an empty line between them.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let texts: Vec<String> = diagnostics.iter().map(|one| render_one(one, &renderer)).collect();
    texts.join("\n\n")
}

fn render_one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
    };
    let title = clean(&diagnostic.title);
    let empty: [annotate_snippets::Element<'_>; 0] = [];
    let group = level
        .primary_title(title.as_str())
        .id(diagnostic.code.text())
        .elements(empty);
    let mut group = group;
    for labels in by_line(diagnostic) {
        group = with_labels(group, &labels, &diagnostic.primary);
    }
    if let Some(expected) = &diagnostic.expected {
        group = group.element(Shown::NOTE.message(format!("expected {}", clean(expected))));
    }
    if let Some(meant) = &diagnostic.suggestion {
        group = group.element(Shown::HELP.message(format!("did you mean `{}`?", clean(meant))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Shown::HELP.message(clean(help)));
    }
    renderer.render(&[group])
}

/// Text of a document shown in a terminal must not move its cursor.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if is_hidden(c) && c != '\n' { '\u{fffd}' } else { c })
        .collect()
}

/// The labels, those of the same lines of the same file together.
fn by_line(diagnostic: &Diagnostic) -> Vec<Vec<&Label>> {
    let line = |label: &Label| {
        (
            label.at.file.clone(),
            label.at.span.as_ref().map(|span| (span.line, span.end_line)),
        )
    };
    let mut groups: Vec<Vec<&Label>> = vec![vec![&diagnostic.primary]];
    for label in &diagnostic.others {
        let same = groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|first| line(first) == line(label)));
        match same {
            Some(group) => group.push(label),
            None => groups.push(vec![label]),
        }
    }
    groups
}

fn with_labels<'a>(group: Group<'a>, labels: &[&'a Label], primary: &Label) -> Group<'a> {
    let Some(first) = labels.first() else { return group };
    let file = first.at.file.as_str();
    match &first.at.span {
        Some(span) if !span.lines.is_empty() => {
            let marks = labels
                .iter()
                .filter_map(|label| annotation(label, std::ptr::eq(*label, primary)));
            let snippet = Snippet::source(span.lines.clone())
                .line_start(span.line)
                .path(file);
            group.element(snippet.annotations(marks))
        }
        Some(span) => group.element(Origin::path(file).line(span.line).char_column(span.column)),
        None => group.element(Origin::path(file)),
    }
}

fn annotation(label: &Label, is_primary: bool) -> Option<Annotation<'_>> {
    let span = label.at.span.as_ref()?;
    let kind = if is_primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let from = byte_of(&span.lines, span.column);
    let to = (from + span.end - span.start).min(span.lines.len()).max(from);
    // A mark that the parser ends within a character shows the whole character.
    let to = span.lines.ceil_char_boundary(to);
    let annotation = kind.span(from..to);
    Some(if label.text.is_empty() {
        annotation
    } else {
        annotation.label(label.text.as_str())
    })
}

/// The byte of a column in the first of these lines.
fn byte_of(lines: &str, column: usize) -> usize {
    lines
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(lines.len(), |(at, _)| at)
}

impl Diagnostic {
    /// The diagnostic as a finding of `outrun check --format json`.
    pub fn finding(&self) -> Value {
        let span = self.primary.at.span.as_ref();
        let number = |of: fn(&Marked) -> usize| span.map_or(Value::Null, |span| json!(of(span)));
        let expected = self
            .expected
            .as_ref()
            .map(|expected| format!("expected {expected}"));
        let meant = self
            .suggestion
            .as_ref()
            .map(|meant| format!("did you mean `{meant}`?"));
        let help: Vec<&String> = meant.iter().chain(&self.help).collect();
        let help = help
            .iter()
            .map(|help| help.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        json!({
            "code": self.code.text(),
            "level": self.level.word(),
            "title": self.title,
            "message": expected.unwrap_or_default(),
            "file": self.primary.at.file,
            "line": number(|span| span.line),
            "column": number(|span| span.column),
            "end_line": number(|span| span.end_line),
            "end_column": number(|span| span.end_column),
            "help": if help.is_empty() { Value::Null } else { json!(help) },
            "counterexample": null,
            "fixes": self.suggestion.iter().map(|meant| json!({ "replacement": meant })).collect::<Vec<_>>(),
            "controls": [],
        })
    }
}
