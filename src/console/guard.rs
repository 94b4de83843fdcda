//! The guard: what a request must look like, and what every answer says to the browser.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Mutex;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

/// Nothing from elsewhere, nothing inline, in nobody's frame; the link is told to nobody.
pub(super) const HEADERS: [(HeaderName, &str); 9] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// So many acts of one seat in a second, and so many at once.
const ACTS: (u32, u32) = (10, 30);
/// So many attempts without a valid link in a second, from everywhere together, and so many at once.
const STRANGERS: (u32, u32) = (20, 100);

/// Who asks how often.
#[derive(Debug)]
pub(super) struct Limits {
    seats: Mutex<BTreeMap<String, DefaultDirectRateLimiter>>,
    strangers: DefaultDirectRateLimiter,
}

impl Limits {
    /// Nobody has asked yet.
    pub(super) fn new() -> Self {
        Self {
            seats: Mutex::default(),
            strangers: limiter(STRANGERS),
        }
    }

    /// Whether a seat may ask again. Seats are as many as the session has.
    pub(super) fn seat_may(&self, seat: &str) -> bool {
        let mut seats = self
            .seats
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let limit = seats.entry(seat.to_owned()).or_insert_with(|| limiter(ACTS));
        limit.check().is_ok()
    }

    /// Whether somebody without a valid link may try again.
    pub(super) fn stranger_may(&self) -> bool {
        self.strangers.check().is_ok()
    }
}

fn limiter((each_second, burst): (u32, u32)) -> DefaultDirectRateLimiter {
    let at_least_one = |count| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::per_second(at_least_one(each_second)).allow_burst(at_least_one(burst));
    RateLimiter::direct(quota)
}

/// Whether a request that changes something comes from one of our own pages: a form or a script of another site cannot set this
/// header without asking first, and is never allowed to.
pub(super) fn is_ours(headers: &HeaderMap) -> bool {
    let is = |name: &HeaderName, wanted: &str| headers.get(name).is_some_and(|value| value == wanted);
    let site = headers.get(HeaderName::from_static("sec-fetch-site"));
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    is(&HeaderName::from_static("x-outrun"), "1")
        && site.is_none_or(|site| site == "same-origin")
        && kind.is_some_and(|kind| kind.split(';').next() == Some("application/json"))
}

/// Whether a request was meant for this server: a name that somebody else's DNS points here is not ours.
pub(super) fn is_for_us(headers: &HeaderMap, hosts: &[String]) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    host.is_some_and(|host| hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)))
}

/// Puts our headers on an answer.
pub(super) fn protect(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
