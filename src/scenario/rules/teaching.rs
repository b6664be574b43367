//! W0123 to W0126: choices that teach to test well in place of listening; W0130: lessons without a commitment.

use super::SourcePlaces;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Choice, Condition, DrawId, Effect, Goto, MarkKind, Model, Scene, load::faults},
};

/// The level from which on a choice is a good one.
const GOOD: u8 = 3;
/// So many points lost want an explanation.
const DEAR: i16 = 5;

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        let choices: Vec<&Choice> = scene.choice_ids().map(|id| scenario.choice(id)).collect();
        one_plausible(scene, &choices, places, found);
        shouting(&choices, places, found);
    }
    let asks = !scenario.commitments.is_empty()
        || scenario.choices.iter().any(|choice| choice.commitment.is_some());
    if let Some(lesson) = scenario.lessons.first().filter(|_| !asks) {
        found.push(faults::no_commitment((places.head)(lesson.node)));
    }
    for choice in &scenario.choices {
        if let Some(points) = unexplained(scenario, choice) {
            found.push(faults::unexplained((places.head)(choice.node), &choice.id, points));
        }
        // What shows in the first view is told as that.
        if choice.scene == scenario.start {
            continue;
        }
        let conditions = choice.texts.iter().map(|one| &one.when).chain([&choice.when]);
        if let Some(draw) = conditions.into_iter().find_map(given_away) {
            let draw = &scenario.draws[draw.index()].id;
            found.push(faults::given_away((places.head)(choice.node), &choice.id, draw));
        }
    }
}

fn is_good(choice: &Choice) -> bool {
    choice.evidence.iter().any(|one| one.level >= GOOD)
}

/// A good choice among at least two that are rated lower, none of which anything speaks for.
fn one_plausible(
    scene: &Scene,
    choices: &[&Choice],
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let rated: Vec<&&Choice> = choices.iter().filter(|one| !one.evidence.is_empty()).collect();
    let mut good = rated.iter().filter(|one| is_good(one));
    let (Some(only), None) = (good.next(), good.next()) else { return };
    let tempts = choices.iter().filter(|one| one.id != only.id);
    let nothing_tempts = tempts.into_iter().all(|one| one.tempting_because.is_none());
    if rated.len() >= 3 && nothing_tempts {
        found.push(faults::one_plausible((places.head)(only.node), &only.id, &scene.id));
    }
}

/// Exclamation marks that only weak choices have.
fn shouting(choices: &[&Choice], places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    let shouts = |one: &&&Choice| one.texts.iter().any(|text| text.text.contains('!'));
    let mut loud = choices.iter().filter(shouts);
    let (Some(first), Some(second)) = (loud.next(), loud.next()) else { return };
    let is_weak = |one: &&Choice| !one.evidence.is_empty() && !is_good(one);
    let all_weak = choices.iter().filter(shouts).all(is_weak);
    if all_weak && choices.iter().any(|one| is_good(one)) {
        found.push(faults::shouting((places.head)(first.node), (places.head)(second.node)));
    }
}

/// The points that a choice takes while nobody says a word, here or where it leads, and no note explains it.
fn unexplained(scenario: &Model, choice: &Choice) -> Option<i16> {
    // An ending speaks for itself.
    let answers = |goto: Goto| match goto {
        Goto::End => true,
        Goto::Scene(id) => !scenario.scene(id).lines.is_empty(),
    };
    let said = choice.outcomes.iter().any(|outcome| {
        let branches = outcome.chance.iter();
        !outcome.lines.is_empty()
            || answers(outcome.goto)
            || branches.into_iter().any(|one| !one.lines.is_empty() || answers(one.goto))
    });
    if said || choice.note.is_some() || choice.beneath.iter().any(Option::is_some) {
        return None;
    }
    let lost = |effect: &Effect| match effect {
        Effect::Add(_, points) => Some(points.saturating_neg()).filter(|lost| *lost >= DEAR),
        Effect::Put(..)
        | Effect::Mark(..)
        | Effect::Pass(_)
        | Effect::When(..)
        | Effect::By(..) => None,
    };
    choice.effects.iter().find_map(lost)
}

/// The hidden draw that decides whether something is on offer, where nothing that was learned does.
fn given_away(when: &Condition) -> Option<DrawId> {
    fn each(condition: &Condition, draw: &mut Option<DrawId>, known: &mut bool) {
        match condition {
            Condition::Is(is, _) => *draw = Some(*is),
            Condition::Holds(mark) => *known |= mark.kind != MarkKind::Guess,
            Condition::VisitsAtLeast(..) | Condition::Ended(_) => *known = true,
            Condition::Always
            | Condition::AgreementsAtLeast(_)
            | Condition::AtLeast(..)
            | Condition::DayAtLeast(_)
            | Condition::Picked(_)
            | Condition::Not(_)
            | Condition::Any(_)
            | Condition::All(_) => {}
        }
        condition.parts().iter().for_each(|part| each(part, draw, known));
    }
    let (mut draw, mut known) = (None, false);
    each(when, &mut draw, &mut known);
    draw.filter(|_| !known)
}
