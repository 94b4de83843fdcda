//! The root of a rising function of a positive number.

/// Newton's method gets this many steps of its own; from then on each second step halves the
/// bracket, so that a start from which Newton creeps cannot spoil the result.
const TRUSTED_STEPS: u32 = 12;
/// Halving alone would need about 60 steps once it has a bracket.
const MOST_STEPS: u32 = 250;

/// What a function is like at one place.
pub(super) struct Local {
    /// The function's value; the root is where it is zero.
    pub(super) above: f64,
    /// Its slope.
    pub(super) slope: f64,
    /// Its second derivative divided by its slope.
    pub(super) bend: f64,
}

/// The root between 0 and `high`, from the guess `x`, by Newton's method with Halley's correction,
/// kept inside a bracket. A root too small for a float is zero.
pub(super) fn rising_root(mut x: f64, mut high: f64, local: impl Fn(f64) -> Local) -> f64 {
    let mut low = 0.0;
    for count in 0..MOST_STEPS {
        if x <= f64::MIN_POSITIVE {
            return 0.0;
        }
        let here = local(x);
        if here.above > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = here.above / here.slope;
        // The correction is only trusted where it is small; both ends keep the step's direction.
        let step = newton / (1.0 - 0.5 * (newton * here.bend).clamp(-10.0, 1.0));
        if step.abs() <= 2.0 * f64::EPSILON * x {
            return x;
        }
        let trusted = count < TRUSTED_STEPS || count % 2 == 0;
        let next = if trusted && low < x - step && x - step < high {
            x - step
        } else {
            middle(low, high)
        };
        if (next - x).abs() <= f64::EPSILON * x {
            return next;
        }
        x = next;
    }
    x
}

/// A place well inside the bracket, whose ends may be many powers of ten apart.
fn middle(low: f64, high: f64) -> f64 {
    if high.is_infinite() {
        2.0 * low
    } else if low <= 0.0 {
        high * 1e-3
    } else if high > 4.0 * low {
        libm::sqrt(low) * libm::sqrt(high)
    } else {
        low + 0.5 * (high - low)
    }
}
