//! The stream of a page: its seat's view, whenever it changes.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use crate::time::WallTime;

use super::desk::Order;
use super::link::Links;
use super::publish::{Online, Posted};

/// A comment is sent so often, so that proxies keep the connection and dead ones are noticed.
const ALIVE: Duration = Duration::from_secs(15);

/// Whose page it is.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    pub(super) seat: String,
    pub(super) digest: String,
    pub(super) links: Arc<Links>,
    pub(super) clock: fn() -> WallTime,
}

impl Reader {
    fn may_stay(&self) -> bool {
        self.links
            .seat(&self.digest, (self.clock)())
            .is_some_and(|seat| seat == self.seat)
    }
}

/// Somebody looks; when this is dropped, they have gone.
struct Looking {
    online: Online,
    seat: String,
    desk: Sender<Order>,
}

impl Looking {
    fn new(online: Online, seat: String, desk: Sender<Order>) -> Self {
        online.count(&seat, true);
        // The desk has ended where this fails, and so will the stream.
        let _ = desk.send(Order::Somebody);
        Self { online, seat, desk }
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.online.count(&self.seat, false);
        let _ = self.desk.send(Order::Somebody);
    }
}

/// What a page reads. It ends when the link is not valid any more. A slow page misses what was overtaken, and nothing piles up for it.
pub(super) fn stream(
    reader: &Reader,
    posted: WatchStream<Posted>,
    online: Online,
    desk: Sender<Order>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let looking = Looking::new(online, reader.seat.clone(), desk);
    let stays = reader.clone();
    let mut before: Option<Arc<str>> = None;
    let events = posted
        .take_while(move |_| stays.may_stay())
        .filter_map(move |posted| {
            // The page is counted for as long as its stream lives.
            let text = &posted.get(&looking.seat)?.text;
            if before.as_ref().is_some_and(|before| Arc::ptr_eq(before, text)) {
                return None;
            }
            before = Some(text.clone());
            Some(Ok(Event::default().event("view").data(text.as_ref())))
        });
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE))
}
