//! W0104: two choices that read alike and may be on offer together.

use super::SourcePlaces;
use crate::{
    diagnostic::Diagnostic,
    scenario::{Choice, Condition, Model, load::faults},
};

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        let choices: Vec<&Choice> = scene.choice_ids().map(|id| scenario.choice(id)).collect();
        for (at, choice) in choices.iter().enumerate() {
            let twin = choices[..at].iter().find(|other| may_read_alike(other, choice));
            if let Some(twin) = twin {
                let (span, earlier) = ((places.head)(choice.node), (places.head)(twin.node));
                found.push(faults::read_alike(span, earlier));
            }
        }
    }
}

fn may_read_alike(one: &Choice, other: &Choice) -> bool {
    one.texts.iter().enumerate().any(|(at, wording)| {
        other.texts.iter().enumerate().any(|(nth, same)| {
            words(&wording.text).eq(words(&same.text))
                && !exclude(&shown(one, at), &shown(other, nth))
        })
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// What must hold where a choice is on offer in a certain wording.
fn shown(choice: &Choice, wording: usize) -> Condition {
    let not = |condition: &Condition| Condition::Not(Box::new(condition.clone()));
    let earlier = choice.texts[..wording].iter().map(|one| not(&one.when));
    let taken = choice.tracked.filter(|_| choice.once);
    let untaken = taken.map(|taken| not(&Condition::Holds(taken.into())));
    let own = [choice.when.clone(), choice.texts[wording].when.clone()];
    Condition::All(own.into_iter().chain(earlier).chain(untaken).collect())
}

/// Whether the two conditions surely cannot hold at once.
fn exclude(one: &Condition, other: &Condition) -> bool {
    use Condition as C;
    match (one, other) {
        (C::All(parts), _) => parts.iter().any(|part| exclude(part, other)),
        (_, C::All(parts)) => parts.iter().any(|part| exclude(one, part)),
        (C::Any(ways), _) => ways.iter().all(|way| exclude(way, other)),
        (_, C::Any(ways)) => ways.iter().all(|way| exclude(one, way)),
        (C::Is(draw, value), C::Is(same, another)) => draw == same && value != another,
        (C::Ended(ending), C::Ended(another)) => ending != another,
        (C::Not(inner), C::Not(denied)) => {
            // Neither may hold: what is denied on both sides leaves nothing only where one of them
            // always holds.
            **inner == C::Always || **denied == C::Always
        }
        (C::Not(inner), held) | (held, C::Not(inner)) => implies(held, inner),
        _ => false,
    }
}

/// Whether the second surely holds where the first does.
fn implies(one: &Condition, other: &Condition) -> bool {
    use Condition as C;
    match (one, other) {
        (_, C::Always) => true,
        (C::AtLeast(meter, value), C::AtLeast(same, least)) => meter == same && value >= least,
        (C::DayAtLeast(day), C::DayAtLeast(least)) => day >= least,
        (C::AgreementsAtLeast(count), C::AgreementsAtLeast(least)) => count >= least,
        (C::VisitsAtLeast(scene, count), C::VisitsAtLeast(same, least)) => {
            scene == same && count >= least
        }
        (_, C::Any(ways)) => ways.iter().any(|way| implies(one, way)),
        (_, C::All(parts)) => parts.iter().all(|part| implies(one, part)),
        _ => one == other,
    }
}
