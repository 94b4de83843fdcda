//! The estate as flat arrays, and what follows from it before the clock starts (E3, E6).

use std::collections::VecDeque;

use crate::chance::{Key, Probability};
use crate::model::{EdgeId, Exercise, Index, LawId, NodeId, Table, WaitingOrder, Window, reachable};

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
pub(super) struct Place {
    pub(super) weight: u32,
    pub(super) is_jewel: bool,
    /// It has a sensor (E2).
    pub(super) senses: bool,
    /// Its credential has a lifetime (E12).
    pub(super) lives: bool,
}

/// Which edges a node has, as one list and where each node's part begins.
#[derive(Debug)]
pub(super) struct Adjacency {
    edges: Vec<EdgeId>,
    begins: Vec<u32>,
}

impl Adjacency {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the loader bounds edges far below u32::MAX"
    )]
    fn new(nodes: usize, mut pairs: Vec<(NodeId, EdgeId)>) -> Self {
        // By node, then by id of the edge: whatever happens to several edges at once goes by id (T1).
        pairs.sort_unstable();
        let mut begins = Vec::with_capacity(nodes + 1);
        let mut next = 0;
        for node in 0..nodes {
            while pairs.get(next).is_some_and(|(owner, _)| owner.position() < node) {
                next += 1;
            }
            begins.push(next as u32);
        }
        begins.push(pairs.len() as u32);
        Self {
            edges: pairs.into_iter().map(|(_, edge)| edge).collect(),
            begins,
        }
    }

    fn bytes(&self) -> usize {
        self.edges.len() * size_of::<EdgeId>() + self.begins.len() * size_of::<u32>()
    }

    /// The edges of a node, by id.
    #[inline]
    pub(super) fn of(&self, node: NodeId) -> &[EdgeId] {
        let position = node.position();
        let (Some(&from), Some(&to)) = (self.begins.get(position), self.begins.get(position + 1)) else {
            return &[];
        };
        self.edges.get(from as usize..to as usize).unwrap_or(&[])
    }
}

/// The compiled estate.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) ways: Table<EdgeId, Way>,
    /// The node that an edge leaves.
    pub(super) tails: Table<EdgeId, NodeId>,
    pub(super) places: Table<NodeId, Place>,
    pub(super) out: Adjacency,
    pub(super) into: Adjacency,
    /// Edges that require a node, by that node.
    pub(super) requiring: Adjacency,
    /// Fewest edges from an entry of the scenario (E3); `u32::MAX` where there is no way. Empty where no attacker asks.
    hops: Table<NodeId, u32>,
    /// The weight that can fall at all (E6).
    pub(super) reach_weight: u64,
}

impl Graph {
    pub(super) fn new(exercise: &Exercise) -> Self {
        let estate = &exercise.estate;
        let ways = estate.edges.iter().map(|edge| Way::new(exercise, edge)).collect();
        let count = estate.nodes.len();
        let by = |end: fn(&crate::model::Edge) -> NodeId| {
            let ends = estate.edges.enumerate().map(|(id, edge)| (end(edge), id));
            Adjacency::new(count, ends.collect())
        };
        let requiring = estate
            .edges
            .enumerate()
            .flat_map(|(id, edge)| edge.requires.iter().map(move |&node| (node, id)))
            .collect();
        let mut graph = Self {
            out: by(|edge| edge.from),
            into: by(|edge| edge.to),
            requiring: Adjacency::new(count, requiring),
            hops: Table::default(),
            reach_weight: reachable_weight(exercise),
            tails: estate.edges.iter().map(|edge| edge.from).collect(),
            places: places(exercise),
            ways,
        };
        let attacker = &exercise.scenario.attacker;
        if attacker.concurrency.is_some() && attacker.order == WaitingOrder::Nearest {
            graph.hops = graph.hops_from(&exercise.scenario.entries, count);
        }
        graph
    }

    /// Fewest edges from an entry of the scenario (E3); `u32::MAX` where there is no way.
    pub(super) fn hops(&self, node: NodeId) -> u32 {
        self.hops.item(node).copied().unwrap_or(u32::MAX)
    }

    /// How likely the way exists (E5).
    pub(super) fn chance(&self, exercise: &Exercise, edge: EdgeId) -> Probability {
        if self.ways[edge].is(CERTAIN) {
            Probability::ALWAYS
        } else {
            exercise.estate.edges[edge].chance
        }
    }

    /// When the edge is open, if not always (E12).
    #[inline]
    pub(super) fn window(&self, exercise: &Exercise, edge: EdgeId) -> Option<Window> {
        let written = self.ways[edge]
            .is(WINDOW)
            .then(|| exercise.estate.edges[edge].window);
        written.flatten()
    }

    /// How much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let lists = self.out.bytes() + self.into.bytes() + self.requiring.bytes();
        let edges = self.ways.len() * (size_of::<Way>() + size_of::<NodeId>());
        lists + edges + self.places.len() * size_of::<Place>() + self.hops.len() * size_of::<u32>()
    }

    fn hops_from(&self, entries: &[NodeId], count: usize) -> Table<NodeId, u32> {
        let mut hops = Table::new(vec![u32::MAX; count]);
        let mut next: VecDeque<NodeId> = VecDeque::new();
        for &entry in entries {
            hops[entry] = 0;
            next.push_back(entry);
        }
        while let Some(node) = next.pop_front() {
            for &edge in self.out.of(node) {
                let head = self.ways[edge].to;
                if hops[head] == u32::MAX {
                    hops[head] = hops[node] + 1;
                    next.push_back(head);
                }
            }
        }
        hops
    }
}

fn places(exercise: &Exercise) -> Table<NodeId, Place> {
    let place = |node: &crate::model::Node| Place {
        weight: node.weight,
        is_jewel: false,
        senses: node.sensor.is_some(),
        lives: node.lifetime.is_some(),
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
