//! Baselines: what is known already does not fail again.

use std::path::Path;

use crate::check::{Baseline, Checked, Compared};
use crate::cli::failure::{Failure, NOTHING_WRITTEN};
use crate::cli::folder::write_whole;
use crate::cli::streams::{Streams, json};

/// Leaves what is not in the baseline.
pub(super) fn leave_new(file: &Path, checked: &mut Checked) -> Result<Compared, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::file("read the baseline", file, &error, NOTHING_WRITTEN))?;
    let baseline = Baseline::read(&text)
        .map_err(|error| Failure::Usage(format!("`{}` is no baseline: {error}", file.display())))?;
    Ok(baseline.leave_new(checked))
}

/// Writes down what is known from now on.
pub(super) fn write(file: &Path, checked: &Checked, streams: &mut Streams) -> Result<(), Failure> {
    let baseline = Baseline::of(checked);
    write_whole(file, json(&baseline)?.as_bytes())?;
    let count = checked.findings.len();
    streams.tell(&format!(
        "{count} findings are known from now on: {}\n",
        file.display()
    ));
    Ok(())
}

/// What the baseline has to do with the result.
pub(super) fn tell(file: &Path, compared: Compared, streams: &mut Streams) {
    let mut words = format!("{} findings are known from {}", compared.known, file.display());
    if compared.gone > 0 {
        let gone = format!("; {} that it knows are gone: write it anew", compared.gone);
        words.push_str(&gone);
    }
    streams.tell(&format!("{words}\n"));
}
