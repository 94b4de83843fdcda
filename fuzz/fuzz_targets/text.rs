//! What people write in quotation marks. The scheme is told in `src/text.rs`.
#![no_main]

#[path = "../src/text.rs"]
mod text;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    text::read_all(bytes);
});
