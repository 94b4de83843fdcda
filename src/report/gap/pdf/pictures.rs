//! Pictures on paper: those of the page in HTML, with the style's colours for paper written out.

use std::collections::BTreeMap;

use crate::report::gap::document::{Block, GapReport, Picture, RunReport};
use crate::report::gap::html::{STYLE, picture_of};

/// The pictures of a report as SVG, by the path under which the template asks for them: run and picture.
pub(super) fn pictures(of: &GapReport) -> BTreeMap<String, String> {
    let style = style();
    let mut made = BTreeMap::new();
    for (number, run) in of.runs.iter().enumerate() {
        for picture in of_run(run) {
            let path = format!("/{number}/{}.svg", picture.id);
            made.insert(path, standing_alone(picture, &style));
        }
    }
    made
}

fn of_run(run: &RunReport) -> impl Iterator<Item = &Picture> {
    let blocks = run.sections.iter().flat_map(|section| &section.blocks);
    let pictures = blocks.filter_map(|block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    });
    run.front.race.iter().chain(pictures)
}

/// A file of its own: with the name space, and with the style inside.
fn standing_alone(of: &Picture, style: &str) -> String {
    let drawn = picture_of(of);
    let inside = drawn.replacen(
        "<svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Inter\" color=\"#000000\"",
        1,
    );
    let Some((tag, rest)) = inside.split_once('>') else {
        return inside;
    };
    let body = rest.trim_end().trim_end_matches("</svg>");
    format!(
        "{tag}><style>{style}</style><g class=\"g-{}\">{body}</g></svg>",
        of.id
    )
}

/// The style of the page without questions about the medium, and with the colours of the light page instead of their names.
fn style() -> String {
    let plain = without_media(STYLE);
    let mut colours: Vec<(&str, &str)> = Vec::new();
    let root = plain
        .split_once(":root {")
        .and_then(|(_, rest)| rest.split_once('}'));
    for one in root.map_or("", |(inside, _)| inside).split(';') {
        colours.extend(
            one.split_once(':')
                .map(|(name, value)| (name.trim(), value.trim())),
        );
    }
    let named = |text: String, (name, value): &(&str, &str)| text.replace(&format!("var({name})"), value);
    colours.iter().fold(plain.clone(), named)
}

/// Without `@` rules, which end where their braces do.
fn without_media(style: &str) -> String {
    let (mut kept, mut depth, mut skipping) = (String::with_capacity(style.len()), 0_u32, false);
    for letter in style.chars() {
        skipping = skipping || (letter == '@' && depth == 0);
        if !skipping {
            kept.push(letter);
        }
        match letter {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                skipping = skipping && depth > 0;
            }
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{style, without_media};

    #[test]
    fn media_are_left_out_and_colours_are_written_out() {
        assert_eq!(
            without_media("a { b: c } @media print { d { e: f } } g { h: i }"),
            "a { b: c }  g { h: i }"
        );
        let style = style();
        assert!(!style.contains("var("), "a colour without a value");
        assert!(style.contains(".curve { fill: none; stroke: currentColor"));
    }
}
