//! The product-limit curve and its variance, event by event.

use crate::chance::math;

/// The curve along a run of events that no censoring interrupts.
///
/// Within a run the factors (n - d) / n and the terms d / (n (n - d)) telescope, so that rounding does not
/// grow with the number of events, and a curve without censoring is exactly the share left.
pub(super) struct Run {
    at_start: f64,
    left: f64,
    survival_at_start: f64,
    greenwood_at_start: f64,
}

impl Run {
    /// The curve before any event, with `n` at risk.
    pub(super) const fn new(n: f64) -> Self {
        Self {
            at_start: n,
            left: n,
            survival_at_start: 1.0,
            greenwood_at_start: 0.0,
        }
    }

    /// Events leave `left` of those at risk.
    pub(super) const fn events(&mut self, left: f64) {
        self.left = left;
    }

    /// Censoring leaves `left` at risk: a new run begins.
    pub(super) fn censored(&mut self, censored: u64, left: f64) {
        if censored > 0 {
            let (survival_at_start, greenwood_at_start) = (self.survival(), self.greenwood());
            *self = Self {
                at_start: left,
                left,
                survival_at_start,
                greenwood_at_start,
            };
        }
    }

    /// The share still open.
    pub(super) fn survival(&self) -> f64 {
        if self.at_start > 0.0 {
            self.survival_at_start * (self.left / self.at_start)
        } else {
            self.survival_at_start
        }
    }

    /// Greenwood's sum: the variance of the survival over its square.
    pub(super) fn greenwood(&self) -> f64 {
        let ended = self.at_start - self.left;
        let added = if ended > 0.0 {
            ended / self.at_start / self.left
        } else {
            0.0
        };
        self.greenwood_at_start + added
    }
}

/// The log(-log) band of a survival, which does not exist at 1 (no event yet) and at 0 (no one left).
pub(super) fn band(survival: f64, greenwood: f64, z: f64) -> Option<(f64, f64)> {
    let inside = survival > 0.0 && survival < 1.0;
    inside.then(|| {
        let log = math::ln(survival);
        let width = z * greenwood.sqrt() / -log;
        (
            math::exp(log * math::exp(width)),
            math::exp(log * math::exp(-width)),
        )
    })
}
