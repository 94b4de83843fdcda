//! The style of all pictures, and its colours on paper.

/// The style; its colours are variables of the page.
pub(in crate::report::gap) const STYLE: &str = include_str!("picture.css");

/// What the variables are on paper: no reader of files alone knows variables.
const PAPER: [(&str, &str); 23] = [
    ("ink", "#1b1f24"),
    ("quiet", "#59616b"),
    ("rule", "#d5d9de"),
    ("soft", "#f3f5f7"),
    ("sheet", "#ffffff"),
    ("good", "#00664b"),
    ("bad", "#a63c00"),
    ("s0", "#0072b2"),
    ("s1", "#d55e00"),
    ("s2", "#009e73"),
    ("s3", "#a8538a"),
    ("s4", "#8a6d00"),
    ("s5", "#3b8fc2"),
    ("h0", "#fde9a5"),
    ("h1", "#d3c164"),
    ("h2", "#9c9b73"),
    ("h3", "#575d6d"),
    ("h4", "#00204d"),
    ("o0", "#111111"),
    ("o1", "#111111"),
    ("o2", "#111111"),
    ("o3", "#ffffff"),
    ("o4", "#ffffff"),
];

/// The style without variables, as an element.
pub(super) fn on_paper() -> String {
    let style = PAPER.iter().fold(STYLE.to_owned(), |style, (name, colour)| {
        style.replace(&format!("var(--{name})"), colour)
    });
    format!("<style>\n{style}</style>")
}

#[cfg(test)]
mod tests {
    use super::on_paper;

    #[test]
    fn no_variable_is_left() {
        assert!(!on_paper().contains("var("));
    }
}
