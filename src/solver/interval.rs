//! How far sampled figures may be off: 99 % intervals that hold at the edges too.

/// A 99 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Between this and its opposite lie 99 % of a normal distribution.
const Z: f64 = 2.575_829_303_548_9;

/// The logarithm of 2 over half of one per cent: each end may fail that often.
const HALF_A_PERCENT: f64 = 5.991_464_547_107_98;

impl Interval {
    /// Of a share that was seen in so many plays (Wilson 1927). It always has a width, so that
    /// what was never seen is not called impossible.
    #[must_use]
    pub fn of_share(share: f64, plays: u64) -> Self {
        if plays == 0 {
            return Self { low: 0.0, high: 1.0 };
        }
        let n = plays as f64;
        let around = 1.0 + Z * Z / n;
        let middle = (share + Z * Z / (2.0 * n)) / around;
        let half = Z / around * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        // At the edges one end is the edge itself, but for rounding.
        let low = if share <= 0.0 { 0.0 } else { middle - half };
        let high = if share >= 1.0 { 1.0 } else { middle + half };
        Self { low, high }
    }

    /// Of the mean of values from 0 to 100, by how often each was seen (empirical Bernstein bound:
    /// Maurer and Pontil 2009). It holds for any number of plays, even where all came to the same value.
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
        let variance = sum_of(&|value| (value - mean).powi(2)) / (n - 1.0);
        let half = (2.0 * variance * HALF_A_PERCENT / n).sqrt()
            + 7.0 * 100.0 * HALF_A_PERCENT / (3.0 * (n - 1.0));
        Self { low: (mean - half).max(0.0), high: (mean + half).min(100.0) }
    }
}
