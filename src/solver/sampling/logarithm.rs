//! The natural logarithm from additions, multiplications and divisions alone, which every platform rounds
//! alike; the platform's own may differ in the last bit.
//!
//! Worked out in pairs of numbers, a value and what it was rounded by (Dekker 1971), and rounded once.

/// A sum that is held exactly as far as twice the bits go.
#[derive(Clone, Copy)]
struct Pair(f64, f64);

/// The logarithm of 2.
const LN_2: Pair = Pair(std::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);

/// How many terms of the series count: each is five bits smaller than the one before it.
const TERMS: u32 = 25;

/// The natural logarithm of a positive number; of 0, minus infinity.
pub(super) fn ln(x: f64) -> f64 {
    if x <= 0.0 || !x.is_finite() {
        return if x == 0.0 { f64::NEG_INFINITY } else { f64::NAN };
    }
    let (mantissa, exponent) = split(x);
    // ln m = 2 artanh s with s = (m - 1) / (m + 1), |s| < 0.172.
    let s = Pair(mantissa - 1.0, 0.0).over(sum(mantissa, 1.0));
    let square = s.times(s);
    let mut series = Pair(0.0, 0.0);
    for term in (0..TERMS).rev() {
        let share = Pair(1.0, 0.0).over(Pair(f64::from(2 * term + 1), 0.0));
        series = series.times(square).plus(share);
    }
    let half = series.times(s);
    let whole = LN_2.times(Pair(f64::from(exponent), 0.0));
    let Pair(value, rest) = whole.plus(half.plus(half));
    value + rest
}

/// A number as `m * 2^e` with `m` from the root of a half to the root of 2.
fn split(x: f64) -> (f64, i32) {
    let (x, shift) =
        if x < f64::MIN_POSITIVE { (x * 18_446_744_073_709_551_616.0, 64) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = i32::try_from(bits >> 52).unwrap_or_default() - 1023 - shift;
    let mantissa = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    if mantissa > std::f64::consts::SQRT_2 {
        (mantissa / 2.0, exponent + 1)
    } else {
        (mantissa, exponent)
    }
}

/// A sum, and what it was rounded by (Knuth 1969).
fn sum(one: f64, other: f64) -> Pair {
    let sum = one + other;
    let part = sum - one;
    Pair(sum, (one - (sum - part)) + (other - part))
}

/// A product, and what it was rounded by: both numbers in halves of 26 bits.
fn product(one: f64, other: f64) -> Pair {
    let halves = |x: f64| {
        let scaled = 134_217_729.0 * x;
        let high = scaled - (scaled - x);
        (high, x - high)
    };
    let product = one * other;
    let ((a, b), (c, d)) = (halves(one), halves(other));
    Pair(product, ((a * c - product) + a * d + b * c) + b * d)
}

impl Pair {
    fn plus(self, other: Self) -> Self {
        let Self(high, low) = sum(self.0, other.0);
        let Self(rest, last) = sum(self.1, other.1);
        let Self(high, low) = sum(high, low + rest);
        sum(high, low + last)
    }

    fn times(self, other: Self) -> Self {
        let Self(high, low) = product(self.0, other.0);
        sum(high, low + (self.0 * other.1 + self.1 * other.0))
    }

    fn over(self, other: Self) -> Self {
        let first = self.0 / other.0;
        let rest = self.plus(other.times(Self(-first, 0.0)));
        let second = rest.0 / other.0;
        let rest = rest.plus(other.times(Self(-second, 0.0)));
        sum(first, second).plus(Self(rest.0 / other.0, 0.0))
    }
}
