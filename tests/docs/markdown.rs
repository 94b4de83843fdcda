//! As much of Markdown as the docs use.

/// A block of code.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The line of its first line of code.
    pub(crate) line: usize,
    /// What is written behind the fence; nothing for an indented block.
    pub(crate) language: String,
    /// The code, with its last end of line.
    pub(crate) text: String,
    /// The comment before it, `<!-- key: value -->`.
    note: Option<(String, String)>,
}

impl Block {
    /// The value of the comment before it, if its key is this.
    pub(crate) fn note(&self, key: &str) -> Option<&str> {
        let (written, value) = self.note.as_ref()?;
        (written == key).then_some(value)
    }
}

/// All blocks of code, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut note = None;
    let mut indented = false;
    for (number, line) in page.lines().enumerate() {
        if let Some(mut block) = open.take() {
            if line.trim() == "```" {
                found.push(block);
            } else {
                block.text += line;
                block.text.push('\n');
                open = Some(block);
            }
            continue;
        }
        let begins = |language: &str, note: &mut Option<(String, String)>| Block {
            line: number + 1 + usize::from(!language.is_empty()),
            language: language.to_owned(),
            text: String::new(),
            note: note.take(),
        };
        if let Some(language) = line.strip_prefix("```") {
            let language = if language.is_empty() { "text" } else { language };
            open = Some(begins(language, &mut note));
        } else if let Some(code) = line.strip_prefix("    ") {
            if !indented {
                found.push(begins("", &mut note));
            }
            let last = found.last_mut().expect("one was pushed");
            last.text += code;
            last.text.push('\n');
        } else if let Some(comment) = comment(line) {
            note = Some(comment);
        } else if !line.trim().is_empty() {
            note = None;
        }
        indented = line.starts_with("    ");
    }
    assert!(open.is_none(), "a block of code does not end: {open:?}");
    found
}

fn comment(line: &str) -> Option<(String, String)> {
    let inside = line.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (key, value) = inside.split_once(": ")?;
    Some((key.to_owned(), value.to_owned()))
}

/// What stands between backticks in running text, with the line, and with ends of lines as spaces.
pub(super) fn spans(page: &str) -> Vec<(usize, String)> {
    let mut fenced = false;
    let kept: Vec<&str> = page
        .lines()
        .map(|line| {
            let fence = line.starts_with("```");
            fenced ^= fence;
            if fenced || fence { "" } else { line }
        })
        .collect();
    let text = kept.join("\n");
    let mut line = 1;
    let pieces = text.split('`').enumerate().filter_map(|(place, piece)| {
        let at = line;
        line += piece.matches('\n').count();
        (place % 2 == 1).then(|| (at, piece.replace('\n', " ")))
    });
    pieces.collect()
}

/// The page with what stands between the marks of this name replaced.
pub(crate) fn replaced(page: &str, mark: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- simulated: {mark} -->\n"), "<!-- end -->");
    let from = page.find(&open).unwrap_or_else(|| panic!("no place for {mark}")) + open.len();
    let until = from + page[from..].find(close).expect("the place ends");
    format!("{}{text}{}", &page[..from], &page[until..])
}

#[test]
fn blocks_are_found_with_their_notes() {
    let page = "a\n\n<!-- file: x/y.ron -->\n```ron\nA(\n)\n```\n\n    outrun run x\n    more\n\nb `c\nd` e\n```\nz\n```\n";
    let found = blocks(page);
    let short: Vec<(usize, &str, &str)> = found
        .iter()
        .map(|block| (block.line, block.language.as_str(), block.text.as_str()))
        .collect();
    assert_eq!(
        short,
        [
            (5, "ron", "A(\n)\n"),
            (9, "", "outrun run x\nmore\n"),
            (15, "text", "z\n")
        ]
    );
    assert_eq!(found[0].note("file"), Some("x/y.ron"));
    assert_eq!(found[1].note("file"), None);
    assert_eq!(spans(page), [(12, "c d".to_owned())]);
}
