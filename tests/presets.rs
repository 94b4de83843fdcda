//! Presets carry evidence and a range, and can be moved over it (M7); they are sane, and documented.

use std::collections::BTreeSet;

use outrun::chance::{Distribution, Probability};
use outrun::document::preset::{self, Evidence, Family, Parameter, Quality, Quantity, Word};
use outrun::model::{Disruption, Effects, RevealReach};
use outrun::time::SimDuration;

fn nominal(id: &str) -> Distribution {
    preset::parameter(id)
        .expect(id)
        .nominal
        .clone()
        .duration()
        .expect(id)
}

/// A quantity as numbers that may be compared: probability, or median and 90th percentile in milliseconds.
fn size(quantity: &Quantity) -> (f64, f64) {
    match quantity {
        Quantity::Chance(chance) => (chance.value(), chance.value()),
        Quantity::Duration(lasts) => (lasts.median().as_secs_f64(), lasts.percentile(0.9).as_secs_f64()),
    }
}

fn is_at_most(one: &Quantity, other: &Quantity) -> bool {
    let (one, other) = (size(one), size(other));
    one.0 <= other.0 && one.1 <= other.1
}

#[test]
fn every_parameter_has_an_id_of_its_own_and_evidence() {
    let mut ids = BTreeSet::new();
    for parameter in preset::all() {
        assert!(ids.insert(&parameter.id), "`{}` twice", parameter.id);
        let Evidence {
            source, date, note, ..
        } = parameter.evidence;
        assert!(
            !source.is_empty() && !date.is_empty() && !note.is_empty(),
            "{}",
            parameter.id
        );
        assert!(preset::parameter(&parameter.id).is_some_and(|found| found.nominal == parameter.nominal));
    }
    assert!(ids.len() > 300, "{}", ids.len());
}

#[test]
fn all_evidence_is_used_and_what_is_judgement_says_so() {
    let used: BTreeSet<&str> = preset::all().map(|parameter| &*parameter.evidence.id).collect();
    let written: Vec<&str> = preset::all_evidence()
        .iter()
        .map(|evidence| &*evidence.id)
        .collect();
    assert_eq!(
        written.iter().collect::<BTreeSet<_>>().len(),
        written.len(),
        "an id twice"
    );
    assert_eq!(written.into_iter().collect::<BTreeSet<_>>(), used);
    for evidence in preset::all_evidence()
        .iter()
        .filter(|evidence| evidence.source.contains("judgement"))
    {
        assert_eq!(evidence.quality, Quality::Judgement, "{}", evidence.id);
    }
}

#[test]
fn moving_meets_the_ends_and_the_middle_exactly_and_never_turns_back() {
    for parameter in preset::all() {
        assert_eq!(parameter.at(0.0), parameter.low, "{}", parameter.id);
        assert_eq!(parameter.at(0.5), parameter.nominal, "{}", parameter.id);
        assert_eq!(parameter.at(1.0), parameter.high, "{}", parameter.id);
        assert_eq!(parameter.at(-3.0), parameter.low, "{}", parameter.id);
        assert_eq!(parameter.at(7.0), parameter.high, "{}", parameter.id);
        assert_eq!(parameter.at(f64::NAN), parameter.nominal, "{}", parameter.id);
        let places: Vec<Quantity> = (0..=64)
            .map(|place| parameter.at(f64::from(place) / 64.0))
            .collect();
        for pair in places.windows(2) {
            assert!(
                is_at_most(&pair[0], &pair[1]),
                "{}: {} then {}",
                parameter.id,
                pair[0],
                pair[1]
            );
        }
    }
}

#[test]
fn durations_move_by_equal_factors_and_chances_by_equal_steps() {
    let answers = Parameter {
        id: "answers".into(),
        low: Quantity::Chance(Probability::new(0.2).expect("a probability")),
        nominal: Quantity::Chance(Probability::new(0.6).expect("a probability")),
        high: Quantity::Chance(Probability::ALWAYS),
        evidence: &preset::all_evidence()[0],
    };
    let quarter = answers.at(0.25).chance().expect("a chance").value();
    assert!((quarter - 0.4).abs() < 1e-12, "{quarter}");

    let times = |median, p90| {
        let law = Distribution::log_normal(SimDuration::from_mins(median), SimDuration::from_mins(p90));
        Quantity::Duration(law.expect("a law"))
    };
    let delay = Parameter {
        id: "delay".into(),
        low: times(1, 2),
        nominal: times(4, 18),
        high: times(100, 450),
        ..answers
    };
    assert_eq!(delay.at(0.25), times(2, 6));
    assert_eq!(delay.at(0.75), times(20, 90));
}

#[test]
fn from_nothing_a_duration_moves_in_equal_steps() {
    let fixed = |seconds| Quantity::Duration(Distribution::fixed(SimDuration::from_secs(seconds)));
    let evidence = &preset::all_evidence()[0];
    let parameter = Parameter {
        id: "x".into(),
        low: fixed(0),
        nominal: fixed(10),
        high: fixed(1000),
        evidence,
    };
    assert_eq!(parameter.at(0.25), fixed(5));
    assert_eq!(parameter.at(0.75), fixed(100));
    assert!(parameter.has_range());
}

