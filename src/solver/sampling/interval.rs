//! Confidence intervals: how far sampled figures may be off, at least 99 times in 100.

use super::logarithm::ln;

/// A 99 % confidence interval: holds the true figure at least 99 times in 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The logarithm of 2 over half of one per cent: each end may fail that often.
const HALF_A_PERCENT: f64 = 5.991_464_547_107_98;

impl Interval {
    /// Of a share that was seen in so many plays: all true shares `p` of which it is not too far
    /// off, by `n * KL(share, p) <= ln(2 / 0.01)` (Chernoff 1952, Hoeffding 1963). It holds for any
    /// share and any number of plays, so that what was never seen is not called impossible.
    #[must_use]
    pub fn of_share(share: f64, plays: u64) -> Self {
        if plays == 0 {
            return Self { low: 0.0, high: 1.0 };
        }
        let is_near = |p: f64| plays as f64 * divergence(share, p) <= HALF_A_PERCENT;
        Self { low: edge(share, 0.0, is_near), high: edge(share, 1.0, is_near) }
    }

    /// Of the mean of values from 0 to 100, by how often each was seen (empirical Bernstein bound:
    /// Maurer and Pontil 2009). It holds for any number of plays, even where all came to the same
    /// value.
    #[must_use]
    pub fn of_mean(values: &[u64]) -> Self {
        let count: u64 = values.iter().sum();
        if count < 2 {
            return Self { low: 0.0, high: 100.0 };
        }
        let n = count as f64;
        let sum_of = |of: &dyn Fn(f64) -> f64| -> f64 {
            values.iter().zip(0_u32..).map(|(seen, value)| *seen as f64 * of(value.into())).sum()
        };
        let mean = sum_of(&|value| value) / n;
        let variance = sum_of(&|value| (value - mean) * (value - mean)) / (n - 1.0);
        let half = (2.0 * variance * HALF_A_PERCENT / n).sqrt()
            + 7.0 * 100.0 * HALF_A_PERCENT / (3.0 * (n - 1.0));
        Self { low: (mean - half).max(0.0), high: (mean + half).min(100.0) }
    }
}

/// How far a true share is from one that was seen (Kullback and Leibler 1951).
fn divergence(seen: f64, truly: f64) -> f64 {
    let part = |seen: f64, truly: f64| if seen > 0.0 { seen * ln(seen / truly) } else { 0.0 };
    part(seen, truly) + part(1.0 - seen, 1.0 - truly)
}

/// How far one can go from inside towards an end before what holds inside holds no more.
fn edge(inside: f64, end: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (inside, end);
    for _ in 0..64 {
        let middle = f64::midpoint(inside, outside);
        if holds(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    // What cannot be told apart is let in.
    outside
}
