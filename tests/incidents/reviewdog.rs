//! reviewdog and tj-actions, 2024/25: a token leaks, an action is changed for 109 minutes, and a second one three days later.

use super::replay::{Event, Run, Story};
use super::timeline::{Claim, DAY, HOUR, Incident, Interval, MINUTE, Table, fed, outside, within};

const FOLDER: &str = "reviewdog-2025";
const FIRST: &str = "first-action";
const TOKEN: &str = "bot-token";
const SECOND: &str = "second-action";

const fn run(file: &'static str, alternative: &'static str) -> Run {
    Run {
        folder: FOLDER,
        file,
        alternative,
    }
}

const STEPS_FED: Run = run("fed.ron", "steps-fed");
const WHOLE_FED: Run = run("fed.ron", "whole-timeline-fed");

const TO_USE: (Event, Event) = (Event::StartEx, Event::Taken(FIRST));
const OPEN: (Event, Event) = (Event::Taken(FIRST), Event::Lost(FIRST));
const TO_SECOND: (Event, Event) = (Event::Taken(FIRST), Event::Taken(SECOND));
const TO_REMOVED: (Event, Event) = (Event::Taken(SECOND), Event::Executed(SECOND));
const TO_RESTORED: (Event, Event) = (Event::Taken(SECOND), Event::Restored(SECOND));

const FED: &[Interval] = &[
    fed(
        "first token leaked → used on the first action",
        TO_USE,
        95 * DAY,
        DAY,
    ),
    fed("first action changed → clean again", OPEN, 109 * MINUTE, MINUTE),
    fed(
        "first action changed → second action changed",
        TO_SECOND,
        69 * HOUR + 18 * MINUTE,
        HOUR,
    ),
];

const CHECKED: &[Interval] = &[
    outside(
        "second action changed → **containment**: removed",
        TO_REMOVED,
        22 * HOUR,
        HOUR,
    ),
    within("second action changed → restored", TO_RESTORED, 30 * HOUR, HOUR),
];

const WHOLE: &[Interval] = &[
    fed(
        "first token leaked → used on the first action",
        TO_USE,
        95 * DAY,
        DAY,
    ),
    fed("first action changed → clean again", OPEN, 109 * MINUTE, MINUTE),
    fed(
        "first action changed → second action changed",
        TO_SECOND,
        69 * HOUR + 18 * MINUTE,
        HOUR,
    ),
    fed("second action changed → removed", TO_REMOVED, 22 * HOUR, HOUR),
    fed("second action changed → restored", TO_RESTORED, 30 * HOUR, HOUR),
];

const ALL_PRESETS: &[Interval] = &[
    outside(
        "first token leaked → used on the first action",
        TO_USE,
        95 * DAY,
        DAY,
    ),
    within(
        "first action changed → second action changed",
        TO_SECOND,
        69 * HOUR + 18 * MINUTE,
        HOUR,
    ),
    outside(
        "second action changed → **containment**: removed",
        TO_REMOVED,
        22 * HOUR,
        HOUR,
    ),
    within("second action changed → restored", TO_RESTORED, 30 * HOUR, HOUR),
];

/// The token was copied while the first action was changed, and used after it was clean.
fn outlives_the_window(story: Story<'_>) -> bool {
    story.in_order(Event::Taken(TOKEN), Event::Lost(FIRST))
        && story.outlives(Event::Lost(FIRST), Event::Lost(TOKEN))
        && story.in_order(Event::Lost(FIRST), Event::Taken(SECOND))
        && story.outlives(Event::Taken(SECOND), Event::Contained)
}

fn told_in_order(story: Story<'_>) -> bool {
    let order = [
        Event::Taken(FIRST),
        Event::Lost(FIRST),
        Event::Taken(SECOND),
        Event::Executed(SECOND),
        Event::Restored(SECOND),
    ];
    story.all_in_order(&order)
}

pub(super) const INCIDENT: Incident = Incident {
    folder: FOLDER,
    tables: &[
        Table {
            mark: "fed",
            run: STEPS_FED,
            intervals: FED,
        },
        Table {
            mark: "checked",
            run: STEPS_FED,
            intervals: CHECKED,
        },
        Table {
            mark: "whole",
            run: WHOLE_FED,
            intervals: WHOLE,
        },
        Table {
            mark: "presets",
            run: run("presets.ron", "response-by-presets"),
            intervals: CHECKED,
        },
        Table {
            mark: "all-by-presets",
            run: run("presets.ron", "all-by-presets"),
            intervals: ALL_PRESETS,
        },
    ],
    claims: &[
        Claim {
            says: "closing the first window contains nothing: a token copied in it is used three days later",
            holds_in: &[STEPS_FED, WHOLE_FED],
            fails_in: &[run("fed.ron", "closed-in-time")],
            holds: outlives_the_window,
        },
        Claim {
            says: "all events of the timeline come in the reported order",
            holds_in: &[WHOLE_FED],
            fails_in: &[run("fed.ron", "closed-in-time")],
            holds: told_in_order,
        },
    ],
};
