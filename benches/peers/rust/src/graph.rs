//! The graph of W1, as the bench of Outrun writes it: every program plays the same one.

/// Edges by tail: those of `node` are `heads[starts[node]..starts[node + 1]]`.
pub struct Graph {
    /// Where the edges of each node begin; one more entry than nodes.
    pub starts: Vec<u32>,
    /// The head of each edge.
    pub heads: Vec<u32>,
}

impl Graph {
    /// Reads a line `tail head` for each edge, sorted, of so many nodes.
    ///
    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn read(path: &str, nodes: usize) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        let (mut starts, mut heads) = (vec![0u32; nodes + 1], Vec::new());
        for line in text.lines() {
            let mut ends = line
                .split(' ')
                .map(|end| end.parse::<u32>().ok().filter(|end| (*end as usize) < nodes));
            let (Some(Some(tail)), Some(Some(head))) = (ends.next(), ends.next()) else {
                return Err(format!("{path}: {line} is no edge between {nodes} nodes"));
            };
            starts[tail as usize + 1] += 1;
            heads.push(head);
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Ok(Self { starts, heads })
    }

    /// How many nodes there are.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of the edges that leave a node.
    #[must_use]
    pub fn out(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }
}
