//! The after-action report with its improvement plan: a template before the exercise, filled in after it.

use crate::conduct::materials::conducted::{Conducted, ConductedDecision, Rating};
use crate::conduct::materials::document::{Block, Document, Readers, Table, chapter, page, text};
use crate::conduct::materials::names::duration;
use crate::conduct::materials::objectives::ExerciseObjective;
use crate::conduct::materials::package::ExercisePackage;
use crate::conduct::materials::tasks::CriticalTask;

use super::improvement::{IMPROVEMENT_COLUMNS, improvement_rows};
use super::overview::{TO_FILL_IN, document, handling, or_blank, overview};
use super::ratings::key;

/// The after-action report and improvement plan; without anything recorded, a template.
pub fn after_action(of: &ExercisePackage, conducted: Option<&Conducted>) -> Document {
    let mut made = document(
        of,
        "after-action-report",
        "After-action report and improvement plan",
        Readers::Planners,
    );
    made.date = conducted
        .and_then(|conducted| conducted.date.clone())
        .or(made.date);
    let mut blocks = vec![
        handling(of, Readers::Planners),
        chapter("Administrative data"),
        Block::Table(Table::fields(administrative(of, conducted))),
        chapter("Executive summary"),
    ];
    blocks.extend(summary(of, conducted));
    blocks.push(page("Exercise overview"));
    blocks.push(Block::Table(overview(of)));
    blocks.push(page("Summary of core capability performance"));
    blocks.push(Block::Table(performance(of, conducted)));
    blocks.push(Block::Section("Ratings".to_owned()));
    blocks.push(Block::Table(key()));
    for objective in &of.objectives {
        blocks.extend(of_objective(of, objective, conducted));
    }
    blocks.extend(decisions(of, conducted));
    blocks.extend(appendices(of, conducted));
    made.blocks = blocks;
    made
}