#[test]
fn words_are_in_order_and_unknown_spans_them_all() {
    for &family in Family::ALL {
        let [quick, usual, slow, unknown] = Word::ALL.map(|word| preset::word(family, word));
        let rises = is_at_most(&quick.nominal, &slow.nominal);
        let in_order = |one: &Quantity, other: &Quantity| {
            one != other
                && if rises {
                    is_at_most(one, other)
                } else {
                    is_at_most(other, one)
                }
        };
        assert!(in_order(&quick.nominal, &usual.nominal), "{}", family.name());
        assert!(in_order(&usual.nominal, &slow.nominal), "{}", family.name());
        assert_eq!(unknown.nominal, usual.nominal, "{}", family.name());
        for word in [quick, usual, slow] {
            assert!(is_at_most(&unknown.low, &word.low), "{}", word.id);
            assert!(is_at_most(&word.high, &unknown.high), "{}", word.id);
        }
    }
}

#[test]
fn each_family_has_the_shape_of_what_it_is_said_of() {
    let first_chance = Family::ALL
        .iter()
        .position(|family| *family == Family::Sensor)
        .expect("a chance");
    for (position, &family) in Family::ALL.iter().enumerate() {
        let usual = &preset::word(family, Word::Usual).nominal;
        assert_eq!(
            usual.chance().is_some(),
            position >= first_chance,
            "{}",
            family.name()
        );
    }
    assert_eq!(
        preset::word(Family::DecideWork, Word::Quick).id.as_ref(),
        "word.decide-work.quick"
    );
}

#[test]
fn values_of_a_preset_have_the_shape_of_their_place() {
    for attacker in preset::attackers() {
        for group in attacker.groups.iter().chain([&attacker.other]) {
            assert!(
                matches!(group.time.nominal, Quantity::Duration(_)),
                "{}",
                group.time.id
            );
            assert!(
                matches!(group.chance.nominal, Quantity::Chance(_)),
                "{}",
                group.chance.id
            );
        }
    }
    for reach in preset::reaches() {
        for state in [&reach.on_shift, &reach.on_call, &reach.off] {
            assert!(
                matches!(state.answers.nominal, Quantity::Chance(_)),
                "{}",
                state.answers.id
            );
            assert!(
                matches!(state.delay.nominal, Quantity::Duration(_)),
                "{}",
                state.delay.id
            );
        }
        assert!(
            matches!(reach.relook.nominal, Quantity::Duration(_)),
            "{}",
            reach.name
        );
        assert!(
            matches!(reach.unreachable.nominal, Quantity::Chance(_)),
            "{}",
            reach.name
        );
    }
    for action in preset::actions() {
        assert!(
            matches!(action.work.nominal, Quantity::Duration(_)),
            "{}",
            action.name
        );
        assert!(
            matches!(action.propagation.nominal, Quantity::Duration(_)),
            "{}",
            action.name
        );
        assert!(
            matches!(action.fails.nominal, Quantity::Chance(_)),
            "{}",
            action.name
        );
    }
}

#[test]
fn the_fits_give_the_figures_that_they_claim() {
    let hop = nominal("attacker.hands-on.other.time");
    assert!(
        (28.0..30.0).contains(&(hop.mean_ms() / 60_000.0)),
        "mean breakout of 2025: 29 min"
    );
    assert!(
        (0.0015..0.0025).contains(&hop.cdf(SimDuration::from_secs(27))),
        "the fastest of 2025"
    );
    let slow = preset::word(Family::Traversal, Word::Slow)
        .nominal
        .clone()
        .duration()
        .expect("a duration");
    assert!(
        (92.0..98.1).contains(&(slow.mean_ms() / 60_000.0)),
        "mean breakout of 2021"
    );
    let leak = nominal("attacker.scripted.secrets.time")
        .percentile(0.95)
        .as_secs_f64();
    assert!((570.0..630.0).contains(&leak), "95 % within 10 min: {leak}");
}

#[test]
fn attackers_differ_in_speed_as_their_names_say() {
    let hop = |name: &str| nominal(&format!("attacker.{name}.other.time")).median();
    assert!(hop("scripted") < hop("agentic"));
    assert!(hop("agentic") < hop("hands-on"));
    assert!(hop("hands-on") < hop("patient"));
}

#[test]
fn attackers_know_kinds_of_edges_by_their_first_names_and_each_once() {
    for attacker in preset::attackers() {
        let mut seen = BTreeSet::new();
        for kind in attacker.groups.iter().flat_map(|group| &group.kinds) {
            assert!(
                preset::edge_kinds().iter().any(|preset| preset.name == *kind),
                "{kind}"
            );
            assert!(seen.insert(kind), "`{kind}` twice in `{}`", attacker.name);
            assert_ne!(attacker.group(kind).time.id, attacker.other.time.id);
        }
        assert_eq!(attacker.group("of-my-own").time.id, attacker.other.time.id);
    }
}

