//! Mathematics that gives the same bits on every platform.
//!
//! Everything is built on the `libm` crate, which is software, on a logarithm written here after the same source
//! (FreeBSD's), and on the operations that IEEE 754 rounds correctly: `+ - * /` and the square root. There is no fused multiply-add, because where
//! hardware lacks it a compiler may not. Results are within a few units in the last place unless a
//! function says otherwise; outside its domain a function returns NaN and does not panic.

pub mod cast;

mod beta;
mod elementary;
mod gamma;
mod normal;
mod root;

pub use beta::{beta_inc, beta_quantile};
pub use elementary::{exp, ln, ln_1p, log10, pow, sqrt};
pub use gamma::{gamma_p, gamma_q, gamma_quantile, ln_gamma};
pub use normal::{normal_cdf, normal_quantile};
