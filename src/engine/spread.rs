//! The estate as flat arrays, and what follows from it before the clock starts (E3, E6).

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::OnceLock;

use crate::chance::{Floors, Key, Luck, Probability, Purpose};
use crate::model::{EdgeId, Exercise, Index, LawId, NodeId, Table, WaitingOrder, Window, reachable};

use super::arena::Lane;

/// What the attack always needs of an edge: small, because it is read for every edge that leaves a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) key: Key,
    pub(super) to: NodeId,
    /// The law of its traversals, and flags above it.
    law: u32,
}

/// A way that exists for certain (E3).
pub(super) const CERTAIN: u32 = 1 << 31;
/// What was stolen works without its tail (E5).
pub(super) const DETACHED: u32 = 1 << 30;
/// What is taken over it is a credential that the attacker made (E10).
pub(super) const MINTS: u32 = 1 << 29;
/// It is open at times only (E12).
pub(super) const WINDOW: u32 = 1 << 28;
/// It requires other nodes to be live (E3).
pub(super) const AND: u32 = 1 << 27;
/// Its traversals run as soon as they are offered, and only its two ends can hinder them (E5).
pub(super) const PLAIN: u32 = 1 << 26;
/// Fewer laws than this: the loader bounds edges, and no edge has two.
const LAW: u32 = PLAIN - 1;

impl Way {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the loader bounds laws far below u32::MAX"
    )]
    fn new(exercise: &Exercise, edge: &crate::model::Edge) -> Self {
        let kind = &exercise.estate.edge_kinds[edge.kind];
        let flag = |flag: u32, is: bool| if is { flag } else { 0 };
        let unlimited = exercise.scenario.attacker.concurrency.is_none();
        let plain = unlimited && !kind.detached && edge.window.is_none() && edge.requires.is_empty();
        let flags = flag(CERTAIN, edge.chance == Probability::ALWAYS)
            | flag(DETACHED, kind.detached)
            | flag(MINTS, kind.mints)
            | flag(WINDOW, edge.window.is_some())
            | flag(AND, !edge.requires.is_empty())
            | flag(PLAIN, plain);
        Self {
            key: edge.key,
            to: edge.to,
            law: edge.time.position() as u32 & LAW | flags,
        }
    }

    /// Whether it has a flag.
    #[inline]
    pub(super) fn is(&self, flag: u32) -> bool {
        self.law & flag != 0
    }

    /// The law of its traversals.
    #[inline]
    pub(super) fn law(&self) -> LawId {
        LawId::at((self.law & LAW) as usize)
    }
}

/// What is looked at whenever a node falls.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a node")]
pub(super) struct Place {
    pub(super) weight: u32,
    pub(super) is_jewel: bool,
    /// It has a sensor (E2).
    pub(super) senses: bool,
    /// Its credential has a lifetime (E12).
    pub(super) lives: bool,
    /// All its edges are plain.
    pub(super) plain: bool,
}

/// Which edges a node has to do with, as one list and where each node's part begins.
#[derive(Debug)]
pub(super) struct Adjacency {
    lanes: Vec<Lane>,
    begins: Vec<u32>,
}

impl Adjacency {
    /// Of each pair its node, and its edge by id and by lane: whatever happens to several edges at once goes by id (T1).
    fn new(nodes: usize, mut pairs: Vec<(NodeId, EdgeId, Lane)>) -> Self {
        pairs.sort_unstable();
        Self {
            begins: begins(nodes, pairs.iter().map(|(node, ..)| *node)),
            lanes: pairs.into_iter().map(|(.., lane)| lane).collect(),
        }
    }

    fn bytes(&self) -> usize {
        self.lanes.len() * size_of::<Lane>() + self.begins.len() * size_of::<u32>()
    }

    /// The edges of a node, by id.
    #[inline]
    pub(super) fn of(&self, node: NodeId) -> &[Lane] {
        self.lanes.get(part(&self.begins, node)).unwrap_or(&[])
    }
}

/// Where the part of each node begins in a list that is sorted by node, and the end.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the loader bounds edges far below u32::MAX"
)]
fn begins(nodes: usize, sorted: impl Iterator<Item = NodeId>) -> Vec<u32> {
    let mut begins = Vec::with_capacity(nodes + 1);
    let mut sorted = sorted.enumerate().peekable();
    let mut next = 0;
    for node in 0..nodes {
        begins.push(next);
        while let Some((place, _)) = sorted.next_if(|(_, owner)| owner.position() <= node) {
            next = place as u32 + 1;
        }
    }
    begins.push(next);
    begins
}

/// The part of a node.
#[inline]
fn part(begins: &[u32], node: NodeId) -> Range<usize> {
    let position = node.position();
    match (begins.get(position), begins.get(position + 1)) {
        (Some(&from), Some(&to)) => from as usize..to as usize,
        _ => 0..0,
    }
}

