//! What measured times say of presets: acknowledgements and decisions of this organisation, held against what is played.
//!
//! Method: a preset is a prior, and observations are weighed against it, so that a few of them move little. Times follow a
//! log-normal law whose logarithm has a normal-inverse-gamma prior (A. Gelman and others (2013), *Bayesian Data Analysis*, 3rd
//! edition, section 3.3): the range of the preset is where nine in ten medians lie, and its spread counts as [`SPREAD`]
//! observations. The share that is answered has a beta prior with the preset as its mean and nine in ten shares within its
//! range (section 2.4). Who had not answered when somebody stopped waiting may answer later or never: that observation says
//! (1 - share) + share x P(longer), as in the mixture cure model of J. Boag (1949), "Maximum likelihood estimates of the proportion of
//! patients cured by cancer therapy", JRSS B 11. What has no closed form is added up over a grid ([`Posterior`]).

mod csv;
mod fit;
mod grid;
mod group;
mod observation;
mod overlay;
mod posterior;
mod prior;
mod rounded;

pub use csv::{Row, Unread, observations};
pub use fit::{Fit, LeftOut, People, fit};
pub use group::{Fitted, Of, Range, Share, Time};
pub use observation::{Observation, Outcome, Presence, What};
pub use overlay::{END_NAMES, include, overlay};
pub use posterior::{Evidence, Posterior};
pub use prior::{SPREAD, SharePrior, TimePrior, WRITTEN_FACTOR, WRITTEN_SHARE};