#[test]
fn nobody_is_reached_better_in_bed_than_on_call() {
    for reach in preset::reaches() {
        assert!(
            is_at_most(&reach.off.answers.nominal, &reach.on_call.answers.nominal),
            "{}",
            reach.name
        );
        assert!(
            is_at_most(&reach.on_call.delay.nominal, &reach.off.delay.nominal),
            "{}",
            reach.name
        );
        assert!(
            size(&reach.off.answers.nominal).0 <= 0.4,
            "{}: at three in the morning",
            reach.name
        );
    }
}

/// The columns of the table in E7 as one string: which of them hold, and how the action disrupts.
fn columns(effects: &Effects) -> String {
    let flags = [
        (effects.closes_out, 'o'),
        (effects.closes_in, 'i'),
        (effects.ends_sessions, 'e'),
        (effects.reissues, 'r'),
        (effects.sweeps, 's'),
        (effects.cancels, 'c'),
    ];
    let flags: String = flags
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, letter)| letter)
        .collect();
    let disrupts = match effects.disrupts {
        Disruption::No => "no",
        Disruption::For(_) => "for a time",
        Disruption::UntilRestored => "until restored",
    };
    format!("{flags} {disrupts}")
}

#[test]
fn the_actions_of_the_table_are_as_the_rule_writes_them() {
    for (name, expected, reversible) in [
        ("revoke", "oi until restored", false),
        ("rotate", "r for a time", false),
        ("revoke-sessions", "ec for a time", true),
        ("quarantine", "oiesc until restored", true),
        ("remove-consent", "ois until restored", false),
        ("disable", "oiesc until restored", true),
        ("stop-agent", "oesc until restored", true),
    ] {
        let effects = &preset::action(name).expect(name).effects;
        assert_eq!(columns(effects), expected, "{name}");
        assert_eq!(effects.reversible, reversible, "{name}");
        assert!(effects.reveals.is_none() && !effects.destroys_evidence, "{name}");
    }
}

#[test]
fn effects_hold_the_nominal_values_of_their_parameters() {
    for action in preset::actions() {
        let reveal = action
            .effects
            .reveals
            .map(|reveal| Quantity::Chance(reveal.chance));
        assert_eq!(
            reveal.as_ref(),
            action.reveal.as_ref().map(|parameter| &parameter.nominal),
            "{}",
            action.name
        );
        let lasts = match &action.effects.disrupts {
            Disruption::For(lasts) => Some(Quantity::Duration(lasts.clone())),
            Disruption::No | Disruption::UntilRestored => None,
        };
        assert_eq!(
            lasts.as_ref(),
            action.disruption.as_ref().map(|parameter| &parameter.nominal),
            "{}",
            action.name
        );
    }
    let review = preset::action("review-tenant")
        .expect("an action")
        .effects
        .reveals
        .expect("reveals");
    assert_eq!(review.reach, RevealReach::Tenant);
}

#[test]
fn every_runbook_cuts_first_and_names_actions_that_exist() {
    for kind in preset::node_kinds() {
        let actions: Vec<_> = kind
            .runbook
            .iter()
            .map(|name| preset::action(name).unwrap_or_else(|| panic!("{}: no action `{name}`", kind.name)))
            .collect();
        let first = actions
            .first()
            .unwrap_or_else(|| panic!("{}: no action", kind.name));
        assert!(
            first.effects.cuts(),
            "{}: `{}` does not cut",
            kind.name,
            first.name
        );
    }
    let expected = ["quarantine", "rotate", "check-downstream-trust"];
    let found = preset::runbook("workload-identity").expect("a runbook");
    assert_eq!(
        found.iter().map(|name| &**name).collect::<Vec<_>>(),
        expected,
        "as R6 has it"
    );
}

#[test]
fn names_are_sorted_found_and_each_once() {
    let names = [
        preset::attacker_names(),
        preset::reach_names(),
        preset::action_names(),
        preset::node_kind_names(),
        preset::edge_kind_names(),
    ];
    for list in &names {
        assert!(list.windows(2).all(|pair| pair[0] < pair[1]), "{list:?}");
    }
    let [attackers, reaches, actions, nodes, edges] = names;
    assert!(attackers.into_iter().all(|name| preset::attacker(name).is_some()));
    assert!(reaches.into_iter().all(|name| preset::reach(name).is_some()));
    assert!(actions.into_iter().all(|name| preset::action(name).is_some()));
    assert!(nodes.into_iter().all(|name| preset::runbook(name).is_some()));
    assert!(edges.into_iter().all(|name| preset::edge_kind(name).is_some()));
    assert_eq!(
        preset::edge_kind("mints").expect("another name").name.as_ref(),
        "can-mint"
    );
    assert!(preset::attacker("nobody").is_none() && preset::runbook("nothing").is_none());
}
