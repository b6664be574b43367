//! Saturating addition: what a step does to a number is to add to it and to hold it within bounds.
//!
//! Whatever is added and put along the way, the sum of it is one such shift: with `c` the value
//! brought within bounds, `c(c(v + a, l, h) + b, min, max) = c(v + a + b, c(l + b, min, max), c(h +
//! b, min, max))`.

use crate::{
    engine::Notice,
    scenario::{EndingId, Scenario, SceneId},
};

/// `value` becomes `value + add`, at least `low`, at most `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) struct Shift {
    pub add: i32,
    pub low: i32,
    pub high: i32,
}

impl Shift {
    /// Leaves a number within these bounds as it is.
    pub(in crate::solver) fn still(low: i32, high: i32) -> Self {
        Self { add: 0, low, high }
    }

    /// Puts a number to a value, whatever it was.
    pub(in crate::solver) fn put(value: i32) -> Self {
        Self { add: 0, low: value, high: value }
    }

    /// What becomes of a value.
    pub(in crate::solver) fn of(self, value: i32) -> i32 {
        (value + self.add).clamp(self.low, self.high)
    }

    /// What it puts every value to, if it does.
    pub(in crate::solver) fn constant(self) -> Option<i32> {
        (self.low == self.high).then_some(self.low)
    }

    /// This, and then something more, within the number's own bounds.
    fn then_add(self, by: i32, (least, most): (i32, i32)) -> Self {
        let held = |value: i32| (value + by).clamp(least, most);
        let (low, high) = (held(self.low), held(self.high));
        // Once every value comes to the same, what was added on the way no longer counts; it might not
        // even be a number that can be held.
        if low == high { Self::put(low) } else { Self { add: self.add + by, low, high } }
    }
}

/// The saturating additions of one step, by number.
#[derive(Debug, Default)]
pub(in crate::solver) struct Shifts {
    /// By stored meter.
    pub meters: Vec<Shift>,
    /// How often each scene was entered.
    pub entered: Vec<u8>,
    pub days: u16,
    /// The ending whose value was worked out, and the meters until then.
    pub weighed: Option<(EndingId, Box<[Shift]>)>,
}

impl Shifts {
    /// Before a step.
    pub(in crate::solver) fn begin(&mut self, scenario: &Scenario) {
        let meters = &scenario.meters[..scenario.stored_meters];
        self.meters.clear();
        self.meters
            .extend(meters.iter().map(|meter| Shift::still(meter.min.into(), meter.max.into())));
        self.entered.clear();
        self.entered.resize(scenario.scenes.len(), 0);
        self.days = 0;
        self.weighed = None;
    }

    pub(in crate::solver) fn enter(&mut self, scene: SceneId) {
        let times = &mut self.entered[scene.index()];
        *times = times.saturating_add(1);
    }

    /// Hears what a step does to meters.
    pub(in crate::solver) fn notice(&mut self, scenario: &Scenario, notice: Notice<'_>) {
        let bounds = |at: usize| {
            let meter = &scenario.meters[at];
            (i32::from(meter.min), i32::from(meter.max))
        };
        match notice {
            Notice::Added(meter, by) => {
                let at = meter.index();
                self.meters[at] = self.meters[at].then_add(by.into(), bounds(at));
            }
            Notice::Put(meter, to) => {
                let at = meter.index();
                let (least, most) = bounds(at);
                self.meters[at] = Shift::put(i32::from(to).clamp(least, most));
            }
            Notice::Weighed(ending) => {
                self.weighed = Some((ending, self.meters.as_slice().into()));
            }
            Notice::Asked(..) | Notice::Worded(..) | Notice::Drawn(..) | Notice::Watched(..) => {}
        }
    }
}
