//! The published schemas of input documents accept what the loader can read, and nothing else.

use std::collections::BTreeSet;

use jsonschema::Validator;
use outrun::document::{
    Assumptions, Code, Diagnostic, DocumentKind, LoadOptions, Loaded, MemoryLibrary, load, resolved_schema,
};
use serde_json::{Map, Value, json};

use crate::results::BUSY;
use crate::scenarios::{Disk, shipped};
use crate::small::loaded;

fn validator(schema: &schemars::Schema) -> Validator {
    jsonschema::validator_for(schema.as_value()).expect("a sound schema")
}

fn assert_valid(validator: &Validator, document: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

/// An alternative in its JSON form, and the documents that its parts are.
fn resolved(loaded: &Loaded, alternative: &str) -> Value {
    let resolved = loaded.resolved(alternative, &Assumptions::default());
    resolved.expect("it is sound").document()
}

#[test]
fn every_shipped_exercise_fits() {
    let show = validator(&resolved_schema());
    let kinds = DocumentKind::ALL.map(|kind| (kind, validator(&kind.json_schema())));
    for path in shipped() {
        let loaded = load(&path, &Disk, &LoadOptions::default()).expect("it loads");
        let first = loaded.alternatives().next().expect("one").to_owned();
        let document = resolved(&loaded, &first);
        let what = path.display().to_string();
        assert_valid(&show, &document, &what);
        for (kind, validator) in &kinds {
            let part = match kind {
                DocumentKind::Exercise => document["exercise"].clone(),
                DocumentKind::Law => law(&document["exercise"]),
                _ => document["exercise"][kind.word().to_lowercase()].clone(),
            };
            assert_valid(validator, &json!({ (kind.word()): part }), &what);
        }
    }
}

fn law(exercise: &Value) -> Value {
    let organisation = &exercise["organisation"];
    json!({
        "holidays": organisation["holidays"], "jurisdictions": organisation["jurisdictions"],
        "requests": exercise["scenario"]["requests"], "clocks": exercise["scenario"]["clocks"],
    })
}

#[test]
fn one_document_is_not_another() {
    for kind in DocumentKind::ALL {
        let validator = validator(&kind.json_schema());
        for other in DocumentKind::ALL {
            let document = json!({ (other.word()): {} });
            assert_eq!(validator.is_valid(&document), kind == other, "{kind:?} {other:?}");
        }
        assert!(
            !validator.is_valid(&json!({}))
                && !validator.is_valid(&json!({ (kind.word()): { "nonsense": 1 } }))
        );
    }
}

/// Everything that can be written, once: alternatives with changes, several forms of one value, laws, contacts.
fn rich() -> Value {
    let mut document = resolved(&loaded(BUSY), "as-is");
    let exercise = &mut document["exercise"];
    exercise["alternatives"] = json!({ "as-is": [], "other": [
        { "Right": { "id": "restore", "place": { "After": "tell" }, "scope": { "Hops": 2 }, "limits": { "hours": "always" },
            "decider": [{ "Step": { "who": [{ "Role": "ciso" }, { "Team": "soc" }], "within": "5m" } }, { "Rota": "oncall" }] } },
        { "Role": { "id": "ciso", "holders": ["marta"] } }, { "Set": { "watch": "2h" } }, { "Remove": { "Edge": "token can-assume mail" } },
        { "Rota": { "id": "oncall", "people": ["ines", null], "hand_off": { "EveryDays": [2, "09:00"] } } },
        { "Action": { "id": "disable", "work": { "Mixture": [{ "weight": 1.0, "of": { "Uniform": ["1m", "2m"] } },
            { "weight": 2.0, "of": { "Capped": { "of": { "Weibull": { "shape": 0.5, "scale": "1h" } }, "at": "3h" } } }] },
            "disrupts": { "For": "1h" }, "reveals": { "reach": "Tenant", "chance": "20%" } } },
        { "Inject": { "id": "call", "on": { "BlastPasses": 3 }, "does": { "Call": { "role": "ciso", "work": "slow", "media": true } } } },
    ] });
    exercise["playbook"]["runbook"] = json!({ "data": ["disable"], "ci-token": ["disable"] });
    exercise["scenario"]["entry"] = json!("token");
    json!({ "Exercise": exercise })
}

/// What the loader says of the form: nothing, or that the text cannot be read.
fn is_read(document: &Value) -> bool {
    let text = serde_json::to_string(document).expect("JSON");
    let library = MemoryLibrary::new().with("small/exercise.json", text);
    let found = load("small/exercise.json".as_ref(), &library, &LoadOptions::default());
    let unread = [
        Code::Syntax,
        Code::UnknownField,
        Code::UnknownVariant,
        Code::DuplicateField,
        Code::WrongType,
        Code::TooDeep,
    ];
    // What is missing for reading has these words; what is missing for playing is no matter of the form.
    let missing = |one: &Diagnostic| one.code == Code::MissingField && one.title.ends_with(" is missing");
    found.map_or_else(
        |found| !found.iter().any(|one| unread.contains(&one.code) || missing(one)),
        |_| true,
    )
}

/// Every place of a document, those of one list together.
fn places(value: &Value, at: &str, form: &str, into: &mut Vec<String>, seen: &mut BTreeSet<String>) {
    if !at.is_empty() && seen.insert(form.to_owned()) {
        into.push(at.to_owned());
    }
    let mut deeper = |key: &str, form_key: &str, value: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        places(
            value,
            &format!("{at}/{key}"),
            &format!("{form}/{form_key}"),
            into,
            seen,
        );
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| deeper(key, key, value)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(place, value)| deeper(&place.to_string(), "*", value)),
        _ => {}
    }
}

