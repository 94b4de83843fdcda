//! Where the figures of each table come from, so that every one can be looked up.

use super::document::{Block, Section, Table};

/// Tables by their ids, and the place of their figures in the results.
#[rustfmt::skip]
const PLACES: [(&str, &str); 42] = [
    ("race", "the first incidents of `records.csv`, played again from `inputs/`"),
    ("attribution", "`run.json`: alternatives, attribution, contained, causes; of single incidents: `records.csv`, attribution_…_s"),
    ("stuck", "`run.json`: alternatives, attribution, censored, open_stage; of single incidents: `records.csv`, open_stage"),
    ("falls-on", "`run.json`: alternatives, attribution, contained, causes, roles and rules"),
    ("milestones", "`run.json`: alternatives, times; of single incidents: `records.csv`, time_to_…_s"),
    ("at-risk", "`records.csv`: time_to_containment_s and its status"),
    ("containment", "`run.json`: alternatives, times, time_to_containment"),
    ("coverage", "`outrun show --coverage` of `inputs/`"),
    ("coverage-week", "`outrun show --coverage` of `inputs/`; who, by `outrun who`"),
    ("chain", "`outrun who` of `inputs/` at that instant"),
    ("objectives", "`run.json`: alternatives, objectives"),
    ("performance", "`run.json`: alternatives, objectives"),
    ("overview", "`inputs/`"),
    ("clocks", "`run.json`: alternatives, clocks; of single incidents: `records.csv`, clock_…"),
    ("alternatives", "`run.json`: alternatives, each by itself"),
    ("trade", "`compare.json`: trade"),
    ("differences", "`compare.json`: alternatives, measures; pair by pair over the replications of both"),
    ("compared-causes", "`compare.json`: alternatives, contained, causes"),
    ("lost", "`compare.json`: alternatives, lost"),
    ("cost-incident", "`run.json`: alternatives, burden; of single incidents: `records.csv`"),
    ("cost-false-alarm", "`run.json`: alternatives, false_alarms"),
    ("cost-together", "`run.json`: alternatives, false_alarms, together"),
    ("limits", "`run.json`: alternatives, outrun_curve"),
    ("findings-by-rule", "`outrun check`; each code is explained by `outrun explain`"),
    ("findings", "`outrun check`; each code is explained by `outrun explain`"),
    ("silenced", "the settings of the exercise, by `outrun check`"),
    ("steps", "`outrun/improve/1`: plan"),
    ("steps-objectives", "`outrun/improve/1`: before and after, objectives"),
    ("considered", "`outrun/improve/1`: considered"),
    ("worth", "`outrun/improve/1`: worth"),
    ("improvement-plan", "the chapters and findings that are named as reference"),
    ("told", "`outrun trace` of the replication that is named"),
    ("since", "what this and the earlier report say of themselves"),
    ("since-yardstick", "what this and the earlier report say of themselves"),
    ("against", "`run.json`: against, alternatives"),
    ("against-changes", "`run.json`: against, changes"),
    ("assumptions", "`run.json`: alternatives, assumptions, inputs"),
    ("presets", "`outrun show --presets`, those in use in `inputs/`"),
    ("evidence", "`outrun show --presets`"),
    ("provenance", "the results themselves"),
    ("inputs", "the results themselves; copies lie in `inputs/`"),
    ("examples", "`records.csv`: attribution_…_s"),
];

/// Says of every table of a chapter where its figures come from.
pub(super) fn traced(mut of: Section) -> Section {
    for block in &mut of.blocks {
        match block {
            Block::Table(table) => trace(table),
            Block::Picture(picture) => trace(&mut picture.table),
            Block::Text { .. } | Block::List { .. } => {}
        }
    }
    of
}

/// Says of a table where its figures come from.
pub(super) fn trace(of: &mut Table) {
    if let Some((_, place)) = PLACES.iter().find(|(id, _)| *id == of.id) {
        (*place).clone_into(&mut of.from);
    }
}
