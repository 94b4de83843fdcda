//! What `outrun exercise live` is told.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::cli::exercise::place::PlaceArguments;
use crate::conduct::live::Pace;

/// Which exercise is played live, with whom, and where it is served.
#[derive(Clone, Debug, Args)]
pub(in crate::cli::exercise) struct LiveArguments {
    /// The exercise file, or the folder that holds `exercise.ron`
    #[arg(
        value_name = "PATH",
        required_unless_present = "resume",
        conflicts_with = "resume"
    )]
    pub(super) path: Option<PathBuf>,
    /// The folder that no path of the exercise may leave [default: the nearest with `outrun.ron`]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Go on with a session that was cut off, whose folder this is
    #[arg(long, value_name = "DIR")]
    pub(super) resume: Option<PathBuf>,
    /// The alternative [default: the first]
    #[arg(long, value_name = "NAME", conflicts_with = "resume")]
    pub(super) alternative: Option<String>,
    /// The seed of all luck [default: as the exercise says]
    #[arg(long, value_name = "S", conflicts_with = "resume")]
    pub(super) seed: Option<u64>,
    /// Whose luck it is: replication N [default: the median one by time to containment]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000), conflicts_with = "resume")]
    pub(super) replication: Option<u64>,
    /// A practice run: it stays out of the history
    #[arg(long, conflicts_with = "resume")]
    pub(super) practice: bool,
    /// How time goes: `real`, `steps`, or so many times as fast
    #[arg(long, value_name = "PACE", default_value = "real", value_parser = pace, conflicts_with = "resume")]
    pub(super) pace: Pace,
    /// Who takes part: a CSV file with the columns `name`, `role` and `plays` [default: a facilitator, an evaluator, and a seat for each person
    /// whom the plan can ask]
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    pub(super) participants: Option<PathBuf>,
    /// Where it is served; only this machine can reach the default
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8472")]
    pub(super) listen: SocketAddr,
    /// How participants reach it, behind a proxy: `https://exercise.example.org`
    #[arg(long, value_name = "URL")]
    pub(super) public_url: Option<String>,
    /// The folder of the session [default: results/<exercise>/live/<date and time>]
    #[arg(long, value_name = "DIR", conflicts_with = "resume")]
    pub(super) out: Option<PathBuf>,
    /// Write the personal links to a JSON file, not to the terminal; only you can read it
    #[arg(long, value_name = "FILE")]
    pub(super) links: Option<PathBuf>,
    /// Take all links back and make new ones
    #[arg(long, requires = "resume")]
    pub(super) new_links: bool,
    #[command(flatten)]
    pub(super) place: PlaceArguments,
}

fn pace(text: &str) -> Result<Pace, String> {
    let pace = match text {
        "real" => Some(Pace::Times(1)),
        "steps" => Some(Pace::Steps),
        number => number.parse().ok().map(Pace::Times),
    };
    let expected = || {
        format!(
            "expected `real`, `steps` or a whole number from 1 to {}",
            Pace::FASTEST
        )
    };
    pace.filter(|pace| pace.is_sound()).ok_or_else(expected)
}
