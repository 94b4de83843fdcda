//! The server: routes, and the loop that takes connections in.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, atomic::AtomicBool, atomic::Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tokio_stream::wrappers::WatchStream;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::conduct::live::{Act, Refused, Session};
use crate::time::WallTime;

use super::desk::{Desk, Order};
use super::guard::{Limits, is_for_us, is_ours, protect};
use super::link::{Links, could_be, digest};
use super::pages::{NO_LINK, file, page};
use super::publish::{Board, Online, Posted};
use super::reply::Reply;
use super::store::Store;
use super::stream::{Reader, stream};

/// No request is longer.
const LONGEST_BODY: usize = 32 * 1024;
/// A request must be complete, and answered, in this time; streams go on after their first byte.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many connections at once: two hundred people with two pages each, and room.
const MOST_CONNECTIONS: usize = 1_024;
/// So many pages of one seat at once.
const MOST_PAGES: u32 = 10;
/// No nonce is longer.
const LONGEST_NONCE: usize = 64;

/// What is served, and how.
#[derive(Debug)]
pub struct Serving<'p> {
    /// The session.
    pub session: Session<'p>,
    /// Where it is stored.
    pub store: Store,
    /// Who may come in.
    pub links: Links,
    /// The names under which browsers know this server, with ports: `127.0.0.1:8080`.
    pub hosts: Vec<String>,
    /// The wall's clock.
    pub clock: fn() -> WallTime,
}

#[derive(Clone, Debug)]
struct Door {
    desk: Sender<Order>,
    links: Arc<Links>,
    limits: Arc<Limits>,
    online: Online,
    posted: tokio::sync::watch::Receiver<Posted>,
    hosts: Arc<[String]>,
    clock: fn() -> WallTime,
}

/// Serves a session until `stop` says so.
///
/// # Errors
/// If the listener cannot be used, or no thread can be had.
pub fn serve(
    serving: Serving<'_>,
    listener: std::net::TcpListener,
    stop: &(dyn Fn() -> bool + Sync),
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let (desk, orders) = channel();
    let online = Online::default();
    let board = Board::new(online.clone());
    let links = Arc::new(serving.links);
    let door = Door {
        desk,
        links: links.clone(),
        limits: Arc::new(Limits::new()),
        online,
        posted: board.watch(),
        hosts: serving.hosts.into(),
        clock: serving.clock,
    };
    let mut desk = Desk {
        session: serving.session,
        store: serving.store,
        links,
        board,
        clock: serving.clock,
        beat_at: WallTime::MIN,
        now: (serving.clock)(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let failed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let failed = &failed;
        let doors = scope.spawn(move || {
            let ended = runtime.block_on(take_in(listener, routes(door), stop));
            // Streams never end by themselves.
            runtime.shutdown_timeout(Duration::from_millis(500));
            failed.store(ended.is_err(), Ordering::Relaxed);
            ended
        });
        desk.work(&orders, &|| stop() || failed.load(Ordering::Relaxed));
        doors
            .join()
            .unwrap_or_else(|_| Err(std::io::Error::other("the server broke")))
    })
}

/// Takes connections in until it is told to stop. A client that is slow to say what it wants is sent away.
async fn take_in(
    listener: std::net::TcpListener,
    routes: Router,
    stop: &(dyn Fn() -> bool + Sync),
) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut look = tokio::time::interval(Duration::from_millis(100));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = look.tick() => {
                if stop() {
                    return Ok(());
                }
                continue;
            }
        };
        // A connection that broke before it was taken in is the client's matter.
        let Ok((connection, _)) = accepted else { continue };
        let Ok(place) = places.clone().try_acquire_owned() else {
            continue;
        };
        let service = TowerToHyperService::new(routes.clone());
        tokio::spawn(async move {
            let mut builder = Builder::new(hyper_util::rt::TokioExecutor::new());
            builder
                .http1()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(64 * 1024);
            // How a connection ends is of no interest: whatever was asked has been answered or not.
            let _ = builder.serve_connection(TokioIo::new(connection), service).await;
            drop(place);
        });
    }
}

fn routes(door: Door) -> Router {
    Router::new()
        .route("/static/{name}", get(static_file))
        .route("/{token}", get(page_of_seat))
        .route("/{token}/events", get(events))
        .route("/{token}/act", post(act))
        .route("/{token}/links", post(relink))
        .fallback(nothing_here)
        .layer(RequestBodyLimitLayer::new(LONGEST_BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            PATIENCE,
        ))
        .layer(map_response(|mut answer: Response| async {
            protect(answer.headers_mut());
            answer
        }))
        .with_state(door)
}

