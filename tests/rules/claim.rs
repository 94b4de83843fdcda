//! What an exercise claims about itself, in the lines that begin with `//=`.
//!
//! `contained 26m`, `detect never`: an instant, of any of [`crate::played::times`]. `taken v 5m`, `known v never`: of a node.
//! `path contact 2m, decide 7m`: the whole critical path, each cause with its end. `pages 3`, `work 15m`, `disrupted 40m`:
//! burden, times as durations, weight × time likewise. `request contain x 2: rule r, raised 0, decided 7m`: of the second request
//! to contain x, `-` for none. `outrun yes`. `stopped TooManyEvents`. `refused IN302`: the code of an error. `plays false-alarm`: not an incident.

use outrun::document::Diagnostic;
use outrun::engine::{Plan, Play};
use outrun::measure::critical_path;
use outrun::model::Exercise;
use outrun::time::SimDuration;
use serde_json::{Value, json};

use crate::played;

/// The claims of one exercise: a word, and what is claimed.
pub(super) struct Claims(Vec<(String, String)>);

impl Claims {
    pub(super) fn of(text: &str) -> Self {
        let claims = text.lines().filter_map(|line| line.strip_prefix("//="));
        let split = |claim: &str| {
            let (word, rest) = claim
                .trim()
                .split_once(' ')
                .expect("a claim is a word and a figure");
            (word.to_owned(), rest.trim().to_owned())
        };
        Self(claims.map(split).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of_a_false_alarm(&self) -> bool {
        self.0
            .iter()
            .any(|(word, what)| word == "plays" && what == "false-alarm")
    }

    /// Whether the document was refused for another reason than it claims, or for none that it claims.
    pub(super) fn refusal_differs(&self, found: &[Diagnostic]) -> Option<String> {
        let [(word, code)] = self.0.as_slice() else {
            return Some(format!("is refused: {found:#?}"));
        };
        let as_claimed = word == "refused" && found.iter().any(|diagnostic| diagnostic.code.text() == code);
        (!as_claimed).then(|| format!("is refused: {found:#?}"))
    }
}

/// Every claim that does not hold, one line each.
pub(super) fn differences(
    claims: &Claims,
    exercise: &Exercise,
    play: &Play<'_>,
    plan: &Plan<'_>,
) -> Vec<String> {
    let came = Came { exercise, play, plan };
    let mut found = Vec::new();
    for (word, what) in &claims.0 {
        let (wanted, got) = came.judge(word, what);
        if wanted != got {
            found.push(format!("{word}: expected {wanted}, came {got}"));
        }
    }
    found
}

struct Came<'p> {
    exercise: &'p Exercise,
    play: &'p Play<'p>,
    plan: &'p Plan<'p>,
}

impl Came<'_> {
    /// What a claim wants, and what came.
    fn judge(&self, word: &str, what: &str) -> (Value, Value) {
        let (exercise, play) = (self.exercise, self.play);
        match word {
            "path" => (path_of(what), self.path()),
            "taken" => of_node(what, &played::taken(exercise, play)),
            "known" => of_node(what, &played::known(exercise, play)),
            "request" => self.request(what),
            "plays" => (Value::Null, Value::Null),
            "refused" => (json!(what), json!("accepted")),
            "stopped" => (json!(what), json!(format!("{:?}", play.stopped()))),
            "outrun" => (json!(what == "yes"), json!(played::outrun(play))),
            "retaken" => (number(what), json!(play.burden().retaken)),
            "false_all_clears" => (number(what), json!(play.burden().false_all_clears)),
            "never_known" => (number(what), json!(play.never_known())),
            "pages" | "engaged" | "woken" | "approvals" | "clean_contained" => {
                (number(what), played::burden(play)[word].clone())
            }
            "work" | "disrupted_weight_ms" | "wrongful_weight_ms" => {
                (instant(what), played::burden(play)[word].clone())
            }
            "reach_weight" | "count" => (
                number(what),
                played::blast(exercise, play, self.plan)[word].clone(),
            ),
            time => {
                let came = played::times(play);
                let came = came
                    .get(time)
                    .unwrap_or_else(|| panic!("nothing is called `{time}`"));
                (instant(what), came.clone())
            }
        }
    }

    /// Pieces of one cause that follow on each other are one here.
    fn path(&self) -> Value {
        let mut pieces = Vec::new();
        critical_path(self.play, &mut pieces);
        let mut ends: Vec<(&str, i64)> = Vec::new();
        let mut at = 0;
        for piece in pieces {
            if piece.from.as_millis() != at {
                return json!(format!("a piece from {:?} after one to {at} ms", piece.from));
            }
            at = piece.to.as_millis();
            match ends.last_mut() {
                Some(last) if last.0 == piece.cause.word() => last.1 = at,
                _ => ends.push((piece.cause.word(), at)),
            }
        }
        json!(ends)
    }

    /// `contain x 2: rule r, raised 0, executed 8m`.
    fn request(&self, what: &str) -> (Value, Value) {
        let (which, fields) = what.split_once(':').expect("a request and its fields");
        let mut which = which.split_whitespace();
        let (decision, asset) = (which.next().expect("a decision"), which.next().expect("an asset"));
        let nth = which
            .next()
            .map_or(1, |nth| nth.parse::<usize>().expect("a number"));
        let asset = if asset == "-" { Value::Null } else { json!(asset) };
        let all = played::requests(self.exercise, self.play);
        let of = all.as_array().into_iter().flatten();
        let mut of = of.filter(|request| request["decision"] == decision && request["asset"] == asset);
        let Some(request) = of.nth(nth - 1) else {
            return (json!(what), all);
        };
        let mut wanted = request.clone();
        for field in fields.split(',') {
            let (name, value) = field.trim().split_once(' ').expect("a field and its value");
            wanted[name] = match (name, value) {
                ("rule", "none") => Value::Null,
                ("rule", rule) => json!(rule),
                _ => instant(value),
            };
        }
        (wanted, request.clone())
    }
}

fn path_of(what: &str) -> Value {
    let piece = |piece: &str| {
        let (cause, end) = piece.trim().split_once(' ').expect("a cause and its end");
        json!([cause, instant(end)])
    };
    what.split(',').map(piece).collect()
}

fn of_node(what: &str, came: &Value) -> (Value, Value) {
    let (node, at) = what.split_once(' ').expect("a node and an instant");
    (instant(at), came[node].clone())
}

fn number(what: &str) -> Value {
    json!(what.parse::<u64>().expect("a whole number"))
}

/// Milliseconds; nothing for what never came.
fn instant(what: &str) -> Value {
    match what {
        "never" => Value::Null,
        "na" => json!("na"),
        text => json!(text.parse::<SimDuration>().expect("a duration").as_millis()),
    }
}
