"""W1, spread, in Python: SimPy processes, EoN, scipy. What is played stands in rust/src/spread.rs.

    python spread.py w1 simpy|eon|scipy --size 10000 --graph FILE --seconds 5 --seed 1
"""

import random

import numpy

from measure import asked, measure


def simpy_processes(edges, nodes):
    """Every edge that is under way is a process."""
    import simpy

    heads = [[] for _ in range(nodes)]
    for tail, head in edges.tolist():
        heads[tail].append(head)

    def replication(seed):
        rng, env = random.Random(seed), simpy.Environment()
        taken, count, half = bytearray(nodes), 0, None

        def edge(head):
            yield env.timeout(rng.expovariate(1.0))
            take(head)

        def take(node):
            nonlocal count, half
            if taken[node]:
                return
            taken[node] = 1
            count += 1
            if count == nodes // 2:
                half = env.now
            for head in heads[node]:
                if not taken[head]:
                    env.process(edge(head))

        take(0)
        env.run()
        return half

    return replication


def eon(edges, nodes):
    """Its fast SIR with nobody recovering."""
    import EoN
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(edges.tolist())

    def replication(seed):
        rng = numpy.random.default_rng(random.Random(seed).getrandbits(64))
        times, *_ = EoN.fast_SIR(graph, 1.0, 0.0, initial_infecteds=0, rng=rng)
        return float(times[nodes // 2 - 1])

    return replication


def scipy_dijkstra(edges, nodes):
    """Its Dijkstra in compiled code, on weights drawn afresh."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    matrix = csr_matrix((numpy.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(nodes, nodes))
    middle = nodes // 2 - 1

    def replication(seed):
        rng = numpy.random.default_rng(random.Random(seed).getrandbits(64))
        matrix.data[:] = rng.exponential(size=len(edges))
        return float(numpy.partition(dijkstra(matrix, indices=0), middle)[middle])

    return replication


def main():
    options = asked(__doc__)
    edges = numpy.loadtxt(options.graph, dtype=numpy.int64)
    program = {"simpy": simpy_processes, "eon": eon, "scipy": scipy_dijkstra}[options.system](edges, options.size)
    measure(options, len(edges), program)


if __name__ == "__main__":
    main()