#[test]
fn the_schema_and_the_loader_agree_on_every_form() {
    let document = rich();
    let validator = validator(&DocumentKind::Exercise.json_schema());
    assert_valid(&validator, &document, "the whole");
    assert!(is_read(&document));
    let mut all = Vec::new();
    places(&document, "", "", &mut all, &mut BTreeSet::new());
    assert!(all.len() > 300, "{}", all.len());
    let others = [
        Value::Null,
        json!(true),
        json!(3.5),
        json!(-1),
        json!(5_000_000_000_u64),
        json!("x"),
        json!([]),
        json!({ "nonsense": 1 }),
    ];
    let (mut accepted, mut refused) = (0, 0);
    for (count, place) in all.iter().enumerate() {
        // Each place is asked some of the questions, and all questions are asked of many places.
        let asked = others
            .iter()
            .enumerate()
            .filter(|(other, _)| (other + count) % 4 == 0);
        for (_, other) in asked {
            let mut changed = document.clone();
            *changed.pointer_mut(place).expect("a place of the document") = other.clone();
            agree(
                &validator,
                &changed,
                &format!("{place} is {other}"),
                &mut accepted,
                &mut refused,
            );
        }
        let mut changed = document.clone();
        if let Some(fields) = changed.pointer_mut(place).and_then(Value::as_object_mut) {
            fields.insert("nonsense".to_owned(), Value::Object(Map::new()));
            agree(
                &validator,
                &changed,
                &format!("{place} has more"),
                &mut accepted,
                &mut refused,
            );
        }
        let mut changed = document.clone();
        let (parent, key) = place.rsplit_once('/').expect("below the top");
        let fields = changed.pointer_mut(parent).and_then(Value::as_object_mut);
        if fields.is_some_and(|fields| fields.remove(key).is_some()) {
            agree(
                &validator,
                &changed,
                &format!("{place} is gone"),
                &mut accepted,
                &mut refused,
            );
        }
    }
    assert!(
        accepted > 200 && refused > 500,
        "{accepted} accepted, {refused} refused"
    );
}

fn agree(validator: &Validator, document: &Value, what: &str, accepted: &mut u32, refused: &mut u32) {
    let fits = validator.is_valid(document);
    // By position serde_json reads a struct from a list too; nobody writes that, and no schema promises it.
    let by_position = !fits && what.ends_with("is []");
    assert!(
        fits == is_read(document) || by_position,
        "{what}: the schema says {fits}"
    );
    *if fits { accepted } else { refused } += 1;
}
