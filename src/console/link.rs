//! Personal links: who may come in, and as whom.

use std::collections::BTreeMap;
use std::sync::RwLock;

use rand::TryRng;
use rand::rngs::SysRng;

use crate::document::sha256;
use crate::time::WallTime;

/// A token has so many random bytes: nobody guesses 128 bits.
const BYTES: usize = 16;

/// The secret of a personal link. Only whoever holds the link knows it: what is stored is its digest.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A fresh one, from the system's randomness.
    ///
    /// # Errors
    /// If the system has none.
    pub fn fresh() -> std::io::Result<Self> {
        let mut bytes = [0; BYTES];
        SysRng.try_fill_bytes(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(format!("{:032x}", u128::from_be_bytes(bytes))))
    }

    /// The secret itself, for the link.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

/// What is stored of a secret that somebody sent.
pub(super) fn digest(secret: &str) -> String {
    sha256(secret.as_bytes())
}

/// Whether text could be a secret at all: nothing else is looked up.
pub(super) fn could_be(secret: &str) -> bool {
    secret.len() == 2 * BYTES && secret.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A link as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The digest of its secret.
    pub digest: String,
    /// Whose it is.
    pub seat: String,
    /// Until when it opens the door.
    pub expires: WallTime,
    /// It was taken back.
    pub revoked: bool,
}

/// All links of a session.
#[derive(Debug, Default)]
pub struct Links(RwLock<BTreeMap<String, Link>>);

impl Links {
    /// These links.
    pub fn new(links: impl IntoIterator<Item = Link>) -> Self {
        let links = links.into_iter().map(|link| (link.digest.clone(), link));
        Self(RwLock::new(links.collect()))
    }

    /// Whose link it is, while it is valid.
    pub fn seat(&self, digest: &str, now: WallTime) -> Option<String> {
        let links = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let link = links.get(digest)?;
        (!link.revoked && now < link.expires).then(|| link.seat.clone())
    }

    /// One more.
    pub(super) fn add(&self, link: Link) {
        let mut links = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        links.insert(link.digest.clone(), link);
    }

    /// No link of a seat is valid any more.
    pub(super) fn revoke(&self, seat: &str) {
        let mut links = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let theirs = links.values_mut().filter(|link| link.seat == seat);
        theirs.for_each(|link| link.revoked = true);
    }
}
