//! W4, the whole exercise. The rules of docs/model.md (their numbers stand beside the code) are a state machine: an event
//! comes in, and what it schedules goes out. NexoSim and simu-des keep the clock and the list of events, each in its way.

mod attack;
mod chains;
mod deciding;
mod effects;
mod injects;
mod knowing;
mod nexosim;
mod people;
mod play;
mod simu_des;
mod tables;

use std::io::Write;
use std::sync::Arc;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::Asked;
use crate::luck::mixed;
use crate::measure::measure;
use play::{FIELDS, Row};
use tables::Tables;

/// The random numbers of a replication.
pub struct Luck(Xoshiro256PlusPlus);

impl Luck {
    fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    fn happens(&mut self, chance: f64) -> bool {
        self.uniform() < chance
    }
}

/// Plays the program asked for; `false` if there is none of that name.
#[must_use]
pub fn play(asked: &Asked) -> bool {
    let run: fn(&Arc<Tables>, u64) -> Row = match asked.system.as_str() {
        "nexosim" => nexosim::run,
        "simu-des" => simu_des::run,
        _ => return false,
    };
    let tables = Arc::new(Tables::read(&asked.tables).unwrap_or_else(|wrong| {
        eprintln!("{wrong}");
        std::process::exit(4)
    }));
    let mut out: Box<dyn Write> = if asked.out.is_empty() {
        Box::new(std::io::sink())
    } else {
        Box::new(std::io::BufWriter::new(
            std::fs::File::create(&asked.out).expect("the records can be written"),
        ))
    };
    writeln!(out, "{}", FIELDS.join(",")).expect("the records can be written");
    measure(asked, 1.0, |seed| {
        let row = run(&tables, mixed(seed));
        writeln!(out, "{row}").expect("the records can be written");
        f64::from(u8::from(row.outrun))
    });
    out.flush().expect("the records can be written");
    true
}
