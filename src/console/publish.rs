//! The board: what each seat sees, made when something has changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde::Serialize;
use tokio::sync::watch;

use crate::conduct::live::{ClockView, EvaluatorView, LeaderView, Pace, PlayerView, Role, Session};
use crate::report::{Naming, Told, ToldLine, told_lines, trace};
use crate::time::WallTime;

/// Also without a change pages are told the time this often.
const EVERY_MS: i64 = 10_000;
/// So many lines of the story are sent.
const MOST_LINES: usize = 400;

/// What is on the board: for each seat a document, the same as before where nothing has changed for it.
pub(super) type Posted = Arc<BTreeMap<String, Posting>>;

/// What one seat sees.
#[derive(Clone, Debug)]
pub(super) struct Posting {
    pub(super) role: Role,
    pub(super) text: Arc<str>,
}

/// How many pages each seat has open.
#[derive(Clone, Debug, Default)]
pub(super) struct Online(Arc<Mutex<BTreeMap<String, u32>>>);

impl Online {
    /// A page was opened, or closed.
    pub(super) fn count(&self, seat: &str, opened: bool) {
        let mut pages = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let count = pages.entry(seat.to_owned()).or_default();
        *count = if opened {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
    }

    /// How many pages a seat has open.
    pub(super) fn pages(&self, seat: &str) -> u32 {
        let pages = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        pages.get(seat).copied().unwrap_or(0)
    }

    fn seats(&self) -> Vec<String> {
        let pages = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let open = pages.iter().filter(|(_, count)| **count > 0);
        open.map(|(seat, _)| seat.clone()).collect()
    }
}

/// The same before it is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum View {
    Player(Box<PlayerView>),
    Leader(Box<LeaderView>),
    Evaluator(Box<EvaluatorView>),
}

#[derive(Serialize)]
struct Sent<'a> {
    role: &'static str,
    version: u64,
    server_ms: i64,
    view: &'a View,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<&'a [ToldLine]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    online: Option<&'a [String]>,
}

#[derive(Debug)]
struct Shown {
    view: View,
    text: Arc<str>,
    /// When the text was written.
    at: WallTime,
}

/// The board.
#[derive(Debug)]
pub(super) struct Board {
    sender: watch::Sender<Posted>,
    shown: BTreeMap<String, Shown>,
    online: Online,
    online_before: Vec<String>,
    version: u64,
    /// How far the session had come: entries, records, messages.
    seen: Option<(u64, usize, usize)>,
    told_at: WallTime,
}

impl Board {
    /// An empty one.
    pub(super) fn new(online: Online) -> Self {
        Self {
            sender: watch::channel(Posted::default()).0,
            shown: BTreeMap::new(),
            online,
            online_before: Vec::new(),
            version: 0,
            seen: None,
            told_at: WallTime::MIN,
        }
    }

    /// Who looks at it.
    pub(super) fn watch(&self) -> watch::Receiver<Posted> {
        self.sender.subscribe()
    }

    /// Everybody looks at it again.
    pub(super) fn wake(&mut self) {
        self.seen = None;
    }

    /// Puts up what has changed.
    pub(super) fn publish(&mut self, session: &Session<'_>, now: WallTime) {
        let live = session.live().play().records().len();
        let seen = Some((session.last(), live, session.messages().len()));
        let online = self.online.seats();
        let due = now - self.told_at >= EVERY_MS;
        if seen == self.seen && online == self.online_before && !due {
            return;
        }
        let online_changed = online != self.online_before;
        (self.seen, self.online_before) = (seen, online);
        self.version += 1;
        if due {
            self.told_at = now;
        }
        let told = story(session);
        let mut posted = BTreeMap::new();
        for seat in session.seats() {
            let Some(view) = view(session, &seat.id, seat.role, now) else {
                continue;
            };
            let leads = seat.role == Role::Facilitator;
            let same = self.shown.get(&seat.id).filter(|before| {
                let same_people = !leads || !online_changed;
                !due && same_people && same_but_for_time(before, &view, now)
            });
            let shown = match same {
                Some(before) => Shown {
                    view: before.view.clone(),
                    text: before.text.clone(),
                    at: before.at,
                },
                None => Shown {
                    text: self.written(seat.role, &view, now, &told),
                    view,
                    at: now,
                },
            };
            let posting = Posting {
                role: seat.role,
                text: shown.text.clone(),
            };
            posted.insert(seat.id.clone(), posting);
            self.shown.insert(seat.id.clone(), shown);
        }
        self.sender.send_replace(Arc::new(posted));
    }

    fn written(&self, role: Role, view: &View, now: WallTime, told: &[ToldLine]) -> Arc<str> {
        let leads = role == Role::Facilitator;
        let sent = Sent {
            role: role.word(),
            version: self.version,
            server_ms: now.as_millis(),
            view,
            // The story tells what the attacker does: players do not see it.
            log: (role != Role::Player).then_some(told),
            online: leads.then_some(self.online_before.as_slice()),
        };
        // Only maps with other keys than text cannot be written, and there are none.
        serde_json::to_string(&sent).unwrap_or_default().into()
    }
}

fn view(session: &Session<'_>, seat: &str, role: Role, now: WallTime) -> Option<View> {
    match role {
        Role::Facilitator => Some(View::Leader(Box::new(session.leader_view(now)))),
        Role::Evaluator | Role::Observer => session
            .evaluator_view(seat, now)
            .map(|view| View::Evaluator(Box::new(view))),
        Role::Player => session
            .player_view(seat, now)
            .map(|view| View::Player(Box::new(view))),
    }
}

/// Time passes on every page by itself, as long as it neither stands nor jumps.
fn same_but_for_time(before: &Shown, now: &View, at: WallTime) -> bool {
    let mut later = before.view.clone();
    let newest = clock_of(now).clone();
    let clock = clock_mut(&mut later);
    if (newest.at_ms - expected(clock, at - before.at)).abs() > slack(&newest) {
        return false;
    }
    clock.at_ms = newest.at_ms;
    clock.local = newest.local;
    later == *now
}

/// Where a page believes the clock to be so many milliseconds after it was told.
fn expected(clock: &ClockView, passed: i64) -> i64 {
    match (clock.running, clock.pace) {
        (true, Pace::Times(times)) => clock.at_ms + passed * i64::from(times),
        _ => clock.at_ms,
    }
}

/// A page may be wrong by a fifth of a second of the wall.
fn slack(clock: &ClockView) -> i64 {
    match clock.pace {
        Pace::Times(times) if clock.running => 200 * i64::from(times),
        _ => 0,
    }
}

const fn clock_of(view: &View) -> &ClockView {
    match view {
        View::Player(view) => &view.clock,
        View::Leader(view) => &view.clock,
        View::Evaluator(view) => &view.clock,
    }
}

const fn clock_mut(view: &mut View) -> &mut ClockView {
    match view {
        View::Player(view) => &mut view.clock,
        View::Leader(view) => &mut view.clock,
        View::Evaluator(view) => &mut view.clock,
    }
}

/// What has happened, as the story of the replication tells it.
fn story(session: &Session<'_>) -> Vec<ToldLine> {
    let live = session.live();
    if live.play().records().is_empty() {
        return Vec::new();
    }
    let told = Told {
        replication: session.setup().replication,
        chosen: None,
    };
    let plan = session.plan();
    let mut lines = told_lines(&trace(plan, live.play(), told, Naming::People));
    let first = lines.len().saturating_sub(MOST_LINES);
    lines.drain(..first);
    lines
}
