//! The ids under which what is on offer is taken.

use super::{Offer, PickOptionView, PickView};
use crate::scenario::answer_of;

impl PickView {
    /// The id of the answer in which these options are marked.
    #[must_use]
    pub fn answer(&self, is_marked: impl Fn(&PickOptionView) -> bool) -> String {
        answer_of(self.options.iter().filter(|one| is_marked(one)).map(|one| &*one.id))
    }
}

impl Offer {
    /// The id under which it is taken with as little as may be: of a pick, the first options, as few as
    /// are wanted.
    #[must_use]
    pub fn least_answer(&self) -> String {
        let Some(pick) = &self.pick else { return self.id.to_string() };
        let few = pick.options.iter().take(usize::from(pick.at_least));
        answer_of(few.map(|option| &*option.id))
    }
}
