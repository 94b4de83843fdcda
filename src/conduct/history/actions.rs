//! Corrective actions: an improvement plan, row by row (HSEEP).

use rusqlite::{OptionalExtension, params};

use super::store::{History, HistoryError};

/// The capability element that an action is about (HSEEP: POETE).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// Plans, policies, procedures.
    Planning,
    /// People, teams, who may do what.
    Organization,
    /// Tools and systems.
    Equipment,
    /// What people have learnt.
    Training,
    /// What is exercised, and how.
    Exercise,
}

impl Element {
    /// All elements.
    pub const ALL: [Self; 5] = [
        Self::Planning,
        Self::Organization,
        Self::Equipment,
        Self::Training,
        Self::Exercise,
    ];

    /// The word stored and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Organization => "organization",
            Self::Equipment => "equipment",
            Self::Training => "training",
            Self::Exercise => "exercise",
        }
    }

    /// The element of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Whether an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// It is to be done.
    Open,
    /// It is done. Whether that helped is for the finding to say.
    Closed,
}

impl ActionState {
    /// The word stored and shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// A corrective action that is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAction {
    /// What is to be done.
    pub text: String,
    /// The role that answers for it.
    pub owner: String,
    /// The capability element.
    pub element: Element,
    /// The day on which it begins: `2026-11-23`.
    pub starts: String,
    /// The day by which it is to be done.
    pub due: Option<String>,
    /// The finding that it is to close, by its id.
    pub finding: Option<String>,
}

/// A corrective action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its number.
    pub id: i64,
    /// What was planned.
    pub planned: NewAction,
    /// Whether it is done.
    pub state: ActionState,
    /// The day on which it was done.
    pub closed_on: Option<String>,
    /// What was said then.
    pub note: Option<String>,
}

impl Action {
    /// Whether it was to be done before this day, and is not.
    pub fn is_overdue(&self, today: &str) -> bool {
        // Days in this form are in the order of their texts.
        self.state == ActionState::Open && self.planned.due.as_deref().is_some_and(|due| due < today)
    }
}

impl History {
    /// The corrective actions of an exercise, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read, or holds what no version has written.
    pub fn actions(&self, exercise: &str) -> Result<Vec<Action>, HistoryError> {
        let mut query = self.connection.prepare(
            "SELECT id, text, owner, element, starts, due, finding, state, closed_on, note FROM actions
             WHERE exercise = ?1 ORDER BY id",
        )?;
        let mut rows = query.query([exercise])?;
        let mut actions = Vec::new();
        while let Some(row) = rows.next()? {
            let (element, state): (String, String) = (row.get(3)?, row.get(7)?);
            let state = match state.as_str() {
                "open" => ActionState::Open,
                "closed" => ActionState::Closed,
                _ => return Err(HistoryError::Strange(state)),
            };
            actions.push(Action {
                id: row.get(0)?,
                planned: NewAction {
                    text: row.get(1)?,
                    owner: row.get(2)?,
                    element: Element::of_word(&element).ok_or(HistoryError::Strange(element))?,
                    starts: row.get(4)?,
                    due: row.get(5)?,
                    finding: row.get(6)?,
                },
                state,
                closed_on: row.get(8)?,
                note: row.get(9)?,
            });
        }
        Ok(actions)
    }

    /// Adds a corrective action; its number.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn add_action(&mut self, exercise: &str, action: &NewAction) -> Result<i64, HistoryError> {
        self.whole(|connection| {
            connection.execute(
                "INSERT INTO actions (exercise, text, owner, element, starts, due, finding) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    exercise,
                    action.text,
                    action.owner,
                    action.element.word(),
                    action.starts,
                    action.due,
                    action.finding
                ],
            )?;
            Ok(connection.last_insert_rowid())
        })
    }

    /// Marks an action as done on a day; whether there was such an open action of this exercise.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn close_action(
        &mut self,
        (exercise, id): (&str, i64),
        day: &str,
        note: Option<&str>,
    ) -> Result<bool, HistoryError> {
        self.whole(|connection| {
            let changed = connection.execute(
                "UPDATE actions SET state = 'closed', closed_on = ?3, note = ?4 WHERE exercise = ?1 AND id = ?2 AND state = 'open'",
                params![exercise, id, day, note],
            )?;
            Ok(changed == 1)
        })
    }

    /// The full id of the finding of this exercise that begins so, if it is one alone.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn finding_named(&self, exercise: &str, id: &str) -> Result<Option<String>, HistoryError> {
        let found = self.connection.query_row(
            "SELECT id FROM findings WHERE exercise = ?1 AND substr(id, 1, length(?2)) = ?2 AND length(?2) >= 4
             GROUP BY exercise HAVING count(*) = 1",
            [exercise, id],
            |row| row.get(0),
        );
        Ok(found.optional()?)
    }
}
