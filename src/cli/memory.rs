//! Whether what is asked for can be held in memory: better said before the long run than in the middle of it.

use crate::measure::Layout;
use crate::model::Exercise;

use super::failure::Failure;

/// The bytes of one cell of a row.
const CELL: u64 = 8;
/// What threads have played is put together once, so for a moment there are two copies.
const COPIES: u64 = 2;

/// What to do where what is played does not fit.
pub(super) const ASK_FOR_FEWER: &str = "ask for fewer with `--replications`";

/// Says so if the rows of all replications cannot be held, and what to do instead.
///
/// # Errors
/// If they need more memory than there is.
pub(super) fn refuse_what_cannot_fit(exercises: &[Exercise], instead: &str) -> Result<(), Failure> {
    let needed = needed(exercises);
    if can_be_had(needed) {
        return Ok(());
    }
    let most = exercises.iter().map(|exercise| exercise.replications).max();
    Err(Failure::Usage(format!(
        "{} replications need about {} of memory, more than there is; {instead}",
        most.unwrap_or(0),
        size(needed)
    )))
}

/// The bytes that the rows of all alternatives take.
fn needed(exercises: &[Exercise]) -> u64 {
    let of = |exercise: &Exercise| {
        let kinds = 1 + u64::from(exercise.false_alarms.is_some());
        let row = CELL * Layout::new(exercise).width() as u64;
        row.saturating_mul(kinds * u64::from(exercise.replications))
    };
    let all = exercises.iter().map(of).fold(0, u64::saturating_add);
    all.saturating_mul(COPIES)
}

/// Whether the system says that there is so much, and gives it.
fn can_be_had(bytes: u64) -> bool {
    let left = std::fs::read_to_string("/proc/meminfo").ok();
    let left = left.and_then(|text| left_of(&text));
    left.is_none_or(|left| bytes <= left)
        && usize::try_from(bytes).is_ok_and(|bytes| {
            let mut probe: Vec<u8> = Vec::new();
            let had = probe.try_reserve_exact(bytes).is_ok();
            // A reservation that nobody looks at might be left out.
            std::hint::black_box(&probe);
            had
        })
}

/// Bytes of memory and swap that Linux has left.
fn left_of(meminfo: &str) -> Option<u64> {
    let of = |name: &str| {
        let line = meminfo.lines().find_map(|line| line.strip_prefix(name))?;
        let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kibibytes.saturating_mul(1024))
    };
    Some(of("MemAvailable:")?.saturating_add(of("SwapFree:").unwrap_or(0)))
}

fn size(bytes: u64) -> String {
    let mebibytes = bytes >> 20;
    if mebibytes >= 10 * 1024 {
        format!("{} GiB", mebibytes >> 10)
    } else {
        format!("{mebibytes} MiB")
    }
}

#[cfg(test)]
mod tests {
    use super::{can_be_had, left_of, size};

    #[test]
    fn what_no_machine_has_is_refused() {
        assert!(can_be_had(0) && can_be_had(1 << 20));
        assert!(!can_be_had(u64::MAX));
    }

    #[test]
    fn what_linux_has_left_is_read() {
        let text = "MemTotal:        8000 kB\nMemAvailable:    5000 kB\nSwapFree:  1000 kB\n";
        assert_eq!(left_of(text), Some(6000 * 1024));
        assert_eq!(left_of("nothing"), None);
    }

    #[test]
    fn sizes_are_told_in_words() {
        assert_eq!(size(300 << 20), "300 MiB");
        assert_eq!(size(48 << 30), "48 GiB");
    }
}
