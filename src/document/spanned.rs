//! Values that know where they were written.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::place::Place;
use super::session::Raw;

/// A value and where it comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it comes from.
    pub(crate) place: Place,
}

impl<T> Spanned<T> {
    /// A value that nobody wrote.
    pub(crate) const fn default_of(value: T) -> Self {
        Self {
            value,
            place: Place::Default,
        }
    }

    /// A value from this place.
    pub(crate) const fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// Whether somebody wrote the value.
    pub(crate) const fn is_written(&self) -> bool {
        self.place.is_written()
    }

    /// Takes the other value if somebody wrote it.
    pub(crate) fn patch(&mut self, over: Self) {
        if over.is_written() {
            *self = over;
        }
    }

    /// Another value at the same place.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: change(self.value),
            place: self.place,
        }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Spanned<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (value, place) = Raw::take(deserializer)?.read_placed()?;
        Ok(Self { value, place })
    }
}

thread_local! {
    static WITH_PLACES: Cell<bool> = const { Cell::new(false) };
}

/// The name of the struct that stands for a value and its place while origins are collected.
pub(crate) const PLACED: &str = "$placed";

/// Runs a serialization in which every value is written with its place.
pub(crate) fn with_places<R>(action: impl FnOnce() -> R) -> R {
    WITH_PLACES.with(|flag| flag.set(true));
    let result = action();
    WITH_PLACES.with(|flag| flag.set(false));
    result
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !WITH_PLACES.with(Cell::get) {
            return self.value.serialize(serializer);
        }
        let mut placed = serializer.serialize_struct(PLACED, 2)?;
        placed.serialize_field(PLACED, &self.place.numbers())?;
        placed.serialize_field("value", &self.value)?;
        placed.end()
    }
}
