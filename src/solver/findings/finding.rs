//! A finding, what findings are drawn from, and their figures in words.

use crate::{
    scenario::{
        Channel, ChoiceId, Mark, MeterId, NodeId, Scenario, SceneId, Site, SkillId, Trigger,
    },
    solver::{
        bot::Bot,
        mdp::{
            frequencies::Frequencies,
            state_mdp::{Outcomes, StateMdp},
        },
        pomdp::{belief::Beliefs, statistics::Statistics},
        watch::Pulse,
    },
};

/// Something an author should know.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Stable code.
    pub code: &'static str,
    /// The scene concerned.
    pub scene: Option<SceneId>,
    /// The choice concerned.
    pub choice: Option<ChoiceId>,
    /// Whatever else is concerned.
    pub about: Option<Concern>,
    /// What of the content it is about, if it is one piece.
    pub node: Option<NodeId>,
    /// The figure behind it: points, or a probability.
    pub figure: f64,
    /// The finding in words.
    pub text: String,
    /// How useful it is to hear of it; the greatest come first.
    pub weight: f64,
}

/// What a finding is about, beside a scene or a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// A place.
    Place(Site),
    /// A competency.
    Skill(SkillId),
    /// A choice to compare with.
    OtherChoice(ChoiceId),
    /// A meter.
    Meter(MeterId),
    /// A flag, a fact, a guess or an agreement.
    Mark(Mark),
    /// A channel.
    Channel(Channel),
    /// A way of playing.
    Habit(Bot),
}

impl Concern {
    /// Its id; of a place that has none, its path.
    #[must_use]
    pub fn name(self, scenario: &Scenario) -> String {
        match self {
            Self::Place(Site::Reaction(id)) => scenario.reactions[id.index()].id.to_string(),
            Self::Place(Site::Ending(id)) => scenario.ending(id).id.to_string(),
            Self::Place(site) => site.path(scenario),
            Self::Skill(id) => scenario.skill(id).id.to_string(),
            Self::OtherChoice(id) => scenario.choice(id).id.to_string(),
            Self::Meter(id) => scenario.meters[id.index()].id.to_string(),
            Self::Mark(mark) => scenario.mark_id(mark).to_owned(),
            Self::Channel(channel) => format!("{channel:?}"),
            Self::Habit(bot) => bot.name().to_owned(),
        }
    }
}

/// What the findings are drawn from.
pub(in crate::solver) struct Results<'a, 'w> {
    pub scenario: &'a Scenario,
    pub pulse: &'a Pulse<'w>,
    pub truth: &'a StateMdp,
    /// Outcomes of the bots, random play first.
    pub bots: &'a [(Bot, Outcomes)],
    /// How often content comes in random play; `None` where that is not proven.
    pub visits: Option<&'a Frequencies>,
    /// Where random play is stuck, and how often.
    pub stuck: &'a [(ChoiceId, f64)],
    pub beliefs: Option<&'a Beliefs>,
    pub statistics: Option<&'a Statistics>,
    /// Best plan that ignores what it sees.
    pub open_loop: Option<f64>,
}

impl Finding {
    pub(super) fn new(code: &'static str, figure: f64, weight: f64, text: String) -> Self {
        Self { code, scene: None, choice: None, about: None, node: None, figure, text, weight }
    }

    pub(super) fn at_scene(mut self, scenario: &Scenario, scene: SceneId) -> Self {
        self.scene = Some(scene);
        self.node.get_or_insert(scenario.scene(scene).node);
        self
    }

    pub(super) fn at_choice(mut self, scenario: &Scenario, choice: ChoiceId) -> Self {
        self.choice = Some(choice);
        self.node.get_or_insert(scenario.choice(choice).node);
        self.at_scene(scenario, scenario.choice(choice).scene)
    }

    /// At a scene, a choice, or what else it is.
    pub(super) fn at(self, scenario: &Scenario, within: Site) -> Self {
        match within {
            Site::Scene(id) => self.at_scene(scenario, id),
            Site::Reaction(id) => {
                let reaction = &scenario.reactions[id.index()];
                let found = self.about(Concern::Place(within));
                match reaction.on {
                    Trigger::Arrive(scene) => found.at_scene(scenario, scene),
                    Trigger::Day | Trigger::Enter(_) | Trigger::Rise(..) | Trigger::Fall(..) => {
                        found
                    }
                }
            }
            Site::Ending(id) => {
                let ending = scenario.ending(id);
                let node = self.node.unwrap_or(ending.node);
                self.about(Concern::Place(within)).of(node)
            }
            Site::Choice(id)
            | Site::Marked(id, _)
            | Site::Unmarked(id, _)
            | Site::Outcome(id, _)
            | Site::Chance(id, ..) => self.at_choice(scenario, id),
            Site::Day
            | Site::Person(_)
            | Site::Reminder(_)
            | Site::Guess(_)
            | Site::Value(..)
            | Site::Event(_)
            | Site::Claim(..)
            | Site::Commitment(_)
            | Site::Question(_) => self.about(Concern::Place(within)),
        }
    }

    /// About a piece of content.
    pub(super) fn of(mut self, node: NodeId) -> Self {
        self.node = Some(node);
        self
    }

    pub(super) fn about(mut self, what: Concern) -> Self {
        self.about = Some(what);
        self
    }
}

/// A probability in words: "3 %", "1 in 4,000".
pub(super) fn share(probability: f64) -> String {
    if probability >= 0.01 || probability <= 0.0 {
        format!("{:.0} %", probability * 100.0)
    } else {
        format!("1 in {}", grouped(&format!("{:.0}", 1.0 / probability)))
    }
}

/// A whole number with its thousands apart: "4,000".
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1st", "2nd", "3rd", "4th".
pub(super) fn nth(number: u16) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
