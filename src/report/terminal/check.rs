//! What `outrun check` found, on one screen: grouped by code, the worst first, cut with a count of the rest.

use crate::check::{Checked, Finding, Level, rule_of};

use super::canvas::{Canvas, Tone};
use super::text::{clean, columns, count, fit, list};

/// Without `all`, so many lines of findings are shown in full; what comes after has a line for each code.
const LINES: usize = 26;

/// What stands above the findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHeading {
    /// The id of the exercise.
    pub exercise: String,
    /// How many files were read.
    pub files: usize,
    /// The days that were looked at, in words.
    pub days: String,
}

/// Writes the findings; `all`: every one, in full.
pub fn checked(heading: &PlanHeading, checked: &Checked, all: bool, canvas: &mut Canvas) {
    head(heading, checked, canvas);
    let mut left = Left::default();
    let mut used = 4;
    for level in Level::WORST_FIRST {
        let of_level: Vec<&Finding> = checked.findings.iter().filter(|one| one.level == level).collect();
        if of_level.is_empty() {
            continue;
        }
        // Notes are for those who ask, unless there is nothing worse.
        if level == Level::Note && !all && checked.findings.iter().any(|one| one.level > level) {
            left.add(level, of_level.len());
            continue;
        }
        canvas.heading(&plural(level, of_level.len()), "");
        used += 2;
        for group in groups(&of_level) {
            let lines = written(&group, all, canvas);
            let full = all || used + lines.len() <= LINES;
            used += lines.len();
            if !full {
                used = LINES;
                left.add(level, group.len());
                in_short(&group, canvas);
                continue;
            }
            for line in lines {
                canvas.line(&line);
            }
        }
    }
    foot(checked, &left, canvas);
}

/// What was not shown, by level.
#[derive(Default)]
struct Left(Vec<(Level, usize)>);

impl Left {
    fn add(&mut self, level: Level, more: usize) {
        match self.0.iter_mut().find(|(of, _)| *of == level) {
            Some((_, count)) => *count += more,
            None => self.0.push((level, more)),
        }
    }
}

fn head(heading: &PlanHeading, checked: &Checked, canvas: &mut Canvas) {
    let title = canvas.paint(&clean(&heading.exercise), Tone::Strong);
    let remark = canvas.paint(
        &clean(&format!(
            "{}, {}; {}",
            amount(heading.files, "file"),
            amount(checked.alternatives.len(), "alternative"),
            heading.days
        )),
        Tone::Quiet,
    );
    canvas.line(&format!("{title}  {remark}"));
    canvas.hang(
        "",
        0,
        "Proved of the plan as it is written, not of what accounts are entitled to.",
        Tone::Quiet,
    );
}

fn amount(number: usize, what: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {what}{ending}", count(number as u64))
}

fn plural(level: Level, number: usize) -> String {
    amount(number, level.word())
}

/// The findings of each code, in order.
fn groups<'f>(findings: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        match groups
            .iter_mut()
            .find(|group| group.first().is_some_and(|one| one.code == finding.code))
        {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// A code in one line: how often it occurs, and what it means.
fn in_short(group: &[&Finding], canvas: &mut Canvas) {
    let Some(first) = group.first() else { return };
    let code = canvas.paint(first.code, tone(first.level));
    let meaning = rule_of(first.code).map_or("", |rule| rule.meaning);
    let number = format!("{:>3}", group.len());
    let room = canvas.measure().saturating_sub(columns(first.code) + 7);
    canvas.line(&format!("{code}  {number}  {}", fit(meaning, room)));
}

const fn tone(level: Level) -> Tone {
    match level {
        Level::Error => Tone::Bad,
        Level::Warning => Tone::Doubtful,
        Level::Note => Tone::Accent,
    }
}

/// The lines of one code: the first finding in full, the others by their titles.
fn written(group: &[&Finding], all: bool, canvas: &Canvas) -> Vec<String> {
    let mut sheet = canvas.another();
    let shown = if all { group.len() } else { group.len().min(1) };
    for finding in group.iter().take(shown) {
        one(finding, &mut sheet);
    }
    let more = group.len() - shown;
    if more > 0 {
        let words = format!("and {} more like it", count(more as u64));
        sheet.hang("        ", 8, &words, Tone::Quiet);
    }
    sheet.finish().lines().map(str::to_owned).collect()
}

fn one(finding: &Finding, sheet: &mut Canvas) {
    let code = sheet.paint(finding.code, tone(finding.level));
    let which = if finding.alternatives.is_empty() {
        String::new()
    } else {
        format!(" [{}]", finding.alternatives.join(", "))
    };
    sheet.hang(
        &format!("{code}  "),
        columns(finding.code) + 2,
        &(finding.title.clone() + &which),
        Tone::Strong,
    );
    sheet.hang("        ", 8, &place(finding), Tone::Quiet);
    let case = &finding.counterexample.text;
    if !case.is_empty() {
        sheet.hang("        ", 8, case, Tone::Plain);
    }
    if !finding.help.is_empty() {
        sheet.hang("        help: ", 14, &finding.help, Tone::Plain);
    }
    if let Some((level, reason)) = &finding.changed {
        sheet.hang(
            "        set:  ",
            14,
            &format!("from {} because: {reason}", level.word()),
            Tone::Quiet,
        );
    }
}

fn place(finding: &Finding) -> String {
    let at = &finding.place;
    match &at.span {
        Some(span) => format!("{}:{}:{}", at.file, span.line, span.column),
        None => at.file.clone(),
    }
}

fn foot(checked: &Checked, left: &Left, canvas: &mut Canvas) {
    canvas.gap();
    if checked.findings.is_empty() {
        let words = canvas.paint("Nothing found.", Tone::Good);
        canvas.line(&words);
    }
    let rest: Vec<String> = left
        .0
        .iter()
        .map(|(level, number)| plural(*level, *number))
        .collect();
    if !rest.is_empty() {
        let words = format!("Not shown in full: {}. `--all` shows everything.", list(&rest, 3));
        canvas.hang("", 0, &words, Tone::Quiet);
    }
    if !checked.silenced.is_empty() {
        let codes: Vec<&str> = checked.silenced.iter().map(|one| one.code).collect();
        let words = format!("Silenced by the exercise: {}.", codes.join(", "));
        canvas.hang("", 0, &words, Tone::Quiet);
    }
    if let Some(first) = checked.findings.first().and_then(|one| rule_of(one.code)) {
        let words = format!("`outrun explain {}` says more.", first.code);
        canvas.hang("", 0, &words, Tone::Quiet);
    }
}
