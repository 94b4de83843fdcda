use crate::document::place::{FileId, Place};
use crate::document::session::{Format, read};
use crate::document::spanned::Spanned;

use super::{Change, Contact, Disrupts, Exercise, File, Law, Playbook};

fn ron(text: &str) -> File {
    read(text, FileId(0), Format::Ron)
        .unwrap_or_else(|error| panic!("{error:?} at {:?}", &text[error.start..]))
}

fn exercise(text: &str) -> Box<Exercise> {
    match ron(text) {
        File::Exercise(exercise) => exercise,
        other => panic!("{other:?}"),
    }
}

fn playbook(text: &str) -> Box<Playbook> {
    match ron(text) {
        File::Playbook(playbook) => playbook,
        other => panic!("{other:?}"),
    }
}

fn slice<'a, T>(text: &'a str, value: &Spanned<T>) -> &'a str {
    match value.place {
        Place::File { start, end, .. } => &text[start as usize..end as usize],
        other => panic!("{other:?}"),
    }
}

const EXERCISE: &str = r#"
Exercise(
    title: "Leaked CI/CD token on a weekend", // é ü 漢
    uses: ["../worlds/northwind/organisation.ron", /* inner /* nested */ */ "playbook.ron"],
    scenario: Scenario(
        incident: "leaked-credential",
        entry: ["ci-release-token"],
        starts: During(when: Weekends, from: "2026-10-01", until: "2026-12-31", zone: "Europe/Berlin"),
        attacker: "scripted",
        severity: High,
        told_by: ThirdParty(who: "secret-scanning", names: "ci-release-token", after: LogNormal(median: "3h", p90: "20h"), chance: "40%"),
        injects: [
            Inject(id: "platform lead is on a plane", on: Declared, does: Unavailable(who: Role("platform-lead"), lasts: "9h")),
            Inject(id: "pipeline issues a new token", on: At("45m"), chance: "50%", does: Reissued(asset: "ci-release-token")),
        ],
    ),
    limit: Share("5%"),
    crown_jewels: ["customer-db", "signing-key"],
    objectives: ["outrun_rate >= 95%"],
    replications: 10_000,
    seed: 2026,
    alternatives: {
        "as-is": [],
        "predefined": [
            Right(id: "contain/leaked-credential", standing: true, from_severity: High, executor: [Step(who: Rota("soc-oncall"), within: "10m")]),
            Right(id: "contain/default", decider: [Role("platform-lead"), Step(who: [Role("a"), Person("b")])], exhausted: Act, consult: None),
            Remove(Right("old")),
            Attacker(preset: "agentic", concurrency: Unlimited),
        ],
    },
)
"#;

#[test]
fn the_sketch_is_read() {
    let exercise = exercise(EXERCISE);
    assert_eq!(exercise.uses.len(), 2);
    let (name, changes) = &exercise.alternatives.value.0[1];
    assert_eq!(slice(EXERCISE, name), "\"predefined\"");
    assert!(slice(EXERCISE, &changes[1]).starts_with("Right(id: \"contain/default\""));
    let Change::Right(right) = &changes[1].value else {
        panic!()
    };
    assert!(right.consult.is_written() && right.consult.value.is_none());
    assert!(!right.executor.is_written());
    let Some(Contact::Steps(steps)) = &right.decider.value else {
        panic!()
    };
    assert_eq!(slice(EXERCISE, &steps[0]), "Role(\"platform-lead\")");
    assert_eq!(slice(EXERCISE, &exercise.seed), "2026");
    assert_eq!(slice(EXERCISE, &exercise.uses[1]), "\"playbook.ron\"");
}

#[test]
fn a_playbook_is_read() {
    let text = r#"Playbook(
        runbook: { "ci-token": ["revoke"], },
        actions: [Action(id: "x", disrupts: For(LogNormal(median: "1h", p90: "2h"))), Action(id: "y", disrupts: For("2h"))],
        severity: [Reaches(weight: 20, level: Medium), Reaches(tag: "crown-jewel", level: Critical)],
        chains: { "soc": Chain(steps: [Rota("r")], exhausted: Escalate("cto") /* why */ ) },
        contested: Contested(negotiation: usual, limit: "1h", arbiter: [Step(who: Role("ciso"), within: "30m")]),
        rights: [Right(id: "a", assets: AnyOf([Kind("k"), Not(Tag("t"))]), gates: [Communicate, Approved(Notify)],
            approvals: [Approval(by: Role("rm"), declines: 0.05)], scope: Hops(2), executor: Automatic)],
    )"#;
    let playbook = playbook(text);
    assert!(matches!(
        &playbook.actions[0].disrupts.value,
        Disrupts::For(Law::Form(_))
    ));
    assert!(matches!(
        &playbook.actions[1].disrupts.value,
        Disrupts::For(Law::Fixed(_))
    ));
    assert_eq!(
        slice(text, &playbook.chains.0[0].1.exhausted),
        "Escalate(\"cto\")"
    );
}

#[test]
fn json_is_read_too() {
    let text = r#"{"Exercise": {"seed": 5, "limit": {"Share": "5%"}, "title": "t", "alternatives": {"a": [{"Right": {"id": "x", "decider": [{"Role": "b"}], "exhausted": "Act", "consult": null}}]},
        "scenario": {"starts": {"At": "2026-01-01 00:00"}, "injects": [{"id": "i", "after": "usual", "does": {"ChannelDown": {"lasts": {"LogNormal": {"median": "1h", "p90": "2h"}}}}}]}}}"#;
    let File::Exercise(exercise) =
        read::<File>(text, FileId(0), Format::Json).unwrap_or_else(|e| panic!("{e:?}"))
    else {
        panic!()
    };
    assert_eq!(slice(text, &exercise.seed), "5");
    assert_eq!(slice(text, &exercise.alternatives.value.0[0].0), "\"a\"");
}

#[test]
fn the_innermost_error_is_kept() {
    let text = "Playbook(rights: [Right(id: \"ä\", decider: [Step(who: Rolle(\"x\"))])])";
    let error = read::<File>(text, FileId(0), Format::Ron).expect_err("wrong");
    assert!(
        text[error.start..].starts_with("Rolle"),
        "{error:?} {}",
        &text[error.start..]
    );
    let text = "Playbook(rights: [Right(id: \"ä\", decidr: [])])";
    let error = read::<File>(text, FileId(0), Format::Ron).expect_err("wrong");
    assert!(
        text[error.start..].starts_with("decidr"),
        "{error:?} {}",
        &text[error.start..]
    );
}

#[test]
fn depth_is_limited_in_both_formats() {
    for (format, open) in [
        (Format::Ron, "Capped(at: \"1h\", of: "),
        (Format::Json, "{\"Capped\":{\"at\":\"1h\",\"of\":"),
    ] {
        let head = if format == Format::Ron {
            "Playbook(contested: Contested(search: "
        } else {
            "{\"Playbook\":{\"contested\":{\"search\":"
        };
        let text = format!("{head}{}", open.repeat(50_000));
        assert!(read::<File>(&text, FileId(0), format).is_err());
        let text = format!("{head}{}\"1h\"{}", open.repeat(500), "}".repeat(1003));
        assert!(read::<File>(&text, FileId(0), format).is_err());
    }
}