/// Why somebody did not come in.
type TurnedAway = (StatusCode, &'static str);

/// Who has come in by a valid link.
struct Guest {
    seat: String,
    digest: String,
}

impl Door {
    /// Whose link it is. Everything else gets the same answer: that there may be something is told to nobody.
    fn open(&self, token: &str, headers: &HeaderMap) -> Result<Guest, TurnedAway> {
        if !is_for_us(headers, &self.hosts) {
            return Err((
                StatusCode::MISDIRECTED_REQUEST,
                "this server does not go by that name",
            ));
        }
        let known = could_be(token).then(|| digest(token));
        let seat = known
            .as_ref()
            .and_then(|digest| self.links.seat(digest, (self.clock)()));
        match (seat, known) {
            (Some(seat), Some(digest)) => Ok(Guest { seat, digest }),
            _ if !self.limits.stranger_may() => {
                Err((StatusCode::TOO_MANY_REQUESTS, "too many attempts; wait a little"))
            }
            _ => {
                self.note("", "link", "no valid link");
                Err((StatusCode::NOT_FOUND, "this link is not valid"))
            }
        }
    }

    /// The same for what changes something.
    fn open_to_change(&self, token: &str, headers: &HeaderMap) -> Result<Guest, TurnedAway> {
        let guest = self.open(token, headers)?;
        if !is_ours(headers) {
            self.note(&guest.seat, "act", "not from one of our pages");
            return Err((
                StatusCode::FORBIDDEN,
                "only the pages of this exercise may ask for that",
            ));
        }
        if !self.limits.seat_may(&guest.seat) {
            return Err((StatusCode::TOO_MANY_REQUESTS, "too fast; wait a second"));
        }
        Ok(guest)
    }

    /// What was sent, if it is what is expected.
    fn understood<T: DeserializeOwned>(&self, guest: &Guest, body: &Bytes) -> Result<T, String> {
        serde_json::from_slice(body).map_err(|error| {
            self.note(&guest.seat, "act", "not understood");
            format!("not understood: {error}")
        })
    }

    fn note(&self, seat: &str, what: &'static str, why: &str) {
        let (seat, why) = (seat.to_owned(), why.to_owned());
        // Where the desk has ended there is nothing to protect.
        let _ = self.desk.send(Order::Refused { seat, what, why });
    }

    async fn ask(&self, order: impl FnOnce(oneshot::Sender<Reply>) -> Order) -> Response {
        let (reply, answer) = oneshot::channel();
        if self.desk.send(order(reply)).is_err() {
            return refusal(StatusCode::SERVICE_UNAVAILABLE, "the exercise is being closed");
        }
        match answer.await {
            Ok(Reply::Done(number)) => axum::Json(json!({ "number": number })).into_response(),
            Ok(Reply::Linked(link)) => axum::Json(json!({ "link": link })).into_response(),
            Ok(Reply::Refused(refused)) => refusal(status_of(&refused), &refused.to_string()),
            Ok(Reply::Failed(because)) => refusal(
                StatusCode::INSUFFICIENT_STORAGE,
                &format!("it could not be stored, so it does not count: {because}"),
            ),
            Err(_) => refusal(StatusCode::SERVICE_UNAVAILABLE, "the exercise is being closed"),
        }
    }
}

const fn status_of(refused: &Refused) -> StatusCode {
    match refused {
        Refused::NotYours => StatusCode::FORBIDDEN,
        Refused::NotNow(_) | Refused::Over => StatusCode::CONFLICT,
        Refused::Unknown(..) | Refused::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn refusal(status: StatusCode, why: &str) -> Response {
    (status, axum::Json(json!({ "error": why }))).into_response()
}

async fn nothing_here() -> Response {
    refusal(StatusCode::NOT_FOUND, "there is nothing here")
}

async fn static_file(Path(name): Path<String>) -> Response {
    match file(&name) {
        Some(page) => ([(header::CONTENT_TYPE, page.kind)], page.text).into_response(),
        None => nothing_here().await,
    }
}

async fn page_of_seat(State(door): State<Door>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let html = |status: StatusCode, text: &'static str| {
        (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
    };
    let guest = match door.open(&token, &headers) {
        Ok(guest) => guest,
        Err((StatusCode::NOT_FOUND, _)) => {
            return html(StatusCode::NOT_FOUND, NO_LINK);
        }
        Err((status, why)) => return refusal(status, why),
    };
    let role = door.posted.borrow().get(&guest.seat).map(|posting| posting.role);
    role.map_or_else(
        || html(StatusCode::NOT_FOUND, NO_LINK),
        |role| html(StatusCode::OK, page(role).text),
    )
}

async fn events(State(door): State<Door>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let guest = match door.open(&token, &headers) {
        Ok(guest) => guest,
        Err((status, why)) => return refusal(status, why),
    };
    if door.online.pages(&guest.seat) >= MOST_PAGES {
        return refusal(
            StatusCode::TOO_MANY_REQUESTS,
            "this link is open on many pages already",
        );
    }
    let reader = Reader {
        seat: guest.seat,
        digest: guest.digest,
        links: door.links.clone(),
        clock: door.clock,
    };
    let posted = WatchStream::new(door.posted.clone());
    stream(&reader, posted, door.online.clone(), door.desk.clone()).into_response()
}

/// An act on the wire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    id: String,
    act: Act,
}

async fn act(
    State(door): State<Door>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let guest = match door.open_to_change(&token, &headers) {
        Ok(guest) => guest,
        Err((status, why)) => return refusal(status, why),
    };
    let sent: Sent = match door.understood(&guest, &body) {
        Ok(sent) => sent,
        Err(error) => return refusal(StatusCode::BAD_REQUEST, &error),
    };
    if sent.id.is_empty() || sent.id.len() > LONGEST_NONCE {
        return refusal(StatusCode::BAD_REQUEST, "`id` must have 1 to 64 bytes");
    }
    door.ask(|reply| Order::Act {
        seat: guest.seat,
        nonce: sent.id,
        act: sent.act,
        reply,
    })
    .await
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Relinking {
    Renew,
    Revoke,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Relink {
    seat: String,
    r#do: Relinking,
}

async fn relink(
    State(door): State<Door>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let guest = match door.open_to_change(&token, &headers) {
        Ok(guest) => guest,
        Err((status, why)) => return refusal(status, why),
    };
    let wanted: Relink = match door.understood(&guest, &body) {
        Ok(wanted) => wanted,
        Err(error) => return refusal(StatusCode::BAD_REQUEST, &error),
    };
    door.ask(|reply| Order::Relink {
        by: guest.seat,
        seat: wanted.seat,
        renew: wanted.r#do == Relinking::Renew,
        reply,
    })
    .await
}