fn administrative(of: &ExercisePackage, conducted: Option<&Conducted>) -> Vec<(String, String)> {
    let day = &of.arrangements;
    let conducted_on = conducted
        .and_then(|conducted| conducted.date.as_ref())
        .or(day.date.as_ref());
    let venue = conducted
        .and_then(|conducted| conducted.venue.as_ref())
        .or(day.venue.as_ref());
    let basis = match conducted {
        Some(conducted) if conducted.practice => "A practice run with people: it says nothing of the plan",
        Some(_) => "Exercised with people",
        None => "Not exercised yet: a template, with what the simulation expects",
    };
    let rows = [
        ("Exercise", of.title.clone()),
        ("Conducted on", or_blank(conducted_on)),
        ("Venue", or_blank(venue)),
        ("Basis", basis.to_owned()),
        (
            "Plan played",
            format!("{}, alternative {}", of.exercise, of.alternative),
        ),
        ("Point of contact", or_blank(day.contact.as_ref())),
        (
            "Report due",
            "no later than 60 days after the exercise".to_owned(),
        ),
    ];
    rows.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

fn summary(of: &ExercisePackage, conducted: Option<&Conducted>) -> Vec<Block> {
    let Some(conducted) = conducted else {
        return vec![
            text(
                "[What was exercised, why, with whom; the three strengths and the three areas for improvement that matter most.]",
            ),
            Block::Section("What the simulation expects".to_owned()),
            Block::Table(Table::fields(of.expected.clone())),
        ];
    };
    let written = conducted
        .summary
        .clone()
        .unwrap_or_else(|| counted_summary(of, conducted));
    vec![
        text(written),
        Block::Section("What the simulation expected".to_owned()),
        Block::Table(Table::fields(of.expected.clone())),
    ]
}

/// A summary that says no more than the figures.
fn counted_summary(of: &ExercisePackage, conducted: &Conducted) -> String {
    let players = conducted.participants.iter().filter(|one| !one.simulated).count();
    let simulated = conducted.participants.len() - players;
    let absent = if simulated > 0 {
        format!(" For {simulated} who did not come the simulation stood in.")
    } else {
        String::new()
    };
    format!(
        "“{}” was exercised with {players} participants.{absent} Evaluators wrote {} observations; the report names {}, {}, and {}.",
        of.title,
        conducted.observations.len(),
        counted(conducted.strengths.len(), "strength", "strengths"),
        counted(
            conducted.areas.len(),
            "area for improvement",
            "areas for improvement"
        ),
        counted(
            conducted.corrective_actions.len(),
            "corrective action",
            "corrective actions"
        ),
    )
}

/// The final rating of an objective: as evaluators gave it, else the worst of its tasks (our roll-up, not doctrine).
fn rating(objective: &ExerciseObjective, conducted: Option<&Conducted>) -> Option<Rating> {
    let conducted = conducted?;
    let given = conducted
        .objective_ratings
        .iter()
        .find(|one| one.objective == objective.number);
    let tasks = conducted
        .ratings
        .iter()
        .filter(|one| objective.tasks.contains(&one.task));
    given
        .map(|one| one.rating)
        .or_else(|| tasks.filter_map(|one| one.rating).max())
}

fn performance(of: &ExercisePackage, conducted: Option<&Conducted>) -> Table {
    let rows = of.objectives.iter().map(|objective| {
        let rating = rating(objective, conducted);
        let mark = |of: Rating| if rating == Some(of) { "●" } else { "" }.to_owned();
        let [p, s, m, u] = Rating::ALL.map(mark);
        [
            format!("{}. {}", objective.number, objective.statement),
            objective.capability.name.clone(),
            p,
            s,
            m,
            u,
        ]
    });
    Table::new(
        [
            ("Objective", 44),
            ("Core capability", 24),
            ("P", 8),
            ("S", 8),
            ("M", 8),
            ("U", 8),
        ],
        rows.collect(),
    )
}

/// Strengths and areas for improvement of one objective.
fn of_objective(
    of: &ExercisePackage,
    objective: &ExerciseObjective,
    conducted: Option<&Conducted>,
) -> Vec<Block> {
    let number = Some(objective.number.as_str());
    let mut blocks = vec![
        page(&format!("{}. {}", objective.number, objective.capability.name)),
        text(format!("{} {}", objective.statement, objective.target)),
        Block::Table(tasks(of, objective, conducted)),
        Block::Section("Strengths".to_owned()),
    ];
    let strengths: Vec<String> = conducted
        .iter()
        .flat_map(|conducted| &conducted.strengths)
        .filter(|one| one.objective.as_deref() == number)
        .map(|one| format!("{}{}", one.text, proposed(one.proposed)))
        .collect();
    blocks.push(if strengths.is_empty() {
        text(TO_FILL_IN)
    } else {
        Block::List(strengths)
    });
    blocks.push(Block::Section("Areas for improvement".to_owned()));
    let areas = conducted.iter().flat_map(|conducted| &conducted.areas);
    let areas = areas.filter(|one| one.objective.as_deref() == number).map(|one| {
        [
            format!("{}{}", one.statement, proposed(one.proposed)),
            one.reference.clone(),
            one.analysis.clone(),
        ]
    });
    let mut areas: Vec<[String; 3]> = areas.collect();
    if areas.is_empty() {
        let source = objective
            .tasks
            .iter()
            .find_map(|task| of.task(task))
            .map(|task| task.source.clone());
        areas.push([TO_FILL_IN.to_owned(), source.unwrap_or_default(), String::new()]);
    }
    blocks.push(Block::Table(Table::new(
        [
            ("Observation", 40),
            ("Reference", 27),
            ("Analysis: root cause", 33),
        ],
        areas,
    )));
    blocks.extend(observations(objective, conducted));
    blocks
}

fn proposed(proposed: bool) -> &'static str {
    if proposed {
        " (proposed by the comparison with the simulation)"
    } else {
        ""
    }
}

fn tasks(of: &ExercisePackage, objective: &ExerciseObjective, conducted: Option<&Conducted>) -> Table {
    let tasks = objective.tasks.iter().filter_map(|number| of.task(number));
    let rows = tasks.map(|task| {
        let rated =
            conducted.and_then(|conducted| conducted.ratings.iter().find(|one| one.task == task.number));
        let rating = match rated {
            Some(rated) => rated.rating.map_or("not evaluated", Rating::letter).to_owned(),
            None => String::new(),
        };
        let why = rated.map_or_else(String::new, |rated| rated.why.clone());
        [
            task.number.clone(),
            task.text.clone(),
            task.expected.clone(),
            rating,
            why,
        ]
    });
    Table::new(
        [
            ("No.", 7),
            ("Critical task", 38),
            ("Simulated", 22),
            ("Rating", 10),
            ("Why", 23),
        ],
        rows.collect(),
    )
}

