//! Lessons for programs.

use serde_json::{Value, json};

use super::words::ClaimWords;
use crate::{
    cli::witness,
    scenario::{ChoiceId, Scenario},
    solver::{Bound, Figure, Proof, Proven, Subject},
};

/// All lessons, each with its claims; the keys are always the same.
pub(in crate::cli) fn lessons(scenario: &Scenario, proofs: &[Proof]) -> Vec<Value> {
    let lessons = scenario.lesson_ids().zip(&scenario.lessons);
    lessons
        .map(|(id, lesson)| {
            let claims = proofs.iter().filter(|proof| proof.lesson == id);
            json!({
                "id": lesson.id,
                "text": lesson.text,
                "skill": lesson.skill.map(|skill| &scenario.skill(skill).id),
                "claims": claims.map(|proof| claim(scenario, proof)).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn claim(scenario: &Scenario, proof: &Proof) -> Value {
    let words = ClaimWords { scenario };
    let written = &scenario.lesson(proof.lesson).claims[proof.claim];
    json!({
        "claim": words.claim(written),
        "proven": match proof.proven {
            Proven::Holds => "holds",
            Proven::Broken => "broken",
            Proven::NotProven => "not proven",
            Proven::Idle => "idle",
        },
        "figures": proof.figures.iter().map(|one| figure(&words, one)).collect::<Vec<_>>(),
        "witness": proof.witness.as_ref().map(witness::play),
    })
}

fn figure(words: &ClaimWords<'_>, figure: &Figure) -> Value {
    let scenario = words.scenario;
    let choice = |id: ChoiceId| {
        let choice = scenario.choice(id);
        format!("{}/{}", scenario.scene(choice.scene).id, choice.id)
    };
    let ending = |id| scenario.ending(id).id.to_string();
    let about = match figure.about {
        Subject::Less(one, other) | Subject::Apart(one, other) | Subject::Shows(one, other) => {
            vec![choice(one), choice(other)]
        }
        Subject::Cost(one) | Subject::Grows(one, ..) => vec![choice(one)],
        Subject::Below(one, other) => vec![ending(one), ending(other)],
        Subject::Worth(one) => vec![ending(one)],
    };
    let truth = figure.truth.map(|(draw, value)| {
        let draw = &scenario.draws[draw.index()];
        json!({ "draw": draw.id, "value": draw.values[usize::from(value)].id })
    });
    let (least, most) = match figure.asked {
        Bound::AtLeast(least) | Bound::MoreThan(least) => (Some(least), None),
        Bound::AtMost(most) => (None, Some(most)),
    };
    json!({
        "about": about,
        "truth": truth,
        "points": figure.points,
        "at_least": least,
        "at_most": most,
        "holds": figure.holds(),
        "decisions": figure.decisions,
        "text": words.figure(figure),
    })
}
