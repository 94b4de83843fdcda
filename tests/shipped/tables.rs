//! Which figures stand in each README, and how the alternatives differ.

use super::figures::Figure::{
    self, Count, CountMedian, CountTogether, Disruption, FalseAlarmsActedOn, FalseAllClear, JewelFell,
    Median, Met, NeverContained, Outrun, Request, RequestNinth, Work, WorkTogether, Wrongful,
};

/// An exercise with figures in a page.
pub(super) struct Shipped {
    /// Its folder below `scenarios`, or that which the page writes.
    pub(super) folder: &'static str,
    /// The page, below the root.
    pub(super) page: &'static str,
    /// The name of the marks in it.
    pub(super) mark: &'static str,
    /// The rows of the table.
    pub(super) rows: &'static [(&'static str, Figure)],
    /// Alternatives of which the first is outrun more often, beyond luck.
    pub(super) better: &'static [(&'static str, &'static str)],
    /// Alternatives between which luck leaves no difference.
    pub(super) alike: &'static [(&'static str, &'static str)],
    /// A third alternative in the list of the scenarios.
    pub(super) also: Option<&'static str>,
}

const OUTRUN: (&str, Figure) = ("outrun rate", Outrun);
const DECISION: (&str, Figure) = ("first decision, median", Median("time_to_first_decision"));
const EFFECT: (&str, Figure) = ("first effect, median", Median("time_to_first_effect"));
const CONTAINMENT: (&str, Figure) = ("containment, median", Median("time_to_containment"));
const JEWEL: (&str, Figure) = ("a crown jewel fell", JewelFell);
const ALL_CLEAR: (&str, Figure) = ("false all-clear", FalseAllClear);
const WOKEN: (&str, Figure) = ("people woken, mean", Count("people_woken"));
const WOKEN_MEDIAN: (&str, Figure) = ("people woken, median", CountMedian("people_woken"));
const ACTED_ON: (&str, Figure) = ("false alarms acted on", FalseAlarmsActedOn);
const WRONGFUL: (&str, Figure) = ("wrongful disruption of a false alarm, mean", Wrongful);
const PAGES: (&str, Figure) = ("pages, mean", Count("pages"));

