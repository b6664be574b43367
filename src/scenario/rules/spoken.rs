//! Every line of a list, whatever it depends on; and every text of a scenario with its place.

use crate::scenario::{Line, Model, NodeId, Spoken, Visited, Voice};

/// Calls `each` with every line that may be said.
pub(super) fn each_spoken<'l>(lines: &'l [Line], each: &mut impl FnMut(&'l Spoken)) {
    for line in lines {
        match line {
            Line::Say(spoken) => each(spoken),
            Line::If(_, _, then, otherwise) => {
                each_spoken(then, each);
                each_spoken(otherwise, each);
            }
            Line::By(_, _, lists) => lists.iter().for_each(|list| each_spoken(list, each)),
        }
    }
}

/// Calls `each` with every text that a player may read, whose it is, and by whom it is said.
pub(super) fn each_text<'m>(
    scenario: &'m Model,
    each: &mut impl FnMut(NodeId, &'m str, Option<Voice>),
) {
    scenario.visit(&mut |_, _, visited| {
        if let Visited::Lines(lines) = visited {
            each_spoken(lines, &mut |spoken| {
                each(spoken.node, &spoken.text, Some(spoken.voice));
                if let Some(heading) = &spoken.heading {
                    each(spoken.node, heading, None);
                }
            });
        }
    });
    for choice in &scenario.choices {
        choice.texts.iter().for_each(|wording| each(choice.node, &wording.text, None));
        let more = [&choice.intent, &choice.tempting_because, &choice.commitment, &choice.note];
        more.into_iter().flatten().for_each(|text| each(choice.node, text, None));
        choice.beneath.iter().flatten().for_each(|text| each(choice.node, text, None));
        choice.evidence.iter().for_each(|shown| each(shown.node, &shown.why, None));
        for option in choice.pick.iter().flat_map(|pick| &pick.options) {
            each(option.node, &option.text, None);
            option.detail.iter().for_each(|text| each(option.node, text, None));
        }
    }
    for scene in &scenario.scenes {
        each(scene.node, &scene.title, None);
    }
    for ending in &scenario.endings {
        each(ending.node, &ending.title, None);
        each(ending.node, &ending.text, None);
    }
    scenario.facts.iter().for_each(|fact| each(fact.node, &fact.text, None));
    scenario.guesses.iter().for_each(|guess| each(guess.node, &guess.text, None));
    scenario.agreements.iter().for_each(|agreed| each(agreed.node, &agreed.label, None));
    scenario.reminders.iter().for_each(|reminder| each(reminder.node, &reminder.text, None));
    scenario.events.iter().for_each(|event| each(event.node, &event.text, None));
    scenario.commitments.iter().for_each(|one| each(one.node, &one.text, None));
    scenario.questions.iter().for_each(|one| each(one.node, &one.text, None));
    for draw in &scenario.draws {
        draw.title.iter().for_each(|text| each(draw.node, text, None));
        for value in &draw.values {
            let texts = [&value.title, &value.reveal, &value.explain];
            texts.into_iter().flatten().for_each(|text| each(value.node, text, None));
        }
    }
}
