//! Long lists: where a text is read again after a mistake, each item that cannot be read is left out.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use crate::document::session::{Raw, leave_out, leaves_out};

/// Reads a list of which every item stands for itself.
pub(super) fn items<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    if leaves_out() {
        deserializer.deserialize_seq(Read(PhantomData))
    } else {
        Vec::deserialize(deserializer)
    }
}

struct Item<'de>(Raw<'de>);

impl<'de> Deserialize<'de> for Item<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Raw::take(deserializer).map(Self)
    }
}

struct Read<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Read<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list in brackets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(Item(raw)) = list.next_element()? {
            match raw.read::<T, A::Error>() {
                Ok(item) => items.push(item),
                Err(_) if leave_out() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(items)
    }
}
