//! Ways of playing that should not win, and endings that come too often.
//!
//! W0206 a habit wins; W0208 an ending swamps; W0211 one script wins; W0213 hidden draws show in the
//! first view.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    scenario::Site,
    solver::{
        bot::Bot,
        findings::finding::{Concern, Finding, Results, share},
        mdp::{graph::OVER, state_mdp::Outcomes},
        pomdp::{belief::Beliefs, evaluation::TIE},
    },
};

/// Closer than this to best play, a habit wins.
const HABIT: f64 = 15.0;
/// Closer than this to best play, a script wins: it may know the whole story, and a habit knows
/// nothing.
const SCRIPT: f64 = 10.0;
/// An ending that takes more than this share of random plays swamps the others.
const SWAMP: f64 = 0.5;

pub(super) fn find(evidence: &Results<'_, '_>, found: &mut Vec<Finding>) {
    let scenario = evidence.scenario;
    let best = evidence.beliefs.and_then(Beliefs::best);
    if let Some(best) = best {
        // The order of the file is seen where every scene keeps it.
        let keeps_order = scenario.scenes.iter().all(|scene| scene.pinned);
        let seen = |bot: &Bot| *bot != Bot::First || keeps_order;
        for (bot, outcomes) in evidence.bots.iter().filter(|(bot, _)| seen(bot)) {
            let behind = best - outcomes.mean;
            if behind < HABIT {
                let who = if *bot == Bot::Random {
                    "choosing at random".to_owned()
                } else {
                    format!("always `{}`", bot.name())
                };
                let text = if behind <= TIE {
                    format!("{who} is as good as best play")
                } else if behind <= 1.0 {
                    format!("{who} comes within a point of best play")
                } else {
                    format!("{who} comes within {:.0} points of best play", behind.ceil())
                };
                found.push(
                    Finding::new("W0206", behind, 85.0 - behind, text).about(Concern::Habit(*bot)),
                );
            }
        }
        // Where nothing is left to chance, every plan is a script (open loop).
        if let Some(open_loop) = evidence.open_loop
            && best - open_loop < SCRIPT
            && evidence.truth.leaves_to_chance()
        {
            let behind = best - open_loop;
            let text = format!(
                "one script wins: a plan that ignores what it sees is worth {open_loop:.0}, adaptive play {best:.0}"
            );
            found.push(Finding::new("W0211", behind, 88.0 - behind, text));
        }
    }
    // Where only one ending comes at all, it swamps nothing.
    let comes = |random: &Outcomes| random.endings.iter().filter(|share| **share > 0.0).count();
    if let Some((_, random)) = evidence.bots.first().filter(|(_, random)| comes(random) > 1) {
        for (at, probability) in scenario.ending_ids().zip(&random.endings) {
            if *probability > SWAMP {
                let id = &scenario.ending(at).id;
                let text = format!(
                    "the ending `{id}` swamps the others: {} of random plays",
                    share(*probability)
                );
                let finding = Finding::new("W0208", *probability, 65.0, text);
                found.push(finding.at(scenario, Site::Ending(at)));
            }
        }
    }
    if let Some(beliefs) = evidence.beliefs.filter(|beliefs| beliefs.complete()) {
        let views = beliefs.prior.iter().filter(|prior| prior.node != OVER).count();
        if let Some(text) = given_away(evidence, beliefs, views) {
            let finding = Finding::new("W0213", views as f64, 58.0, text);
            found.push(finding.at_scene(scenario, scenario.start));
        }
    }
}

/// What the first view tells of the hidden draws: of the one that the story is about, where it has one, whether it shows
/// without doubt; else whether anything shows at all.
fn given_away(evidence: &Results<'_, '_>, beliefs: &Beliefs, views: usize) -> Option<String> {
    let scenario = evidence.scenario;
    if views < 2 {
        return None;
    }
    let beneath = scenario.beneath.as_ref().map(|beneath| beneath.draw);
    let Some(draw) = scenario.variety.or(beneath) else {
        return Some(format!("the hidden draws show in the first view: it has {views} versions"));
    };
    let mut seen: BTreeMap<u32, BTreeSet<u8>> = BTreeMap::new();
    for initial in &beliefs.graph.initial {
        let values = seen.entry(initial.observation).or_default();
        values.extend(initial.draws.get(draw.index()));
    }
    let all: BTreeSet<u8> = seen.values().flatten().copied().collect();
    let told = seen.values().filter(|values| values.len() == 1).count();
    let id = &scenario.draws[draw.index()].id;
    (all.len() > 1 && told > 0).then(|| {
        format!("the first view gives `{id}` away: {told} of its {} versions come with one value of it alone", seen.len())
    })
}
