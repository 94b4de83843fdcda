//! Arenas whose items are recycled from one replication to the next.

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU32;

use crate::model::Index;

macro_rules! arena_indices {
    ($inside:ty, $at:expr, $position:expr, $($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) struct $name($inside);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.position()).finish()
            }
        }

        impl Index for $name {
            #[inline]
            #[expect(clippy::cast_possible_truncation, reason = "an arena holds fewer items than a replication has events, which are bounded")]
            fn at(position: usize) -> Self {
                Self($at(position as u32))
            }
            #[inline]
            fn position(self) -> usize {
                $position(self.0) as usize
            }
        }
    )*};
}

// Of the attack there may be millions: one more than the position, so that none takes no more room than one.
arena_indices! {
    NonZeroU32, |position| NonZeroU32::MIN.saturating_add(position), |inside: NonZeroU32| inside.get() - 1,
    /// A foothold (E4).
    FootholdIx,
    /// What came over a foothold.
    FateIx,
    /// A traversal (E5).
    TraversalIx,
    /// What is known of a node (E4).
    StateIx,
    /// What is known of an edge (E5).
    EdgeStateIx,
}

// The position itself, which costs nothing to read: of what people do there are hundreds, and lanes are places in the estate, not in an arena.
arena_indices! {
    u32, std::convert::identity, std::convert::identity,
    /// An edge of the estate by its place among those that leave its tail, all tails one after another.
    Lane,
    /// A request for one asset, or a named one (D5, L1).
    CaseIx,
    /// The way of one or several requests under one rule.
    PathIx,
    /// Contact with somebody, and the work they then do.
    TaskIx,
    /// A page (C2).
    PageIx,
    /// A piece of work (O5).
    WorkIx,
    /// The execution of actions on one asset (P4).
    ItemIx,
}

/// Something that can be made as new, keeping its memory.
pub(super) trait Recycle: Default {
    /// Makes it as new, but for what whoever takes it says of it.
    fn recycle(&mut self);
}

/// The memory of a list, for an item that is made as new.
#[inline]
pub(super) fn emptied<T>(list: &mut Vec<T>) -> Vec<T> {
    list.clear();
    std::mem::take(list)
}

/// A growing list whose items are recycled instead of dropped.
#[derive(Debug)]
pub(super) struct Pool<I, T> {
    items: Vec<T>,
    used: usize,
    index: PhantomData<fn(I)>,
}

impl<I: Index, T> Pool<I, T> {
    /// An empty pool.
    pub(super) fn new() -> Self {
        Self {
            items: Vec::new(),
            used: 0,
            index: PhantomData,
        }
    }

    /// Forgets all items and keeps their memory.
    pub(super) fn clear(&mut self) {
        self.used = 0;
    }

    /// Puts an item into the pool, in the place of one that was forgotten.
    #[inline]
    pub(super) fn add(&mut self, item: T) -> I {
        let position = self.used;
        match self.items.get_mut(position) {
            Some(place) => *place = item,
            None => self.items.push(item),
        }
        self.used += 1;
        I::at(position)
    }

    /// So many of the same item in a row, at least one: the first of them.
    pub(super) fn add_row(&mut self, item: T, count: usize) -> I
    where
        T: Copy,
    {
        let first = self.add(item);
        (1..count).for_each(|_| _ = self.add(item));
        first
    }

    /// How much memory it holds, in bytes, without what its items hold elsewhere.
    pub(super) fn bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>()
    }

    /// The indices in use, in order of making.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.used).map(I::at)
    }
}

impl<I: Index, T: Recycle> Pool<I, T> {
    /// A fresh item.
    #[inline]
    pub(super) fn take(&mut self) -> I {
        let position = self.used;
        match self.items.get_mut(position) {
            Some(item) => item.recycle(),
            None => self.items.push(T::default()),
        }
        self.used += 1;
        I::at(position)
    }
}

impl<I: Index, T> std::ops::Index<I> for Pool<I, T> {
    type Output = T;

    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "an index is made only by the pool it points into; this is the one place that trusts it"
    )]
    fn index(&self, id: I) -> &T {
        &self.items[id.position()]
    }
}

impl<I: Index, T> std::ops::IndexMut<I> for Pool<I, T> {
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "an index is made only by the pool it points into; this is the one place that trusts it"
    )]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.position()]
    }
}
