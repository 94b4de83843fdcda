//! The trend of each objective as CSV: one row for each entry that rated it.

use std::collections::BTreeMap;

use super::document::{HistoryDocument, HistoryPoint};

const HEADINGS: [&str; 16] = [
    "entry",
    "at",
    "kind",
    "version",
    "plan",
    "seed",
    "replications",
    "partial",
    "alternative",
    "objective",
    "rating",
    "estimate",
    "low",
    "high",
    "confidence",
    "threshold",
];

/// The table; missing figures are empty.
///
/// # Errors
/// Never in practice: it is written into memory.
pub fn history_csv(document: &HistoryDocument) -> csv::Result<String> {
    let entries: BTreeMap<i64, &HistoryPoint> =
        document.points.iter().map(|point| (point.entry, point)).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADINGS)?;
    for series in &document.objectives {
        for point in &series.points {
            let Some(entry) = entries.get(&point.entry) else {
                continue;
            };
            let measured = &point.measured;
            writer.write_record([
                entry.entry.to_string(),
                entry.at.clone(),
                entry.kind.clone(),
                entry.version.clone(),
                entry.plan.clone(),
                number(entry.seed),
                number(entry.replications),
                entry.partial.to_string(),
                plain(&series.alternative),
                plain(&point.text),
                point.rating.clone(),
                number(measured.estimate),
                number(measured.low),
                number(measured.high),
                number(measured.estimate.map(|_| measured.confidence)),
                number(point.threshold),
            ])?;
        }
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
