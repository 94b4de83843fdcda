//! What a sweep names: a kind, an id and a field, and the change that sets it.

use crate::document::code::Code;
use crate::document::diagnostic::Diagnostic;
use crate::document::mistake;
use crate::document::report::Report;
use crate::document::session::{SyntaxError, read_at};
use crate::document::source::{Source, Sources};
use crate::document::syntax::{Change, Text};

/// Kinds that have an id, with the change that patches them.
const WITH_ID: [(&str, &str); 15] = [
    ("right", "Right"),
    ("action", "Action"),
    ("body", "Body"),
    ("clock", "Clock"),
    ("edge", "Edge"),
    ("edge_kind", "EdgeKind"),
    ("inject", "Inject"),
    ("node", "Node"),
    ("person", "Person"),
    ("platform", "Platform"),
    ("profile", "Profile"),
    ("request", "Request"),
    ("rota", "Rota"),
    ("vendor", "Vendor"),
    ("chain", "Chain"),
];
/// Parts that are there once.
const WITHOUT_ID: [(&str, &str); 5] = [
    ("contested", "Contested"),
    ("investigation", "Investigation"),
    ("recognition", "Recognition"),
    ("set", "Set"),
    ("triage", "Triage"),
];
/// What may be written.
const EXPECTED: &str = "kind, id and field, such as `right.contain.from_severity`, `right.contain.within`, \
                        `chain.desk.within`, `action.revoke.work` or `set.watch`";

/// One value of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path<'t> {
    change: &'static str,
    id: Option<&'t str>,
    field: &'t str,
}

impl<'t> Path<'t> {
    /// Reads `kind.id.field` or `part.field`; an id may hold dots.
    pub(super) fn of(text: &'t Text, report: &mut Report<'_>) -> Option<Self> {
        let path = Self::read(&text.value);
        if path.is_none() {
            let title = format!("`{}` names nothing that can be swept", text.value);
            let kind = text.value.split('.').next().unwrap_or("");
            let known = WITH_ID.iter().chain(&WITHOUT_ID).map(|(kind, _)| *kind);
            let draft = report.draft(Code::BadSweep, text.place, title);
            report.push(draft.suggest(kind, known).expected(EXPECTED));
        }
        path
    }

    fn read(text: &'t str) -> Option<Self> {
        let (kind, rest) = text.split_once('.')?;
        let of =
            |list: &[(&str, &'static str)]| list.iter().find(|(known, _)| *known == kind).map(|one| one.1);
        if let Some(change) = of(&WITHOUT_ID) {
            return is_name(rest).then_some(Self {
                change,
                id: None,
                field: rest,
            });
        }
        let (id, field) = rest.rsplit_once('.')?;
        let change = of(&WITH_ID)?;
        let sound = !id.is_empty() && is_name(field) && (change != "Chain" || field == "within");
        sound.then_some(Self {
            change,
            id: Some(id),
            field,
        })
    }

    /// The decision right that it names, if it names one.
    pub(super) fn right(&self) -> Option<&'t str> {
        self.id.filter(|_| self.change == "Right")
    }

    /// The change that sets it to a value, which may be written with or without quotation marks, and a word in small
    /// letters.
    pub(super) fn set(&self, value: &Text) -> Result<Change, Box<Diagnostic>> {
        let written = value.value.trim();
        let mut letters = written.chars();
        let capital: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect();
        let text = self.text(written);
        let error = match read_at(&text, value.place) {
            Ok(change) => return Ok(change),
            Err(error) => error,
        };
        let others = [format!("{written:?}"), capital];
        let read = |form: &String| read_at(&self.text(form), value.place).ok();
        others.iter().find_map(read).ok_or_else(|| refused(text, &error))
    }

    fn text(&self, value: &str) -> String {
        let (change, field) = (self.change, self.field);
        match self.id {
            Some(id) if field == "within" && (change == "Right" || change == "Chain") => {
                let of = change.to_lowercase();
                format!("Within({of}: {id:?}, within: {value})")
            }
            Some(id) => format!("{change}(id: {id:?}, {field}: {value})"),
            None => format!("{change}({field}: {value})"),
        }
    }
}

/// What is wrong with a value, shown in the change that it would have made.
fn refused(text: String, error: &SyntaxError) -> Box<Diagnostic> {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("sweep".to_owned(), String::new(), text));
    Box::new(mistake::diagnostic(error, file, &sources))
}

fn is_name(field: &str) -> bool {
    !field.is_empty() && field.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::Path;
    use crate::document::place::Place;
    use crate::document::spanned::Spanned;
    use crate::document::syntax::{Change, Text};

    fn text(value: &str) -> Text {
        let place = Place::File {
            file: crate::document::place::FileId(0),
            start: 7,
            end: 9,
        };
        Spanned::new(value.to_owned(), place)
    }

    #[test]
    fn values_are_written_as_people_say_them() {
        for (path, value) in [
            ("right.contain/cloud.from_severity", "high"),
            ("right.contain/cloud.from_severity", "High"),
            ("right.v1.2.repeat", "3"),
            ("right.contain.standing", "true"),
            ("right.contain.within", "15m"),
            ("right.contain.decide_work", "usual"),
            ("right.contain.decide_work", "10m"),
            ("chain.desk.within", "5m"),
            ("set.watch", "2h"),
            ("triage.work", "quick"),
        ] {
            let path = Path::read(path).unwrap();
            assert!(path.set(&text(value)).is_ok(), "{path:?} {value}");
        }
        let path = Path::read("right.v1.2.repeat").unwrap();
        let Ok(Change::Right(right)) = path.set(&text("3")) else {
            panic!("a right");
        };
        assert_eq!((right.id.value.as_str(), right.repeat.value), ("v1.2", 3));
        assert_eq!(right.repeat.place, text("3").place);
    }

    #[test]
    fn what_cannot_be_swept_is_refused() {
        for path in [
            "right",
            "right.contain",
            "chain.desk.repeat",
            "rihgt.a.b",
            "set.",
            "right..b",
            "right.a.b c",
        ] {
            assert_eq!(Path::read(path), None, "{path}");
        }
        let severity = Path::read("right.contain.from_severity").unwrap();
        let refused = severity.set(&text("hihg")).unwrap_err();
        assert!(refused.expected.unwrap_or_default().contains("High"));
        let field = Path::read("right.contain.from_severty").unwrap();
        let refused = field.set(&text("high")).unwrap_err();
        assert_eq!(refused.suggestion.as_deref(), Some("from_severity"));
    }
}
