//! Where in a scenario something stands: effects, and lines.

use crate::scenario::{ChoiceId, EndingId, ReactionId, Scenario, SceneId};

/// Where effects or lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// On entering a scene.
    Scene(SceneId),
    /// In what every passing day does.
    Day,
    /// In a reaction.
    Reaction(ReactionId),
    /// In the epilogue of an ending.
    Ending(EndingId),
    /// In what a choice does, whatever comes of it.
    Choice(ChoiceId),
    /// In what marking an option does.
    Marked(ChoiceId, u16),
    /// In what leaving an option unmarked does.
    Unmarked(ChoiceId, u16),
    /// In an outcome.
    Outcome(ChoiceId, u16),
    /// In a branch of chance of an outcome.
    Chance(ChoiceId, u16, u16),
}

impl Site {
    /// The place as a path: `choices/desk/ring/outcomes/1`.
    #[must_use]
    pub fn path(self, scenario: &Scenario) -> String {
        let choice = |id: ChoiceId| {
            let choice = scenario.choice(id);
            format!("choices/{}/{}", scenario.scene(choice.scene).id, choice.id)
        };
        let option =
            |id: ChoiceId, at: u16| format!("{}/pick/{}", choice(id), option(scenario, id, at));
        match self {
            Self::Scene(id) => format!("scenes/{}", scenario.scene(id).id),
            Self::Day => "each_day".to_owned(),
            Self::Reaction(id) => format!("reactions/{}", scenario.reactions[id.index()].id),
            Self::Ending(id) => format!("endings/{}", scenario.ending(id).id),
            Self::Choice(id) => choice(id),
            Self::Marked(id, at) => format!("{}/effects", option(id, at)),
            Self::Unmarked(id, at) => format!("{}/otherwise", option(id, at)),
            Self::Outcome(id, at) => format!("{}/outcomes/{}", choice(id), at + 1),
            Self::Chance(id, at, branch) => {
                format!("{}/outcomes/{}/chance/{}", choice(id), at + 1, branch + 1)
            }
        }
    }

    /// The place in words: "outcome 1 of `ring`".
    pub(in crate::solver) fn words(self, scenario: &Scenario) -> String {
        let choice = |id: ChoiceId| format!("`{}`", scenario.choice(id).id);
        match self {
            Self::Scene(id) => format!("the scene `{}`", scenario.scene(id).id),
            Self::Day => "what each day does".to_owned(),
            Self::Reaction(id) => format!("the reaction `{}`", scenario.reactions[id.index()].id),
            Self::Ending(id) => format!("the ending `{}`", scenario.ending(id).id),
            Self::Choice(id) => format!("the effects of {}", choice(id)),
            Self::Marked(id, at) => {
                format!(
                    "the effects of the option `{}` of {}",
                    option(scenario, id, at),
                    choice(id)
                )
            }
            Self::Unmarked(id, at) => {
                format!("what leaving `{}` of {} does", option(scenario, id, at), choice(id))
            }
            Self::Outcome(id, at) => format!("outcome {} of {}", at + 1, choice(id)),
            Self::Chance(id, at, branch) => {
                format!("chance {} in outcome {} of {}", branch + 1, at + 1, choice(id))
            }
        }
    }

    /// The choice that it belongs to.
    pub(in crate::solver) fn choice(self) -> Option<ChoiceId> {
        match self {
            Self::Scene(_) | Self::Day | Self::Reaction(_) | Self::Ending(_) => None,
            Self::Choice(id)
            | Self::Marked(id, _)
            | Self::Unmarked(id, _)
            | Self::Outcome(id, _)
            | Self::Chance(id, ..) => Some(id),
        }
    }
}

/// The id of an option.
fn option(scenario: &Scenario, id: ChoiceId, at: u16) -> &str {
    let options = scenario.choice(id).pick.as_ref().map_or(&[][..], |pick| &pick.options);
    options.get(usize::from(at)).map_or("", |option| &option.id)
}
