//! Packages of a shipped exercise, for tests.

use std::io;
use std::path::{Path, PathBuf};

use outrun::conduct::materials::{Arrangements, ExercisePackage, Given, package as pack};
use outrun::document::{Assumptions, Library, LoadOptions, load};
use outrun::engine::{Plan, Play};
use outrun::report::{Naming, person_labels};

struct Disk;

impl Library for Disk {
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn read(&self, path: &Path, _most: u64) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// A replication of the weekend exercise as it is.
pub(crate) fn package(replication: u64) -> ExercisePackage {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/weekend-token");
    let loaded = load(&path, &Disk, &LoadOptions::default()).unwrap();
    let exercise = loaded.exercise("as-is", &Assumptions::default()).unwrap();
    let plan = Plan::new(&exercise);
    let mut play = Play::new(&plan).in_detail();
    play.incident(replication);
    let arrangements = Arrangements {
        lasts_min: 180,
        ..Arrangements::default()
    };
    pack(&Given {
        exercise: &exercise,
        play: &play,
        replication,
        chosen: None,
        labels: &person_labels(&exercise, Naming::Roles),
        names_people: false,
        arrangements: &arrangements,
    })
}
