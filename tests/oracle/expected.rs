//! What a replication gave, beside what it should have given.

use outrun::engine::{Plan, Play};
use outrun::measure::{Piece, critical_path};
use outrun::model::Exercise;
use outrun::time::SimTime;
use serde_json::{Value, json};

use crate::played::{attribution, blast, burden, known, outrun, path, requests, taken, times};

/// Every difference, one line each.
pub(super) fn differences(
    exercise: &Exercise,
    play: &Play<'_>,
    plan: &Plan<'_>,
    expected: &Value,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut pieces = Vec::new();
    critical_path(play, &mut pieces);
    fields(&mut found, "times", &expected["times"], &times(play));
    whole(
        &mut found,
        "attribution",
        &expected["attribution"],
        &attribution(&pieces),
    );
    whole(&mut found, "path", &three_each(&expected["path"]), &path(&pieces));
    adds_up(&mut found, exercise, play, &pieces);
    whole(
        &mut found,
        "first_taken",
        &expected["first_taken"],
        &taken(exercise, play),
    );
    whole(
        &mut found,
        "first_known",
        &expected["first_known"],
        &known(exercise, play),
    );
    whole(
        &mut found,
        "requests",
        &sorted(&expected["requests"]),
        &sorted(&requests(exercise, play)),
    );
    fields(&mut found, "burden", &expected["burden"], &burden(play));
    fields(
        &mut found,
        "blast",
        &expected["blast"],
        &blast(exercise, play, plan),
    );
    whole(&mut found, "outrun", &expected["outrun"], &json!(outrun(play)));
    let counts = [
        ("retaken", play.burden().retaken),
        ("false_all_clear", play.burden().false_all_clears),
        ("never_known", play.never_known()),
    ];
    for (name, count) in counts {
        whole(&mut found, name, &expected[name], &json!(count));
    }
    found
}

/// Compares what is expected, field by field.
fn fields(found: &mut Vec<String>, what: &str, expected: &Value, actual: &Value) {
    for (name, wanted) in expected.as_object().into_iter().flatten() {
        let came = actual.get(name);
        if Some(wanted) != came {
            found.push(format!(
                "{what}.{name}: expected {}, came {}",
                shown(Some(wanted)),
                shown(came)
            ));
        }
    }
}

/// Compares everything that came with everything that is expected.
fn whole(found: &mut Vec<String>, what: &str, expected: &Value, actual: &Value) {
    if expected != actual {
        found.push(format!("{what}: expected {expected}\n      came {actual}"));
    }
}

/// A case may say more about each piece of the path than its cause, beginning and end.
fn three_each(path: &Value) -> Value {
    let pieces = path.as_array().into_iter().flatten();
    let three = |piece: &Value| json!([piece[0], piece[1], piece[2]]);
    pieces.map(three).collect()
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), ToString::to_string)
}

/// M4: the pieces follow on each other from t = 0 to containment or the horizon.
fn adds_up(found: &mut Vec<String>, exercise: &Exercise, play: &Play<'_>, pieces: &[Piece]) {
    let end = play.contained_at().unwrap_or(SimTime::ZERO + exercise.horizon);
    let mut at = SimTime::ZERO;
    for piece in pieces {
        if piece.from != at {
            found.push(format!(
                "path: a piece begins at {:?} and the one before ended at {at:?}",
                piece.from
            ));
        }
        at = piece.to;
    }
    if at != end {
        found.push(format!("path: ends at {at:?} and should at {end:?}"));
    }
}

fn sorted(requests: &Value) -> Value {
    let Some(requests) = requests.as_array() else {
        return Value::Null;
    };
    let mut requests: Vec<Value> = requests.clone();
    for request in &mut requests {
        if let Some(request) = request.as_object_mut() {
            request.remove("name");
            request.sort_keys();
        }
    }
    requests.sort_by_key(ToString::to_string);
    json!(requests)
}