fn observations(objective: &ExerciseObjective, conducted: Option<&Conducted>) -> Vec<Block> {
    let of_it = |one: &&crate::conduct::materials::conducted::Observation| {
        one.objective.as_ref() == Some(&objective.number)
            || one
                .task
                .as_ref()
                .is_some_and(|task| one.objective.is_none() && objective.tasks.contains(task))
    };
    let seen = conducted
        .iter()
        .flat_map(|conducted| &conducted.observations)
        .filter(of_it);
    let rows: Vec<[String; 5]> = seen
        .map(|one| {
            [
                one.observed_at.clone(),
                one.inject.clone().unwrap_or_default(),
                one.task.clone().unwrap_or_default(),
                one.text.clone(),
                one.rating.map_or("", Rating::letter).to_owned(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Section("Observations".to_owned()),
        Block::Table(Table::new(
            [
                ("Time", 12),
                ("Inject", 9),
                ("Task", 9),
                ("What was seen", 60),
                ("Rating", 10),
            ],
            rows,
        )),
    ]
}

/// Decision by decision: the room against the simulation.
fn decisions(of: &ExercisePackage, conducted: Option<&Conducted>) -> Vec<Block> {
    let rows: Vec<[String; 5]> = if let Some(conducted) = conducted {
        conducted.decisions.iter().map(decision).collect()
    } else {
        let decides = |text: &str| text.starts_with("Decide") || text.starts_with("Settle");
        let asked = of.tasks.iter().filter(|task| decides(&task.text));
        let row = |task: &CriticalTask| {
            let right = task.right.clone().unwrap_or_default();
            [
                task.text.clone(),
                right,
                String::new(),
                task.expected.clone(),
                String::new(),
            ]
        };
        asked.map(row).collect()
    };
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        page("Decisions: the room against the simulation"),
        Block::Table(Table::new(
            [
                ("Decision", 34),
                ("Decision right, by", 22),
                ("In the room", 13),
                ("Simulated", 19),
                ("Faster than", 12),
            ],
            rows,
        )),
    ]
}

fn decision(of: &ConductedDecision) -> [String; 5] {
    let by: Vec<&str> = of
        .right
        .as_deref()
        .into_iter()
        .chain([of.by.as_str()])
        .filter(|word| !word.is_empty())
        .collect();
    let simulated = if of.simulated { " (simulated)" } else { "" };
    [
        of.what.clone(),
        by.join(", "),
        of.actual_ms.map_or_else(|| "never".to_owned(), duration) + simulated,
        of.expected_ms
            .map_or_else(|| "never".to_owned(), |ms| format!("median {}", duration(ms))),
        of.percentile.map_or_else(String::new, |share| {
            format!("{} % of simulated incidents", 100_u8.saturating_sub(share))
        }),
    ]
}

fn appendices(of: &ExercisePackage, conducted: Option<&Conducted>) -> Vec<Block> {
    let mut blocks = vec![
        page("Appendix A: improvement plan"),
        text("Elements of a capability: Planning, Organization, Equipment, Training, Exercise (POETE)."),
        Block::Table(Table::new(IMPROVEMENT_COLUMNS, improvement_rows(of, conducted))),
        page("Appendix B: participants"),
    ];
    let people = conducted.map_or(&[][..], |conducted| &conducted.participants);
    let rows: Vec<[String; 3]> = if people.is_empty() {
        of.seats
            .iter()
            .map(|seat| [seat.who.clone(), "Player".to_owned(), TO_FILL_IN.to_owned()])
            .collect()
    } else {
        let part = |one: &crate::conduct::materials::conducted::Participant| {
            let absent = if one.simulated {
                " (did not come: simulated)"
            } else {
                ""
            };
            [
                one.role.clone(),
                format!("{}{absent}", one.part),
                one.organisation.clone(),
            ]
        };
        people.iter().map(part).collect()
    };
    blocks.push(Block::Table(Table::new(
        [("Role", 40), ("Part", 30), ("Organisation", 30)],
        rows,
    )));
    let Some(conducted) = conducted else { return blocks };
    if !conducted.delivered.is_empty() {
        let rows = conducted.delivered.iter().map(|one| {
            [
                one.number.clone(),
                one.at.clone().unwrap_or_else(|| "skipped".to_owned()),
                one.note.clone(),
            ]
        });
        blocks.push(page("Appendix C: injects as delivered"));
        blocks.push(Block::Table(Table::new(
            [("No.", 12), ("Delivered", 28), ("Note", 60)],
            rows.collect(),
        )));
    }
    if !conducted.feedback.is_empty() {
        blocks.push(chapter("Appendix D: participant feedback"));
        blocks.push(Block::List(conducted.feedback.clone()));
    }
    blocks
}

/// `1 strength`, `3 strengths`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