/// The edges as their heads see them.
#[derive(Debug)]
struct Backward {
    /// The edges into each node.
    into: Adjacency,
    /// The node that an edge leaves.
    tails: Table<Lane, NodeId>,
}

impl Backward {
    fn bytes(&self) -> usize {
        self.into.bytes() + self.tails.len() * size_of::<NodeId>()
    }
}

/// The compiled estate: what the attack reads of the edges that leave a node stands together.
#[derive(Debug)]
pub(super) struct Graph {
    /// The first lane of each node, and the end.
    begins: Vec<u32>,
    pub(super) ways: Table<Lane, Way>,
    /// How likely the way exists; empty where all are certain (E5).
    chances: Table<Lane, Probability>,
    /// What no draw of a law is below, for the laws that many edges share.
    floors: Table<LawId, Option<Box<Floors>>>,
    /// The edge of each lane; empty where the estate has them in this order already.
    edges: Vec<EdgeId>,
    pub(super) places: Table<NodeId, Place>,
    /// Made only when somebody asks: an attack that nobody hinders only goes forward.
    backward: OnceLock<Backward>,
    /// Edges that require a node, by that node.
    pub(super) requiring: Adjacency,
    /// Fewest edges from an entry of the scenario (E3); `u32::MAX` where there is no way. Empty where no attacker asks.
    hops: Table<NodeId, u32>,
    /// The weight that can fall at all (E6).
    pub(super) reach_weight: u64,
    /// Some edge gives a credential that the attacker made (E10).
    pub(super) mints: bool,
}

impl Graph {
    pub(super) fn new(exercise: &Exercise) -> Self {
        let estate = &exercise.estate;
        let count = estate.nodes.len();
        let mut edges: Vec<EdgeId> = estate.edges.ids().collect();
        // By tail, then by id.
        edges.sort_by_key(|&edge| estate.edges[edge].from);
        let of = |edge: &EdgeId| &estate.edges[*edge];
        let certain = estate.edges.iter().all(|edge| edge.chance == Probability::ALWAYS);
        let requiring = |(lane, edge): (usize, &EdgeId)| {
            let (lane, edge) = (Lane::at(lane), *edge);
            of(&edge).requires.iter().map(move |&node| (node, edge, lane))
        };
        let requiring: Vec<_> = edges.iter().enumerate().flat_map(requiring).collect();
        let mut graph = Self {
            begins: begins(count, edges.iter().map(|edge| of(edge).from)),
            ways: edges.iter().map(|edge| Way::new(exercise, of(edge))).collect(),
            chances: if certain {
                Table::default()
            } else {
                edges.iter().map(|edge| of(edge).chance).collect()
            },
            floors: floors(exercise),
            places: places(exercise),
            backward: OnceLock::new(),
            requiring: Adjacency::new(if requiring.is_empty() { 0 } else { count }, requiring),
            hops: Table::default(),
            reach_weight: reachable_weight(exercise),
            mints: estate.edges.iter().any(|edge| estate.edge_kinds[edge.kind].mints),
            edges: if edges.is_sorted() { Vec::new() } else { edges },
        };
        graph.mark_plain();
        let attacker = &exercise.scenario.attacker;
        if attacker.concurrency.is_some() && attacker.order == WaitingOrder::Nearest {
            graph.hops = graph.hops_from(&exercise.scenario.entries, count);
        }
        graph
    }

    fn mark_plain(&mut self) {
        let nodes: Vec<NodeId> = self.places.ids().collect();
        for node in nodes {
            self.places[node].plain = self.out(node).all(|lane| self.ways[lane].is(PLAIN));
        }
    }

    /// The edges that leave a node, by id.
    #[inline]
    pub(super) fn out(&self, node: NodeId) -> impl ExactSizeIterator<Item = Lane> + use<> {
        part(&self.begins, node).map(Lane::at)
    }

    /// The ways out of a node, by id.
    #[inline]
    pub(super) fn leaving(&self, node: NodeId) -> impl Iterator<Item = (Lane, &Way)> {
        let part = part(&self.begins, node);
        let first = part.start;
        let ways = self.ways.part(part).iter().enumerate();
        ways.map(move |(place, way)| (Lane::at(first + place), way))
    }

    /// The key of the first way out of a node; of a later node's if it has none.
    #[inline]
    pub(super) fn first_way(&self, node: NodeId) -> Option<Key> {
        Some(self.ways.item(Lane::at(part(&self.begins, node).start))?.key)
    }

    /// How many edges leave a node.
    #[inline]
    pub(super) fn degree(&self, node: NodeId) -> usize {
        part(&self.begins, node).len()
    }

    /// The edges into a node, by id.
    pub(super) fn entering(&self, node: NodeId) -> &[Lane] {
        self.backward().into.of(node)
    }

    /// The node that an edge leaves.
    #[inline]
    pub(super) fn tail(&self, lane: Lane) -> NodeId {
        self.backward().tails[lane]
    }

