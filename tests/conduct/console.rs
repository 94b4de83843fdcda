//! The console keeps what was done, shows each what is theirs, and lets nobody do what is not.

use std::io::{ErrorKind, Read, Write};

use serde_json::{Value, json};

use crate::served::{OURS, Served, events, next_event, nonce};

/// A view without what passes by itself.
fn still(mut view: Value) -> Value {
    for passing in ["version", "server_ms", "online"] {
        view.as_object_mut().unwrap().remove(passing);
    }
    for passing in ["at_ms", "local", "running"] {
        view["view"]["clock"].as_object_mut().unwrap().remove(passing);
    }
    view
}

/// All players take their seats, and the exercise begins.
fn started(more: &[&str]) -> Served {
    let served = Served::begin(more);
    for seat in served.seats("player") {
        served.done(&seat, &json!("confirm"));
        served.done(&seat, &json!({ "sit": seat }));
    }
    served.done("facilitator", &json!("start"));
    served
}

/// Every open question gets its usual answer; how many there were.
fn answer_all(served: &Served) -> usize {
    let mut answered = 0;
    for seat in served.seats("player") {
        let view = served.view(&seat);
        for question in view["view"]["questions"].as_array().unwrap() {
            if question["open"] == true {
                let answer = &question["choices"][0]["answer"];
                let number = &question["number"];
                let act = json!({ "answer": { "question": number, "answer": answer } });
                let said = served.act(&seat, &act);
                // What was asked of several is over when the first has answered.
                assert!(matches!(said.status, 200 | 409), "{seat} {act}: {}", said.body);
                answered += usize::from(said.status == 200);
            }
        }
    }
    answered
}

fn step(served: &Served, minutes: i64) {
    served.done("facilitator", &json!({ "jump": minutes * 60_000 }));
}

#[test]
fn an_incident_is_played_by_people_and_survives_a_power_failure() {
    let mut served = started(&["--pace", "steps"]);
    let mut answered = 0;
    for _ in 0..40 {
        step(&served, 3);
        answered += answer_all(&served);
    }
    assert!(answered > 10, "{answered}");
    let leader = served.view("facilitator");
    assert!(leader["view"]["blast"]["weight"].as_u64().unwrap() > 0);
    let log = leader["log"].as_array().unwrap();
    let words: Vec<&str> = log.iter().map(|line| line["word"].as_str().unwrap()).collect();
    assert!(
        words.contains(&"incident") && words.contains(&"action"),
        "{words:?}"
    );
    let seats = served.seats("player");
    let before: Vec<Value> = seats.iter().map(|seat| still(served.view(seat))).collect();
    served = served.resumed();
    assert_eq!(still(leader), still(served.view("facilitator")));
    let after: Vec<Value> = seats.iter().map(|seat| still(served.view(seat))).collect();
    assert_eq!(before, after);
    step(&served, 60);
    assert!(
        served.view("facilitator")["view"]["clock"]["at_ms"]
            .as_i64()
            .unwrap()
            >= 180 * 60_000
    );
}

#[test]
fn time_runs_stands_and_goes_on_where_it_was() {
    let mut served = started(&["--pace", "600"]);
    let at = |served: &Served| {
        served.view("facilitator")["view"]["clock"]["at_ms"]
            .as_i64()
            .unwrap()
    };
    let mut stream = events(&served, &served.token("facilitator"));
    while next_event(&mut stream).unwrap()["view"]["blast"]["count"]
        .as_u64()
        .unwrap()
        < 2
    {}
    served.done("facilitator", &json!("pause"));
    let paused = at(&served);
    assert!(paused > 0);
    assert_eq!(at(&served), paused);
    served = served.resumed();
    assert_eq!(at(&served), paused, "it stood, and stands");
    served.done("facilitator", &json!("resume"));
    let mut stream = events(&served, &served.token("facilitator"));
    while next_event(&mut stream).unwrap()["view"]["clock"]["at_ms"]
        .as_i64()
        .unwrap()
        <= paused
    {}
    served.kill();
}

