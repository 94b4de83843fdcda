//! What a cell of a table says.

use crate::document::code::Code;
use crate::document::place::Place;
use crate::document::session::{Format, read};
use crate::document::spanned::Spanned;
use crate::document::syntax::{Chance, Entries, Law, Logs, Target, Text};

use super::read::{Row, place_of};

impl Row<'_, '_, '_> {
    /// The text of a cell and its place; nothing where it is empty or there is no such column.
    pub(super) fn cell(&self, column: &str) -> Option<Text> {
        let known = self.known.iter().position(|name| *name == column)?;
        let at = (*self.columns.get(known)?)?;
        let value = self.record.get(at).filter(|value| !value.is_empty())?;
        let place = self
            .cells
            .get(at)
            .map_or(Place::Default, |cell| place_of(self.file, cell.clone()));
        Some(Spanned::new(value.to_owned(), place))
    }

    /// The place of the whole record.
    pub(super) fn place(&self) -> Place {
        let start = self.cells.first().map_or(0, |cell| cell.start);
        let end = self.cells.last().map_or(start, |cell| cell.end);
        place_of(self.file, start..end)
    }

    /// A cell that must not be empty.
    pub(super) fn needed(&mut self, column: &str) -> Text {
        self.cell(column).unwrap_or_else(|| {
            let place = self.place();
            self.report
                .say(Code::BadTable, place, format!("a record without `{column}`"));
            Spanned::new(String::new(), place)
        })
    }

    /// A cell as an optional text.
    pub(super) fn optional(&self, column: &str) -> Spanned<Option<String>> {
        self.cell(column)
            .map_or_else(Spanned::default, |cell| cell.map(Some))
    }

    /// A cell as a list divided by `;`.
    pub(super) fn list(&self, column: &str) -> Spanned<Vec<Text>> {
        let Some(cell) = self.cell(column) else {
            return Spanned::default();
        };
        let place = cell.place;
        let items = cell
            .value
            .split(';')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        Spanned::new(
            items.map(|item| Spanned::new(item.to_owned(), place)).collect(),
            place,
        )
    }

    fn refuse(&mut self, cell: &Text, expected: &str) {
        let draft = self.report.draft(
            Code::BadCell,
            cell.place,
            format!("`{}` cannot stand here", cell.value),
        );
        self.report.push(draft.expected(expected));
    }

    /// A cell as a whole number.
    pub(super) fn number(&mut self, column: &str) -> Option<Spanned<u32>> {
        let cell = self.cell(column)?;
        let number = cell.value.parse().ok();
        if number.is_none() {
            self.refuse(&cell, "a whole number");
        }
        Some(Spanned::new(number?, cell.place))
    }

    /// A cell as a law: a duration as it is, everything else as in RON.
    pub(super) fn law(&mut self, column: &str) -> Option<Spanned<Law>> {
        let cell = self.cell(column)?;
        if cell
            .value
            .starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == 'P')
        {
            return Some(cell.map(Law::Fixed));
        }
        let law = read::<Law>(&cell.value, self.file, Format::Ron).ok();
        if law.is_none() {
            self.refuse(
                &cell,
                "a duration such as `15m`, a distribution, `quick`, `usual`, `slow` or `Unknown`",
            );
        }
        Some(Spanned::new(law?, cell.place))
    }

    /// A cell as a chance.
    pub(super) fn chance(&mut self, column: &str) -> Option<Spanned<Chance>> {
        let cell = self.cell(column)?;
        if cell.value.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return Some(cell.map(Chance::Text));
        }
        let chance = read::<Chance>(&cell.value, self.file, Format::Ron).ok();
        if chance.is_none() {
            self.refuse(
                &cell,
                "a share such as `40%`, `quick`, `usual`, `slow` or `Unknown`",
            );
        }
        Some(Spanned::new(chance?, cell.place))
    }

    fn target(&mut self, text: &str, cell: &Text) -> Option<Target> {
        let id = |id: &str| Spanned::new(id.trim().to_owned(), cell.place);
        let target = text.split_once(':').and_then(|(kind, name)| match kind.trim() {
            "person" => Some(Target::Person(id(name))),
            "role" => Some(Target::Role(id(name))),
            "rota" => Some(Target::Rota(id(name))),
            "team" => Some(Target::Team(id(name))),
            "body" => Some(Target::Body(id(name))),
            _ => None,
        });
        if target.is_none() {
            self.refuse(cell, "`person:`, `role:`, `rota:`, `team:` or `body:` and an id");
        }
        target
    }

    /// A cell as a target.
    pub(super) fn one_target(&mut self, column: &str) -> Spanned<Option<Target>> {
        let Some(cell) = self.cell(column) else {
            return Spanned::default();
        };
        let target = self.target(&cell.value, &cell);
        Spanned::new(target, cell.place)
    }

    /// A cell as one owner, or as owners by facet: `cloud=team:platform;app=role:cto`.
    pub(super) fn owners(
        &mut self,
        column: &str,
    ) -> (Spanned<Option<Target>>, Spanned<Entries<Spanned<Target>>>) {
        let Some(cell) = self.cell(column) else {
            return (Spanned::default(), Spanned::default());
        };
        if !cell.value.contains('=') {
            return (self.one_target(column), Spanned::default());
        }
        let mut facets = Vec::new();
        for part in cell.value.split(';').filter(|part| !part.trim().is_empty()) {
            let Some((facet, target)) = part.split_once('=') else {
                self.refuse(
                    &cell,
                    "owners by facet, such as `cloud=team:platform;app=role:cto`",
                );
                continue;
            };
            if let Some(target) = self.target(target, &cell) {
                let facet = Spanned::new(facet.trim().to_owned(), cell.place);
                facets.push((facet, Spanned::new(target, cell.place)));
            }
        }
        (Spanned::default(), Spanned::new(Entries(facets), cell.place))
    }

    /// A cell as log visibility.
    pub(super) fn logs(&mut self, column: &str) -> Spanned<Logs> {
        let Some(cell) = self.cell(column) else {
            return Spanned::default();
        };
        let logs = match cell.value.split_once(':') {
            Some(("vendor", id)) => Logs::Vendor(Spanned::new(id.trim().to_owned(), cell.place)),
            None if cell.value == "full" => Logs::Full,
            None if cell.value == "none" => Logs::None,
            _ => {
                self.refuse(&cell, "`full`, `none`, or `vendor:` and an id");
                Logs::Full
            }
        };
        Spanned::new(logs, cell.place)
    }
}