/// All of them.
pub(super) const EXERCISES: &[Shipped] = &[
    Shipped {
        folder: "shop",
        page: "docs/start.md",
        mark: "start",
        rows: &[
            OUTRUN,
            ("detected, median", Median("time_to_detect")),
            ("declared, median", Median("time_to_declare")),
            ("decided, median", Median("time_to_first_decision")),
            EFFECT,
            CONTAINMENT,
            ("never contained", NeverContained),
            ACTED_ON,
            WRONGFUL,
        ],
        better: &[("desk-acts", "as-is"), ("desk-sees-and-acts", "desk-acts")],
        alike: &[],
        also: None,
    },
    Shipped {
        folder: "weekend-token",
        page: "scenarios/weekend-token/README.md",
        mark: "weekend-token",
        rows: &[
            OUTRUN,
            EFFECT,
            CONTAINMENT,
            JEWEL,
            WOKEN_MEDIAN,
            ACTED_ON,
            WRONGFUL,
        ],
        better: &[("predefined", "as-is")],
        alike: &[],
        also: None,
    },
    Shipped {
        folder: "split-workload-identity",
        page: "scenarios/split-workload-identity/README.md",
        mark: "split-workload-identity",
        rows: &[
            OUTRUN,
            EFFECT,
            CONTAINMENT,
            JEWEL,
            WOKEN_MEDIAN,
            ACTED_ON,
            WRONGFUL,
        ],
        better: &[("predefined", "as-is")],
        alike: &[],
        also: None,
    },
    Shipped {
        folder: "oauth-app-vendor-logs",
        page: "scenarios/oauth-app-vendor-logs/README.md",
        mark: "oauth-app-vendor-logs",
        rows: &[
            OUTRUN,
            EFFECT,
            CONTAINMENT,
            ("never within 30 days", NeverContained),
            ALL_CLEAR,
            JEWEL,
            ("work of an incident and its false alarms, mean", WorkTogether),
            WRONGFUL,
        ],
        better: &[("consent-only", "as-is"), ("predefined", "consent-only")],
        alike: &[],
        also: None,
    },
    Shipped {
        folder: "provider-runs-tenant-notifies",
        page: "scenarios/provider-runs-tenant-notifies/README.md",
        mark: "provider-runs-tenant-notifies",
        rows: &[
            OUTRUN,
            (
                "Nordvik tells Larkspur, median",
                Request("Nordvik tells Larkspur"),
            ),
            ("the same, 9 in 10 within", RequestNinth("Nordvik tells Larkspur")),
            (
                "contract, 24 h from Nordvik's declaration",
                Met("contract", "tell-the-customer"),
            ),
            (
                "NIS2 early warning, 24 h from being told",
                Met("nis2-23", "early-warning"),
            ),
            ("GDPR, 72 h from being told", Met("gdpr-33", "authority")),
            (
                "GDPR, 72 h from Nordvik's declaration",
                Met("gdpr-33-if-imputed", "authority"),
            ),
            CONTAINMENT,
            JEWEL,
            WOKEN,
            WRONGFUL,
        ],
        better: &[("predefined", "as-is"), ("predefined", "told-at-once")],
        alike: &[("as-is", "told-at-once")],
        also: None,
    },
    Shipped {
        folder: "night-hand-over",
        page: "scenarios/night-hand-over/README.md",
        mark: "night-hand-over",
        rows: &[
            OUTRUN,
            DECISION,
            EFFECT,
            CONTAINMENT,
            ("never within 5 days", NeverContained),
            JEWEL,
            ("report to CERT-In within 6 h", Met("cert-in", "report")),
            WOKEN,
            ALL_CLEAR,
            WRONGFUL,
        ],
        better: &[("follow-the-sun", "as-is"), ("predefined", "follow-the-sun")],
        alike: &[],
        also: None,
    },
    Shipped {
        folder: "agent-at-machine-speed",
        page: "scenarios/agent-at-machine-speed/README.md",
        mark: "agent-at-machine-speed",
        rows: &[
            OUTRUN,
            EFFECT,
            CONTAINMENT,
            ("never within 5 days", NeverContained),
            JEWEL,
            ALL_CLEAR,
            WOKEN,
            ACTED_ON,
            WRONGFUL,
        ],
        better: &[
            ("just-in-time", "as-is"),
            ("revocation", "just-in-time"),
            ("predefined", "revocation"),
        ],
        alike: &[("as-is", "short-lived")],
        also: None,
    },
    Shipped {
        folder: "plugin-leak-long-tail",
        page: "scenarios/plugin-leak-long-tail/README.md",
        mark: "plugin-leak-long-tail",
        rows: &[
            OUTRUN,
            EFFECT,
            ("first all-clear, median", Median("time_to_declared_first")),
            ALL_CLEAR,
            ("never contained within 90 days", NeverContained),
            JEWEL,
            ("approvals, mean", Count("approvals")),
            ("work of an incident, mean", Work),
            (
                "secrets replaced that nobody had used, mean",
                Count("clean_acted_on"),
            ),
            WRONGFUL,
        ],
        better: &[("predefined", "as-is"), ("predefined", "one-decision")],
        alike: &[("as-is", "one-decision")],
        also: None,
    },
    Shipped {
        folder: "consensus-or-thresholds",
        page: "scenarios/consensus-or-thresholds/README.md",
        mark: "consensus-or-thresholds",
        rows: &[
            OUTRUN,
            DECISION,
            EFFECT,
            CONTAINMENT,
            JEWEL,
            ("the shops are told, median", Request("tell the shops")),
            PAGES,
            ACTED_ON,
        ],
        better: &[("no-gate", "as-is"), ("predefined", "no-gate")],
        alike: &[("as-is", "no-consensus")],
        also: None,
    },
    Shipped {
        folder: "when-predefined-loses",
        page: "scenarios/when-predefined-loses/README.md",
        mark: "when-predefined-loses",
        rows: &[
            OUTRUN,
            EFFECT,
            CONTAINMENT,
            ("all restored, median", Median("time_to_restore")),
            JEWEL,
            ("clean assets acted on, mean", Count("clean_acted_on")),
            ("disruption of an incident, mean", Disruption),
            WRONGFUL,
            (
                "people woken, an incident with its false alarms",
                CountTogether("people_woken"),
            ),
            PAGES,
        ],
        better: &[("as-is", "predefined"), ("narrowed", "as-is")],
        alike: &[],
        also: Some("narrowed"),
    },
];
