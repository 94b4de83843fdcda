//! The register says who may decide what, and who approved that.

use outrun::report::{RegisterDocument, register_markdown};

use super::{SHIPPED, document, outrun, printed, shipped};
use crate::cli::status;
use crate::small::exercise;

#[test]
fn the_register_of_the_shipped_plan() {
    insta::assert_snapshot!(printed(&[
        "show",
        "--register",
        SHIPPED,
        "--alternative",
        "predefined"
    ]));
}

#[test]
fn the_register_as_markdown() {
    insta::assert_snapshot!(register_markdown(&RegisterDocument::new(&shipped("as-is"))));
}

#[test]
fn the_document_is_as_its_schema_says() {
    let of = document("register", &["show", "--register", SHIPPED, "--format", "json"]);
    let right = &of["pages"][0]["rights"][0];
    assert_eq!(right["id"], "contain/delivery");
    assert_eq!(right["approved_by"], "ciso");
    assert_eq!(right["review_due"], "2027-02-11");
    assert_eq!(right["backups"][0]["who"]["id"], "delivery-oncall");
    assert_eq!(right["backups"][0]["after_s"], 1800.0);
}

const CLASSES: &str = r#"Exercise(
    organisation: Organisation(zone: "UTC", people: [Person(id: "ann", can: All)]),
    estate: Estate(nodes: [Node(id: "key", kind: "api-key", owner: Person("ann")), Node(id: "app", kind: "oauth-app", owner: Person("ann"))], edges: []),
    playbook: Playbook(rights: [
        Right(id: "leak | only", decision: Contain, class: "leak", assets: Kind("api-key"), decider: Person("ann"),
            limits: Limits(hours: "Mon-Fri 09:00-17:00", known_blast: 50, reversible_only: true)),
        Right(id: "all", decision: Contain, assets: Kind("oauth-app"), from_severity: High, standing: true, executor: Person("ann")),
    ]),
    scenario: Scenario(incident: "consent", entry: ["key"], starts: At("2026-03-03 10:00")),
)"#;

#[test]
fn each_class_of_incident_has_a_page() {
    let of = RegisterDocument::new(&exercise(CLASSES));
    let pages: Vec<(&str, Vec<&str>, Option<&str>)> = of
        .pages
        .iter()
        .map(|page| {
            let rights = page.rights.iter().map(|right| right.id.as_str()).collect();
            (page.class.as_str(), rights, page.without_right.as_deref())
        })
        .collect();
    assert_eq!(
        pages,
        [
            ("consent", vec!["all"], Some("key")),
            ("leak", vec!["leak | only", "all"], None)
        ]
    );
    assert_eq!(of.pages[1].rights[0].limits[0], "Mon-Fri 09:00-17:00 in UTC");
    assert!(
        register_markdown(&of).contains("leak \\| only"),
        "a name cannot end a cell"
    );
}

#[test]
fn pages_are_written_one_by_one() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let place = folder.path().join("register");
    let place = place.to_str().expect("text");
    assert_eq!(
        status(&outrun(&["show", "--register", SHIPPED, "--output", place])),
        0
    );
    let page = std::fs::read_to_string(folder.path().join("register/leaked-credential.md")).expect("a page");
    assert!(page.starts_with("## leaked-credential\n"), "{page}");
}
