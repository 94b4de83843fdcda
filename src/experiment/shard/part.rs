//! One part of a run as bytes: what it is in a line of JSON, the digest of everything, and what was played.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::sha256;
use crate::experiment::run::Played;

/// The first line, with the number of the form.
const MAGIC: &str = "outrun/part/1";

/// To what a part belongs, and who played it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The SHA-256 of the plan: inputs, seed, alternatives, replications, number of shards.
    pub plan: String,
    /// The version of Outrun that played.
    pub version: String,
    /// What the known replications gave where it was played.
    pub known_answer: String,
}

/// Some replications of all alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// To what it belongs.
    pub identity: Identity,
    /// The number of the shard, from 1.
    pub shard: u64,
    /// The replications.
    pub replications: Range<u64>,
    /// What was played, by alternative in the order of the plan.
    pub played: Vec<Played>,
}

/// A part of which something is missing, or was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Torn {
    /// The first line is another one.
    #[error("it is no part of a run")]
    NoPart,
    /// The digest does not fit.
    #[error("it was torn or changed: its digest does not fit its contents")]
    Digest,
    /// The digest fits what nobody can read.
    #[error("its contents cannot be read")]
    Unreadable,
}

#[derive(Serialize, Deserialize)]
struct Header {
    #[serde(flatten)]
    identity: Identity,
    shard: u64,
    first: u64,
    last: u64,
}

/// The bytes of a part; the same for the same part.
pub fn encode(part: &Part) -> Vec<u8> {
    let header = Header {
        identity: part.identity.clone(),
        shard: part.shard,
        first: part.replications.start,
        last: part.replications.end.saturating_sub(1),
    };
    // Texts and numbers only: cannot fail.
    let header = serde_json::to_string(&header).unwrap_or_default();
    let body = body(&part.played);
    let mut bytes = format!("{MAGIC}\n{header}\n{}\n", digest(&header, &body)).into_bytes();
    bytes.extend(body);
    bytes
}

/// Reads a part.
///
/// # Errors
/// If it is none, or not all of it is there, or something was changed.
pub fn decode(bytes: &[u8]) -> Result<Part, Torn> {
    let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
    let mut line = || lines.next().ok_or(Torn::Digest);
    if line() != Ok(MAGIC.as_bytes()) {
        return Err(Torn::NoPart);
    }
    let header = std::str::from_utf8(line()?).map_err(|_| Torn::Digest)?;
    let written = line()?;
    let body = line()?;
    if written != digest(header, body).as_bytes() {
        return Err(Torn::Digest);
    }
    let header: Header = serde_json::from_str(header).map_err(|_| Torn::Unreadable)?;
    let (played, rest): (Vec<Played>, _) = postcard::take_from_bytes(body).map_err(|_| Torn::Unreadable)?;
    let end = header.last.checked_add(1).filter(|_| rest.is_empty());
    Ok(Part {
        identity: header.identity,
        shard: header.shard,
        replications: header.first..end.ok_or(Torn::Unreadable)?,
        played,
    })
}

/// What was played, as bytes.
pub(super) fn body(played: &[Played]) -> Vec<u8> {
    // Whole numbers and texts only: cannot fail.
    postcard::to_allocvec(played).unwrap_or_default()
}

fn digest(header: &str, body: &[u8]) -> String {
    let mut all = format!("{MAGIC}\n{header}\n").into_bytes();
    all.extend_from_slice(body);
    sha256(&all)
}
