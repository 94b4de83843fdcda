//! What planners say of the day itself.

use clap::Args;

use crate::conduct::materials::Arrangements;
use crate::time::{TimeOfDay, parse_date};

/// A half day at most is played at once.
const LONGEST_MIN: i64 = 12 * 60;

/// The day, as documents for planners bear it.
#[derive(Clone, Debug, Args)]
pub(super) struct ArrangementsArguments {
    /// How the documents are to be handled, on every page, for example TLP:AMBER
    #[arg(long, value_name = "TEXT")]
    pub(super) marking: Option<String>,
    /// The day of the exercise: 2026-11-20
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<String>,
    /// When it begins: 09:00
    #[arg(long, value_name = "HH:MM", value_parser = clock)]
    pub(super) begins: Option<u32>,
    /// How many minutes it lasts, with 15 of briefing and 30 of hot wash
    #[arg(long, value_name = "MINUTES", default_value_t = 180, value_parser = clap::value_parser!(u32).range(60..=LONGEST_MIN))]
    pub(super) lasts: u32,
    /// The organisation that exercises
    #[arg(long, value_name = "TEXT")]
    pub(super) organisation: Option<String>,
    /// Where
    #[arg(long, value_name = "TEXT")]
    pub(super) venue: Option<String>,
    /// Who sponsors it
    #[arg(long, value_name = "TEXT")]
    pub(super) sponsor: Option<String>,
    /// The point of contact
    #[arg(long, value_name = "TEXT")]
    pub(super) contact: Option<String>,
}

impl ArrangementsArguments {
    pub(super) fn arrangements(&self) -> Arrangements {
        Arrangements {
            marking: self.marking.clone(),
            date: self.date.clone(),
            begins_min: self.begins,
            lasts_min: self.lasts,
            organisation: self.organisation.clone(),
            venue: self.venue.clone(),
            sponsor: self.sponsor.clone(),
            contact: self.contact.clone(),
        }
    }
}

fn date(text: &str) -> Result<String, String> {
    let date = parse_date(text).map_err(|error| error.to_string())?;
    let text = date.to_string();
    // Spreadsheets and archives know no others for sure.
    if ("2000-01-01".."2100-01-01").contains(&text.as_str()) {
        Ok(text)
    } else {
        Err("expected a day from 2000-01-01 to 2099-12-31".to_owned())
    }
}

/// Minutes since midnight.
pub(super) fn clock(text: &str) -> Result<u32, String> {
    let time: TimeOfDay = text
        .parse()
        .map_err(|error: crate::time::TimeError| error.to_string())?;
    Ok(u32::from(time.minutes()) % (24 * 60))
}
