//! The desk: the one thread that owns a session. It judges, stores, and only then lets something count.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::conduct::live::{Act, Entry, Refused, Role, Session};
use crate::time::{SimDuration, WallTime};

use super::link::{Link, Links, Token};
use super::publish::Board;
use super::reply::Reply;
use super::store::Store;

/// So often the desk looks whether the exercise has gone on.
const TICK: Duration = Duration::from_millis(150);
/// So often it stores where the clock is: a crash turns it back no further.
const BEAT_MS: i64 = 1_000;
/// A link is valid for so long.
const LINK_LASTS: SimDuration = SimDuration::from_days(30);

/// What the server asks of the desk.
#[derive(Debug)]
pub(super) enum Order {
    /// A seat does something.
    Act {
        /// Whose seat.
        seat: String,
        /// Unique for each act: what is sent twice counts once.
        nonce: String,
        /// What.
        act: Act,
        /// To whom the answer goes.
        reply: oneshot::Sender<Reply>,
    },
    /// The links of a seat are taken back.
    Relink {
        /// Who asks for it.
        by: String,
        /// Whose links.
        seat: String,
        /// A new one is made.
        renew: bool,
        /// To whom the answer goes.
        reply: oneshot::Sender<Reply>,
    },
    /// Somebody came in with a link, or went.
    Somebody,
    /// An attempt was refused before it came to the desk.
    Refused {
        /// Whose link it was, if it was valid.
        seat: String,
        /// What was attempted.
        what: &'static str,
        /// Why it was refused.
        why: String,
    },
}

/// The desk.
#[derive(Debug)]
pub(super) struct Desk<'p> {
    pub(super) session: Session<'p>,
    pub(super) store: Store,
    pub(super) links: Arc<Links>,
    pub(super) board: Board,
    pub(super) clock: fn() -> WallTime,
    pub(super) beat_at: WallTime,
    /// The instant to which the exercise has gone on.
    pub(super) now: WallTime,
}

impl Desk<'_> {
    /// Works until nobody can ask any more, or somebody says stop.
    pub(super) fn work(&mut self, orders: &Receiver<Order>, stop: &dyn Fn() -> bool) {
        self.publish();
        while !stop() {
            match orders.recv_timeout(TICK) {
                Ok(order) => {
                    self.go_on();
                    self.obey(order);
                }
                Err(RecvTimeoutError::Timeout) => self.go_on(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.publish();
        }
        self.beat();
    }

    /// The exercise goes on to the present.
    fn go_on(&mut self) {
        let now = (self.clock)();
        self.now = now;
        let at = self.session.time_at(now);
        self.session.advance(at);
        if self.session.clock().is_running() && now - self.beat_at >= BEAT_MS {
            self.beat();
        }
    }

    fn beat(&mut self) {
        let now = (self.clock)();
        self.beat_at = now;
        // A beat that is lost costs a second; the next act says whether the disk is full.
        let _ = self.store.beat(now, self.session.time_at(now));
    }

    fn publish(&mut self) {
        let now = (self.clock)();
        self.board.publish(&self.session, now);
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Act {
                seat,
                nonce,
                act,
                reply,
            } => {
                let answer = self.act(&seat, &nonce, act);
                // Who hears that it is done sees it done.
                self.publish();
                // Whoever asked may be gone; what was done counts all the same.
                let _ = reply.send(answer);
            }
            Order::Relink {
                by,
                seat,
                renew,
                reply,
            } => {
                let answer = self.relink(&by, &seat, renew);
                self.publish();
                let _ = reply.send(answer);
            }
            Order::Somebody => {}
            Order::Refused { seat, what, why } => self.note_refused(&seat, what, &why),
        }
    }

    fn note_refused(&self, seat: &str, what: &str, why: &str) {
        // A refusal that cannot be noted is a refusal still.
        let _ = self.store.refused((self.clock)(), seat, what, why);
    }

    /// Judged, stored, done, in this order.
    pub(super) fn act(&mut self, seat: &str, nonce: &str, act: Act) -> Reply {
        match self.store.stored_under(nonce) {
            Ok(None) => {}
            // The answer was lost on its way, and the act was sent again.
            Ok(Some((number, whose, what))) if whose == seat && what == act => return Reply::Done(number),
            Ok(Some(_)) => {
                self.note_refused(seat, "act", "replayed");
                return Reply::Refused(Refused::Over);
            }
            Err(error) => return Reply::Failed(error.to_string()),
        }
        if let Err(refused) = self.session.judge(seat, &act) {
            self.note_refused(seat, "act", &refused.to_string());
            return Reply::Refused(refused);
        }
        let entry = Entry {
            number: self.session.last() + 1,
            wall_ms: self.now.as_millis(),
            // The session has come so far already: between this and the judgement nothing can happen.
            at_ms: self.session.time_at(self.now).as_millis(),
            seat: seat.to_owned(),
            act,
        };
        if let Err(error) = self.store.append(&entry, Some(nonce)) {
            return Reply::Failed(error.to_string());
        }
        match self.session.enter(&entry) {
            Ok(()) => Reply::Done(entry.number),
            Err(refused) => Reply::Refused(refused),
        }
    }

    fn relink(&mut self, by: &str, seat: &str, renew: bool) -> Reply {
        let leads = self
            .session
            .seat(by)
            .is_some_and(|it| it.role == Role::Facilitator);
        if !leads {
            self.note_refused(by, "links", "your role may not do this");
            return Reply::Refused(Refused::NotYours);
        }
        if self.session.seat(seat).is_none() {
            let shown = seat.chars().take(40).collect();
            return Reply::Refused(Refused::Unknown("seat", shown));
        }
        let token = match renew.then(Token::fresh).transpose() {
            Ok(token) => token,
            Err(error) => return Reply::Failed(error.to_string()),
        };
        let now = (self.clock)();
        let link = token.as_ref().map(|token| link_of(token, seat, now));
        if let Err(error) = self.store.relink(seat, link.as_ref(), now) {
            return Reply::Failed(error.to_string());
        }
        self.links.revoke(seat);
        if let Some(link) = link {
            self.links.add(link);
        }
        // Streams that came in by the old link look at once whether they may stay.
        self.board.wake();
        Reply::Linked(token.map(|token| format!("/{}", token.secret())))
    }
}

/// The link that a token opens.
pub fn link_of(token: &Token, seat: &str, now: WallTime) -> Link {
    Link {
        digest: token.digest(),
        seat: seat.to_owned(),
        expires: now + LINK_LASTS,
        revoked: false,
    }
}
