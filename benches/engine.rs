//! How fast the engine plays the shipped exercises, one core, fresh luck for every replication (a repeated replication is
//! learnt by the branch predictor, and would flatter).

use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use outrun::document::{Assumptions, Library, LoadOptions, load};
use outrun::engine::{Plan, Play};
use outrun::model::Exercise;

/// The disk, as it is.
struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn read(&self, path: &Path, _most: u64) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

fn exercise(path: &str, alternative: &str) -> Exercise {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(path);
    let loaded = load(&path, &Disk, &LoadOptions::default()).expect("a shipped exercise loads");
    loaded
        .exercise(alternative, &Assumptions::default())
        .expect("a shipped exercise is right")
}

fn replications(bench: &mut Criterion) {
    let shipped = [
        ("weekend-token", "weekend-token/exercise.ron"),
        ("split-workload-identity", "split-workload-identity/exercise.ron"),
    ];
    for (name, path) in shipped {
        let mut group = bench.benchmark_group(name);
        group.throughput(Throughput::Elements(1));
        for alternative in ["as-is", "predefined"] {
            let exercise = exercise(path, alternative);
            let plan = Plan::new(&exercise);
            let mut play = Play::new(&plan);
            let mut replication = 0;
            group.bench_function(alternative, |bencher| {
                bencher.iter(|| {
                    replication += 1;
                    play.incident(replication);
                    black_box(play.contained_at())
                });
            });
        }
        group.finish();
    }
}

criterion_group!(engine, replications);
criterion_main!(engine);
