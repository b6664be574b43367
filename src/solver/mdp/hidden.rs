//! Assignments to the hidden variables: every way in which the hidden draws can fall.

use crate::{
    engine::{Chance, State, Witness, begin},
    scenario::Scenario,
};

/// An assignment to the hidden variables: one way in which the hidden draws fell.
pub(in crate::solver) struct HiddenAssignment {
    /// The value of each draw.
    pub values: Vec<u8>,
    /// The weight of that value, and of all that were possible.
    pub weights: Vec<(u32, u64)>,
    /// The next possible value of each draw, if any.
    next: Vec<Option<u8>>,
    /// How many draws are forced.
    prefix: usize,
}

impl HiddenAssignment {
    /// The first way in which the draws can fall.
    pub(in crate::solver) fn first() -> Self {
        Self { values: Vec::new(), weights: Vec::new(), next: Vec::new(), prefix: 0 }
    }

    /// Begins a play that way.
    pub(in crate::solver) fn begin(
        &mut self,
        scenario: &Scenario,
        witness: &mut impl Witness,
    ) -> State {
        self.weights.clear();
        self.next.clear();
        begin(scenario, self, witness)
    }

    /// The next way, in order; call it after [`HiddenAssignment::begin`].
    pub(in crate::solver) fn advance(mut self) -> Option<Self> {
        let at = self.next.iter().rposition(Option::is_some)?;
        self.values.truncate(at);
        self.values.extend(self.next[at]);
        self.prefix = at + 1;
        Some(self)
    }
}

impl Chance for HiddenAssignment {
    fn draw(&mut self, _step: u32, k: u32, weights: &[u32]) -> usize {
        let at = k as usize;
        let possible = |from: usize| {
            let found = weights.iter().skip(from).position(|weight| *weight > 0);
            found.map(|skipped| skipped + from)
        };
        let value = match self.values.get(at) {
            Some(forced) if at < self.prefix => usize::from(*forced),
            _ => possible(0).unwrap_or(0),
        };
        let value_id = u8::try_from(value).unwrap_or(u8::MAX);
        match self.values.get_mut(at) {
            Some(place) => *place = value_id,
            None => self.values.push(value_id),
        }
        let total = weights.iter().map(|weight| u64::from(*weight)).sum();
        self.weights.push((weights[value], total));
        self.next.push(possible(value + 1).and_then(|next| u8::try_from(next).ok()));
        value
    }
}

/// Hidden draws by name.
pub(in crate::solver) fn names(scenario: &Scenario, draws: &[u8]) -> Vec<(String, String)> {
    scenario
        .draw_ids()
        .zip(draws)
        .map(|(id, value)| {
            let draw = &scenario.draws[id.index()];
            (draw.id.to_string(), draw.values[usize::from(*value)].id.to_string())
        })
        .collect()
}
