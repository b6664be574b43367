//! Where in a scenario something stands: conditions, effects, lines.

use super::{
    ChoiceId, DrawId, EndingId, GuessId, LessonId, Model, PersonId, ReactionId, ReminderId, SceneId,
};

/// The place of a condition, of effects or of lines.
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
    /// In how a person is imagined.
    Person(PersonId),
    /// In a reminder.
    Reminder(ReminderId),
    /// In a guess.
    Guess(GuessId),
    /// In a value of a hidden draw.
    Value(DrawId, u8),
    /// In something that chance may have shown.
    Event(u16),
    /// In a claim of a lesson.
    Claim(LessonId, u16),
    /// In a sentence to keep.
    Commitment(u16),
    /// In a question for the debrief.
    Question(u16),
}

impl Site {
    /// The place as a path: `choices/desk/ring/outcomes/1`.
    #[must_use]
    pub fn path(self, scenario: &Model) -> String {
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
            Self::Person(id) => format!("cast/{}", scenario.person(id).id),
            Self::Reminder(id) => format!("reminders/{}", scenario.reminders[id.index()].id),
            Self::Guess(id) => format!("guesses/{}", scenario.guesses[id.index()].id),
            Self::Value(id, at) => {
                let draw = &scenario.draws[id.index()];
                format!("draws/{}/{}", draw.id, draw.values[usize::from(at)].id)
            }
            Self::Event(at) => format!("events/{}", at + 1),
            Self::Claim(id, at) => format!("lessons/{}/{}", scenario.lesson(id).id, at + 1),
            Self::Commitment(at) => format!("commitments/{}", at + 1),
            Self::Question(at) => format!("questions/{}", at + 1),
        }
    }

    /// The place in words: "outcome 1 of `ring`".
    #[must_use]
    pub fn words(self, scenario: &Model) -> String {
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
            Self::Person(id) => format!("how `{}` is imagined", scenario.person(id).id),
            Self::Reminder(id) => format!("the reminder `{}`", scenario.reminders[id.index()].id),
            Self::Guess(id) => format!("the guess `{}`", scenario.guesses[id.index()].id),
            Self::Value(id, at) => {
                let draw = &scenario.draws[id.index()];
                format!("`{}` of the draw `{}`", draw.values[usize::from(at)].id, draw.id)
            }
            Self::Event(at) => format!("event {}", at + 1),
            Self::Claim(id, at) => format!("claim {} of `{}`", at + 1, scenario.lesson(id).id),
            Self::Commitment(at) => format!("commitment {}", at + 1),
            Self::Question(at) => format!("question {}", at + 1),
        }
    }

    /// The choice that it belongs to.
    #[must_use]
    pub fn choice(self) -> Option<ChoiceId> {
        match self {
            Self::Scene(_)
            | Self::Day
            | Self::Reaction(_)
            | Self::Ending(_)
            | Self::Person(_)
            | Self::Reminder(_)
            | Self::Guess(_)
            | Self::Value(..)
            | Self::Event(_)
            | Self::Claim(..)
            | Self::Commitment(_)
            | Self::Question(_) => None,
            Self::Choice(id)
            | Self::Marked(id, _)
            | Self::Unmarked(id, _)
            | Self::Outcome(id, _)
            | Self::Chance(id, ..) => Some(id),
        }
    }
}

/// The id of an option.
fn option(scenario: &Model, id: ChoiceId, at: u16) -> &str {
    let options = scenario.choice(id).pick.as_ref().map_or(&[][..], |pick| &pick.options);
    options.get(usize::from(at)).map_or("", |option| &option.id)
}