    #[inline]
    fn backward(&self) -> &Backward {
        self.backward.get_or_init(|| {
            let into = |(lane, way): (Lane, &Way)| (way.to, self.edge(lane), lane);
            let tails = |node| self.out(node).map(move |_| node);
            Backward {
                into: Adjacency::new(self.places.len(), self.ways.enumerate().map(into).collect()),
                tails: self.places.ids().flat_map(tails).collect(),
            }
        })
    }

    /// Whether the way exists: drawn once for an edge and replication (E5).
    #[inline]
    pub(super) fn has_way(&self, luck: &Luck, lane: Lane) -> bool {
        let way = &self.ways[lane];
        way.is(CERTAIN) || luck.happens(self.chance(lane), way.key, Purpose::Success, 0)
    }

    /// How likely the way exists (E5).
    fn chance(&self, lane: Lane) -> Probability {
        self.chances.item(lane).copied().unwrap_or(Probability::ALWAYS)
    }

    /// What no draw of a law is below, if many edges have it.
    #[inline]
    pub(super) fn floors(&self, law: LawId) -> Option<&Floors> {
        self.floors.item(law)?.as_deref()
    }

    /// The edge of the estate.
    pub(super) fn edge(&self, lane: Lane) -> EdgeId {
        let edge = self.edges.get(lane.position());
        edge.copied().unwrap_or_else(|| EdgeId::at(lane.position()))
    }

    /// The place of an edge among those that leave its tail.
    #[inline]
    pub(super) fn place_from(&self, tail: NodeId, lane: Lane) -> usize {
        lane.position() - part(&self.begins, tail).start
    }

    /// Fewest edges from an entry of the scenario (E3); `u32::MAX` where there is no way.
    pub(super) fn hops(&self, node: NodeId) -> u32 {
        self.hops.item(node).copied().unwrap_or(u32::MAX)
    }

    /// When the edge is open, if not always (E12).
    #[inline]
    pub(super) fn window(&self, exercise: &Exercise, lane: Lane) -> Option<Window> {
        let written = self.ways[lane]
            .is(WINDOW)
            .then(|| exercise.estate.edges[self.edge(lane)].window);
        written.flatten()
    }

    /// How much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let lanes = self.ways.len() * size_of::<Way>();
        let chances = self.chances.len() * size_of::<Probability>();
        let lists = self.backward.get().map_or(0, Backward::bytes) + self.requiring.bytes();
        let nodes = self.places.len() * size_of::<Place>() + self.hops.len() * size_of::<u32>();
        let floors = self.floors.iter().flatten().count() * size_of::<Floors>();
        lanes + chances + floors + lists + nodes + (self.begins.len() + self.edges.len()) * size_of::<u32>()
    }

    fn hops_from(&self, entries: &[NodeId], count: usize) -> Table<NodeId, u32> {
        let mut hops = Table::new(vec![u32::MAX; count]);
        let mut next: VecDeque<NodeId> = VecDeque::new();
        for &entry in entries {
            hops[entry] = 0;
            next.push_back(entry);
        }
        while let Some(node) = next.pop_front() {
            for lane in self.out(node) {
                let head = self.ways[lane].to;
                if hops[head] == u32::MAX {
                    hops[head] = hops[node] + 1;
                    next.push_back(head);
                }
            }
        }
        hops
    }
}

/// A table of floors costs as many quantiles as it has cells: only laws that so many edges share have one.
const SHARED: u32 = 64;

fn floors(exercise: &Exercise) -> Table<LawId, Option<Box<Floors>>> {
    let estate = &exercise.estate;
    let mut shared: Table<LawId, u32> = estate.laws.iter().map(|_| 0).collect();
    for edge in &estate.edges {
        shared[edge.time] += 1;
    }
    let drawn = |law: LawId| estate.laws[law].is_fixed().is_none();
    let floors = |(law, count): (LawId, &u32)| {
        (*count >= SHARED && drawn(law)).then(|| Box::new(Floors::of(&estate.laws[law])))
    };
    shared.enumerate().map(floors).collect()
}

fn places(exercise: &Exercise) -> Table<NodeId, Place> {
    let place = |node: &crate::model::Node| Place {
        weight: node.weight,
        is_jewel: false,
        senses: node.sensor.is_some(),
        lives: node.lifetime.is_some(),
        plain: false,
    };
    let mut places: Table<NodeId, Place> = exercise.estate.nodes.iter().map(place).collect();
    for &jewel in &exercise.crown_jewels {
        places[jewel].is_jewel = true;
    }
    places
}

/// E6: the weight that can fall at all.
fn reachable_weight(exercise: &Exercise) -> u64 {
    let reached = reachable(&exercise.estate, &exercise.scenario);
    let nodes = exercise.estate.nodes.enumerate();
    let fallible = nodes.filter(|(id, _)| reached[*id]);
    fallible.map(|(_, node)| u64::from(node.weight)).sum()
}
