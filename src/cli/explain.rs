//! `outrun explain`: what a code means.

use clap::Args;

use crate::check::{RULES, Rule, rule_of};
use crate::document::{Code, Level};

use super::failure::Failure;
use super::loading::unknown_name;
use super::status::Status;
use super::streams::Streams;

/// Which code.
#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code, for example OUT001 or IN101 [default: lists all of the plan]
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints what it means.
pub(super) fn explain(arguments: &ExplainArguments, streams: &mut Streams) -> Result<Status, Failure> {
    let Some(code) = &arguments.code else {
        let lines = RULES.iter().map(|rule| {
            format!(
                "{}  {:7}  {:28}  {}\n",
                rule.code,
                rule.level.word(),
                rule.name,
                rule.meaning
            )
        });
        streams.print(&lines.collect::<String>())?;
        return Ok(Status::Well);
    };
    let wanted = code.trim().to_uppercase();
    if let Some(rule) = rule_of(&wanted) {
        streams.print(&of_rule(rule))?;
        return Ok(Status::Well);
    }
    let Some(code) = Code::ALL.iter().find(|code| code.text() == wanted) else {
        let codes = Code::ALL.iter().map(|code| code.text());
        let known: Vec<String> = RULES
            .iter()
            .map(|rule| rule.code)
            .chain(codes)
            .map(str::to_owned)
            .collect();
        return Err(unknown_name("code", &wanted, &known));
    };
    streams.print(&of_code(*code))?;
    Ok(Status::Well)
}

fn of_rule(rule: &Rule) -> String {
    let indented = |text: &str| {
        text.lines()
            .fold(String::new(), |all, line| all + "    " + line + "\n")
    };
    let controls = rule.controls.iter().fold(String::new(), |all, one| {
        all + &format!("    {one}  {}\n", one.title())
    });
    format!(
        "{} ({}, {}): {}\n\n{}\n\nFor example:\n\n{}\nWhat helps:\n\n{}\nControls:\n\n{}\nIt is proved of the plan as \
         written. An exercise can change or silence it, with a reason:\n\n    \
         findings: [Finding(code: \"{}\", about: \"..\", level: Silenced, reason: \"..\")]\n",
        rule.code,
        rule.level.word(),
        rule.name,
        rule.meaning,
        rule.why,
        indented(rule.example),
        indented(rule.fix),
        controls,
        rule.code
    )
}

fn of_code(code: Code) -> String {
    let (level, follows) = match code.level() {
        Level::Error => ("error", "The exercise is not played until it is mended"),
        Level::Warning => (
            "warning",
            "The exercise is played, but hardly means what was meant",
        ),
    };
    let about = match code.text().get(2..3) {
        Some("0") => "files and their syntax",
        Some("1") => "names that refer to other things",
        Some("2") => "values",
        _ => "what values mean together",
    };
    format!(
        "{} ({level}): {}\n\nOne of the codes about {about}. {follows}; each diagnostic shows the place, what was \
         expected and, where there is one, the name that was probably meant. docs/format.md describes every field.\n",
        code.text(),
        code.meaning()
    )
}
