//! Whole exercises: files, loading, lowering, compiling, one replication. The scheme is told in `src/load.rs`.
#![no_main]

#[path = "../src/load.rs"]
mod load;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = load::load_and_play(bytes);
});
