//! The estate as flat arrays, and what follows from it before the clock starts (E3, E6).

use std::collections::VecDeque;

use crate::chance::{Key, Probability};
use crate::model::{EdgeId, Exercise, Index, LawId, NodeId, Table, Window, reachable};

/// An edge as the attack needs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) from: NodeId,
    pub(super) to: NodeId,
    pub(super) law: LawId,
    pub(super) chance: Probability,
    pub(super) key: Key,
    pub(super) detached: bool,
    pub(super) mints: bool,
    pub(super) and: bool,
    pub(super) window: Option<Window>,
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
    pub(super) out: Adjacency,
    pub(super) into: Adjacency,
    /// Edges that require a node, by that node.
    pub(super) requiring: Adjacency,
    /// Fewest edges from an entry of the scenario (E3); `u32::MAX` where there is no way.
    pub(super) hops: Table<NodeId, u32>,
    /// The weight that can fall at all (E6).
    pub(super) reach_weight: u64,
}

impl Graph {
    pub(super) fn new(exercise: &Exercise) -> Self {
        let estate = &exercise.estate;
        let ways: Table<EdgeId, Way> = estate.edges.iter().map(|edge| way(exercise, edge)).collect();
        let count = estate.nodes.len();
        let by = |end: fn(&Way) -> NodeId| {
            Adjacency::new(count, ways.enumerate().map(|(id, way)| (end(way), id)).collect())
        };
        let requiring = estate
            .edges
            .enumerate()
            .flat_map(|(id, edge)| edge.requires.iter().map(move |&node| (node, id)))
            .collect();
        let mut graph = Self {
            out: by(|way| way.from),
            into: by(|way| way.to),
            requiring: Adjacency::new(count, requiring),
            hops: Table::default(),
            reach_weight: reachable_weight(exercise),
            ways,
        };
        graph.hops = graph.hops_from(&exercise.scenario.entries, count);
        graph
    }

    /// How much memory it holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let lists = self.out.bytes() + self.into.bytes() + self.requiring.bytes();
        lists + self.ways.len() * size_of::<Way>() + self.hops.len() * size_of::<u32>()
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

/// E6: the weight that can fall at all.
fn reachable_weight(exercise: &Exercise) -> u64 {
    let reached = reachable(&exercise.estate, &exercise.scenario);
    let nodes = exercise.estate.nodes.enumerate();
    let fallible = nodes.filter(|(id, _)| reached[*id]);
    fallible.map(|(_, node)| u64::from(node.weight)).sum()
}

fn way(exercise: &Exercise, edge: &crate::model::Edge) -> Way {
    let kind = &exercise.estate.edge_kinds[edge.kind];
    Way {
        from: edge.from,
        to: edge.to,
        law: edge.time,
        chance: edge.chance,
        key: edge.key,
        detached: kind.detached,
        mints: kind.mints,
        and: !edge.requires.is_empty(),
        window: edge.window,
    }
}
