//! What is wrong with a template, where, and what there is instead.

use std::fmt;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// A mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateMistake {
    /// The file, as it was named to us.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// What there is instead.
    pub help: String,
    /// The text of the template.
    pub(super) text: String,
}

impl fmt::Display for TemplateMistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.max(1);
        // What is not shown must not move the cursor either.
        let shown = self.text.lines().nth(line - 1).unwrap_or("");
        let shown: String = shown
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let mark = AnnotationKind::Primary.span(0..shown.len());
        let snippet = Snippet::source(shown.clone())
            .line_start(line)
            .path(self.file.as_str());
        let group = Level::ERROR
            .primary_title(self.wrong.as_str())
            .element(snippet.annotation(mark))
            .element(Level::HELP.message(self.help.as_str()));
        let renderer = Renderer::plain().decor_style(DecorStyle::Ascii);
        formatter.write_str(&renderer.render(&[group]))
    }
}
