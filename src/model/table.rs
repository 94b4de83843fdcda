//! Typed indices and the tables they point into.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// An id as the user wrote it.
pub type Name = Box<str>;

/// A typed index: a newtype over `u32` that only its own table accepts.
pub trait Index: Copy + Eq + Ord {
    /// The index at a position.
    fn at(position: usize) -> Self;
    /// The position of this index.
    fn position(self) -> usize;
}

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Index for $name {
            #[inline]
            #[expect(clippy::cast_possible_truncation, reason = "the document loader bounds every table far below u32::MAX")]
            fn at(position: usize) -> Self {
                Self(position as u32)
            }
            #[inline]
            fn position(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

indices! {
    /// A person.
    PersonId,
    /// A team.
    TeamId,
    /// A role.
    RoleId,
    /// A rota.
    RotaId,
    /// A body: committee or crisis team.
    BodyId,
    /// A reach profile.
    ProfileId,
    /// A node of the estate.
    NodeId,
    /// A kind of node.
    NodeKindId,
    /// An edge of the estate.
    EdgeId,
    /// A kind of edge.
    EdgeKindId,
    /// A traversal-time law, shared by the edges that have it.
    LawId,
    /// A tag of nodes.
    TagId,
    /// A tenant.
    TenantId,
    /// A platform whose calls may be limited.
    PlatformId,
    /// An escalation chain.
    ChainId,
    /// A decision right; its index is its place in the written order (R1).
    RightId,
    /// A containment action.
    ActionId,
    /// A vendor that holds logs.
    VendorId,
    /// A named request of the scenario: a notification, a communication, a disclosure (L1).
    RequestNameId,
    /// An inject.
    InjectId,
}

/// A list that only its own kind of index can read.
#[derive(Clone, PartialEq)]
pub struct Table<I, T> {
    items: Vec<T>,
    index: PhantomData<fn(I)>,
}

impl<I: Index, T> Table<I, T> {
    /// A table of these items, in this order.
    #[inline]
    pub fn new(items: Vec<T>) -> Self {
        Self {
            items,
            index: PhantomData,
        }
    }

    /// How many items there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items in order.
    #[inline]
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The items in order, to be changed.
    #[inline]
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The indices in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::at)
    }

    /// Indices and items in order.
    #[inline]
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items
            .iter()
            .enumerate()
            .map(|(position, item)| (I::at(position), item))
    }

    /// The item at an index that may come from another exercise, if there is one here.
    #[inline]
    pub fn item(&self, id: I) -> Option<&T> {
        self.items.get(id.position())
    }

    /// The items at some positions; none where these are not all in the table.
    #[inline]
    pub fn part(&self, positions: Range<usize>) -> &[T] {
        self.items.get(positions).unwrap_or(&[])
    }

    /// The first index whose item satisfies the condition.
    pub fn find(&self, matches: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(matches).map(I::at)
    }
}

impl<'t, I: Index, T> IntoIterator for &'t Table<I, T> {
    type Item = &'t T;
    type IntoIter = std::slice::Iter<'t, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'t, I: Index, T> IntoIterator for &'t mut Table<I, T> {
    type Item = &'t mut T;
    type IntoIter = std::slice::IterMut<'t, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            index: PhantomData,
        }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

impl<I: Index, T> std::ops::Index<I> for Table<I, T> {
    type Output = T;

    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "an index is made only by the table it points into; this is the one place that trusts it"
    )]
    fn index(&self, id: I) -> &T {
        &self.items[id.position()]
    }
}

impl<I: Index, T> std::ops::IndexMut<I> for Table<I, T> {
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "an index is made only by the table it points into; this is the one place that trusts it"
    )]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.position()]
    }
}

impl<I: Index, T> FromIterator<T> for Table<I, T> {
    fn from_iter<S: IntoIterator<Item = T>>(items: S) -> Self {
        Self::new(items.into_iter().collect())
    }
}