/// What anybody may try, what it must give, and that it changes nothing.
#[test]
fn what_is_not_allowed_changes_nothing_and_tells_nothing() {
    let served = started(&["--pace", "steps"]);
    step(&served, 60);
    let seats = served.seats("player");
    let asked = |seat: &String| {
        let view = served.view(seat);
        let questions = view["view"]["questions"].as_array().unwrap();
        let open = questions.iter().find(|question| question["open"] == true);
        open.map(|question| (seat.clone(), question["number"].clone()))
    };
    let (theirs, question) = seats.iter().find_map(asked).unwrap();
    let other = seats.iter().find(|seat| **seat != theirs).unwrap();
    let before = still(served.view("facilitator"));
    let (player, leader) = (served.token(other), served.token("facilitator"));
    let answer = json!({ "answer": { "question": question, "answer": "acknowledge" } });
    let act = |act: &Value| json!({ "id": nonce(), "act": act }).to_string();
    let path = |token: &str| format!("/{token}/act");
    let attempts: Vec<(&str, u16, crate::served::Answer)> = vec![
        ("no token", 404, served.get("/")),
        (
            "no such token",
            404,
            served.get("/0123456789abcdef0123456789abcdef"),
        ),
        ("not a token", 404, served.get("/admin")),
        (
            "no such token, stream",
            404,
            served.get("/0123456789abcdef0123456789abcdef/events"),
        ),
        (
            "no such token, act",
            404,
            served.post(
                "/0123456789abcdef0123456789abcdef/act",
                OURS,
                &act(&json!("pause")),
            ),
        ),
        ("half a token", 404, served.get(&format!("/{}", &leader[..16]))),
        (
            "the digest of a token",
            404,
            served.get(&format!(
                "/{}",
                &outrun::document::sha256(leader.as_bytes())[..32]
            )),
        ),
        ("a way out", 404, served.get("/static/../../../../etc/passwd")),
        (
            "an encoded way out",
            404,
            served.get("/static/..%2f..%2fsession.sqlite"),
        ),
        ("the session file", 404, served.get("/session.sqlite")),
        (
            "another method",
            405,
            served.say(&format!(
                "DELETE /{leader} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                served.host()
            )),
        ),
        (
            "another name",
            421,
            served.say(&format!(
                "GET /{leader} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
            )),
        ),
        (
            "a player starts",
            403,
            served.post(&path(&player), OURS, &act(&json!("start"))),
        ),
        (
            "a player jumps",
            403,
            served.post(&path(&player), OURS, &act(&json!({ "jump": 60_000 }))),
        ),
        (
            "a player ends it",
            403,
            served.post(&path(&player), OURS, &act(&json!("end"))),
        ),
        (
            "a player observes",
            403,
            served.post(&path(&player), OURS, &act(&json!({ "observe": { "text": "x" } }))),
        ),
        (
            "a player's seat for others",
            403,
            served.post(&path(&player), OURS, &act(&json!({ "leave": theirs }))),
        ),
        (
            "another's question",
            403,
            served.post(&path(&player), OURS, &act(&answer)),
        ),
        (
            "a question that is not there",
            403,
            served.post(
                &path(&player),
                OURS,
                &act(&json!({ "answer": { "question": 9999, "answer": "done" } })),
            ),
        ),
        ("the facilitator answers", 403, served.act("facilitator", &answer)),
        (
            "an evaluator pauses",
            403,
            served.act("evaluator", &json!("pause")),
        ),
        (
            "a player makes links",
            403,
            served.post(
                &format!("/{player}/links"),
                OURS,
                r#"{"seat":"facilitator","do":"renew"}"#,
            ),
        ),
        (
            "the program's own act",
            403,
            served.act("facilitator", &json!({ "recovered": 0 })),
        ),
        (
            "a form of another site",
            403,
            served.post(
                &path(&leader),
                "Content-Type: application/x-www-form-urlencoded\r\n",
                &act(&json!("end")),
            ),
        ),
        (
            "a text of another site",
            403,
            served.post(
                &path(&leader),
                "Content-Type: text/plain\r\n",
                &act(&json!("end")),
            ),
        ),
        (
            "no header of ours",
            403,
            served.post(
                &path(&leader),
                "Content-Type: application/json\r\n",
                &act(&json!("end")),
            ),
        ),
        (
            "a script of another site",
            403,
            served.post(
                &path(&leader),
                "Content-Type: application/json\r\nX-Outrun: 1\r\nSec-Fetch-Site: cross-site\r\n",
                &act(&json!("end")),
            ),
        ),
        ("no JSON", 400, served.post(&path(&leader), OURS, "end")),
        (
            "an unknown act",
            400,
            served.post(&path(&leader), OURS, &act(&json!("explode"))),
        ),
        (
            "no nonce",
            400,
            served.post(&path(&leader), OURS, r#"{"id":"","act":"end"}"#),
        ),
        (
            "too much",
            413,
            served.post(&path(&leader), OURS, &"x".repeat(40 * 1024)),
        ),
        (
            "too long a text",
            422,
            served.act("evaluator", &json!({ "observe": { "text": "x".repeat(4_001) } })),
        ),
        (
            "back in time",
            422,
            served.act("facilitator", &json!({ "jump": -1 })),
        ),
        (
            "an unknown inject",
            422,
            served.act("facilitator", &json!({ "hold": "nothing" })),
        ),
        (
            "a start after the start",
            409,
            served.act("facilitator", &json!("start")),
        ),
    ];
    for (what, wanted, answer) in attempts {
        assert_eq!(answer.status, wanted, "{what}: {}", answer.body);
        let told = answer.body.to_lowercase();
        for secret in ["sqlite", "ci-release-token", &leader, &player, "root:"] {
            assert!(!told.contains(secret), "{what} tells {secret}: {told}");
        }
    }
    assert_eq!(before, still(served.view("facilitator")), "nothing has changed");
}

#[test]
fn what_is_sent_twice_counts_once() {
    let served = started(&["--pace", "steps"]);
    let (once, act) = (nonce(), json!({ "jump": 60_000 }));
    let first = served.act_as("facilitator", &once, &act);
    let again = served.act_as("facilitator", &once, &act);
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(first.json(), again.json());
    let at = &served.view("facilitator")["view"]["clock"]["at_ms"];
    assert_eq!(at, &json!(60_000));
    let other = served.act_as("facilitator", &once, &json!("end"));
    assert_eq!(other.status, 409, "{}", other.body);
    let stolen = served.act_as("evaluator", &once, &act);
    assert_eq!(stolen.status, 409, "{}", stolen.body);
}

#[test]
fn a_link_that_was_taken_back_opens_nothing_and_its_page_ends() {
    let served = started(&["--pace", "steps"]);
    let seat = served.seats("player")[0].clone();
    let old = served.token(&seat);
    let mut stream = events(&served, &old);
    assert_eq!(next_event(&mut stream).unwrap()["role"], "player");
    let renewed = served.post(
        &format!("/{}/links", served.token("facilitator")),
        OURS,
        &json!({ "seat": seat, "do": "renew" }).to_string(),
    );
    assert_eq!(renewed.status, 200, "{}", renewed.body);
    let new = renewed.json()["link"].as_str().unwrap().to_owned();
    let more = (0..5).take_while(|_| next_event(&mut stream).is_some()).count();
    assert!(more < 5, "the old page is shut");
    assert_eq!(served.get(&format!("/{old}")).status, 404);
    assert_eq!(served.get(&new).status, 200);
    let body = json!({ "id": nonce(), "act": "confirm" }).to_string();
    assert_eq!(served.post(&format!("/{old}/act"), OURS, &body).status, 404);
    assert_eq!(served.post(&format!("{new}/act"), OURS, &body).status, 200);
}

#[test]
fn every_answer_tells_the_browser_to_trust_nothing() {
    let served = Served::begin(&[]);
    for path in [
        format!("/{}", served.token("facilitator")),
        "/".to_owned(),
        "/static/player.js".to_owned(),
    ] {
        let head = served.get(&path).head.to_lowercase();
        for wanted in [
            "content-security-policy: default-src 'none'",
            "frame-ancestors 'none'",
            "x-frame-options: deny",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
        ] {
            assert!(head.contains(wanted), "{path}: {wanted}: {head}");
        }
        assert!(
            !head.contains("set-cookie") && !head.contains("access-control-allow"),
            "{head}"
        );
    }
}

#[test]
fn words_of_players_stay_words() {
    let served = started(&["--pace", "steps"]);
    let evil = "<script>alert(1)</script>\u{202e}\"'&";
    served.done(
        "evaluator",
        &json!({ "observe": { "text": evil, "rating": "M" } }),
    );
    served.done("facilitator", &json!({ "add": { "title": evil, "says": evil } }));
    let leader = served.view("facilitator");
    assert_eq!(leader["view"]["observations"][0]["what"]["text"], evil);
    let seat = served.seats("player")[0].clone();
    assert_eq!(served.view(&seat)["view"]["messages"][0]["says"], evil);
}

#[test]
fn players_see_what_is_sent_to_them_and_nothing_else() {
    let served = started(&["--pace", "steps"]);
    step(&served, 240);
    let leader = served.view("facilitator");
    let nodes = leader["view"]["nodes"].as_array().unwrap();
    // An alert names its node to whoever must look at it, before the team knows what it means.
    let log = leader["log"].as_array().unwrap();
    let findings = log.iter().filter(|line| line["word"] == "finding");
    let named: Vec<&str> = findings.map(|line| line["text"].as_str().unwrap()).collect();
    let unknown: Vec<&str> = nodes
        .iter()
        .filter(|node| node["known"] == false)
        .map(|node| node["id"].as_str().unwrap())
        .filter(|node| !named.iter().any(|line| line.contains(node)))
        .collect();
    assert!(!unknown.is_empty(), "something is held that nobody knows of");
    for seat in served.seats("player") {
        let view = served.view(&seat);
        let text = view.to_string();
        for node in &unknown {
            assert!(!text.contains(&format!("`{node}`")), "{seat} is told of {node}");
        }
        for secret in ["blast", "expects", "log", "contacts", "nodes"] {
            assert!(
                view["view"].get(secret).is_none() && view.get(secret).is_none(),
                "{seat}: {secret}"
            );
        }
    }
}

#[test]
fn a_client_that_never_finishes_is_sent_away() {
    let served = Served::begin(&[]);
    let mut slow = served.connect();
    write!(slow, "GET /{} HTTP/1.1\r\nHost:", served.token("facilitator")).unwrap();
    let mut heard = Vec::new();
    // Either it is told so, or the door is shut: what it does not get is a connection for good.
    let ended = slow.read_to_end(&mut heard).map_err(|error| error.kind());
    let open = matches!(ended, Err(ErrorKind::WouldBlock | ErrorKind::TimedOut));
    assert!(!open, "the connection is still open");
    assert_eq!(
        served.get(&format!("/{}", served.token("facilitator"))).status,
        200
    );
}

#[test]
fn who_asks_too_fast_must_wait_and_others_need_not() {
    let served = started(&["--pace", "steps"]);
    let act = json!({ "observe": { "text": "seen" } });
    let answers: Vec<u16> = (0..80)
        .map(|_| served.act_as("evaluator", &nonce(), &act).status)
        .collect();
    assert!(answers.contains(&429), "{answers:?}");
    assert_eq!(
        served
            .act_as("facilitator", &nonce(), &json!({ "jump": 60_000 }))
            .status,
        200
    );
    let strangers: Vec<u16> = (0..200)
        .map(|_| served.get("/0123456789abcdef0123456789abcdef").status)
        .collect();
    assert!(strangers.contains(&429), "{strangers:?}");
    let link = format!("/{}", served.token("evaluator"));
    assert_eq!(served.get(&link).status, 200, "whoever has a link comes in");
}

#[test]
fn a_seat_plays_whom_its_list_names_each_once() {
    let list = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(
        list.path(),
        "name,role,plays\nAda,facilitator,\nDesk,player,soc-oncall soc ayse\n",
    )
    .unwrap();
    let served = Served::begin(&["--participants", list.path().to_str().unwrap()]);
    let view = served.view("p2");
    let plays = view["view"]["plays"].as_array().unwrap();
    let mut ids: Vec<&str> = plays.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 2 && ids.contains(&"ayse"), "{ids:?}");
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
}
