//! How often a competency was seen, and what may be said of it.

/// How often a competency was seen, and how: what a play showed of it, without the evidence itself.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Seen {
    /// How many pieces of evidence there are.
    pub count: u32,
    /// Mean of their levels, 1.0 to 4.0.
    pub mean: f64,
    /// The lowest level; `None` where it was not kept.
    pub lowest: Option<u8>,
}

impl Seen {
    /// What these levels come to.
    #[must_use]
    pub fn of(levels: impl Iterator<Item = u8>) -> Self {
        let mut seen = Self::default();
        let mut sum = 0_u32;
        for level in levels {
            seen.count += 1;
            sum += u32::from(level);
            seen.lowest = Some(seen.lowest.map_or(level, |lowest| lowest.min(level)));
        }
        seen.mean = f64::from(sum) / f64::from(seen.count.max(1));
        seen
    }

    /// The step of four that may be claimed: the mean, rounded (halves upwards). One observation is no step,
    /// and a level 1 is not averaged away.
    #[must_use]
    pub fn step(&self) -> Option<u8> {
        let may = self.count > 1 && self.lowest != Some(1);
        let steps = [4, 3, 2];
        // A hair above the half, so that a mean of thirds is rounded as it is meant.
        let is_reached = |step: &u8| self.mean + 1e-9 >= f64::from(*step) - 0.5;
        may.then(|| steps.into_iter().find(is_reached).unwrap_or(1))
    }

    /// The same in words: "seen once", "step 3 of 4, seen twice", "seen 3 times, once or more at step 1".
    #[must_use]
    pub fn told(&self) -> String {
        if self.count == 0 {
            return "nothing to go by this time".to_owned();
        }
        let times = format!("seen {}", times(usize::try_from(self.count).unwrap_or(usize::MAX)));
        match (self.step(), self.count) {
            (Some(step), _) => format!("step {step} of 4, {times}"),
            (None, 1) => times,
            (None, _) => format!("{times}, also at step 1"),
        }
    }

    /// The same in a word, for a row of plays: "3", "once", "1 among 4".
    #[must_use]
    pub fn in_brief(&self) -> String {
        match (self.step(), self.count) {
            (Some(step), _) => step.to_string(),
            (None, 0) => "–".to_owned(),
            (None, 1) => "seen once".to_owned(),
            (None, count) => format!("step 1 among {count}"),
        }
    }
}

/// So often, in words: "once", "3 times".
#[must_use]
pub fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_one_is_not_averaged_away_and_once_is_no_step() {
        for (count, mean, lowest, step, told) in [
            (0, 0.0, None, None, "nothing to go by this time"),
            (1, 4.0, Some(4), None, "seen once"),
            (2, 3.5, Some(3), Some(4), "step 4 of 4, seen twice"),
            (3, 8.0 / 3.0, Some(2), Some(3), "step 3 of 4, seen 3 times"),
            (2, 2.5, Some(1), None, "seen twice, also at step 1"),
            (4, 2.0, None, Some(2), "step 2 of 4, seen 4 times"),
        ] {
            let seen = Seen { count, mean, lowest };
            assert_eq!((seen.step(), &*seen.told()), (step, told));
        }
    }
}
