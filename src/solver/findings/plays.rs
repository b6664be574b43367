//! Ways of playing that should not win, and endings that come too often.
//!
//! W0206 a habit wins; W0208 an ending swamps; W0211 one script wins; W0213 hidden draws show in the
//! first view.

use super::{Evidence, Finding, share};
use crate::{
    scenario::EndingId,
    solver::{bot::Bot, graph::OVER},
};

/// Closer than this to best play, a habit or a script wins.
const MARGIN: f64 = 15.0;
/// An ending that takes more than this share of random plays swamps the others.
const SWAMP: f64 = 0.5;

pub(super) fn find(evidence: &Evidence<'_>, found: &mut Vec<Finding>) {
    let scenario = evidence.scenario;
    let best = evidence.beliefs.and_then(crate::solver::belief::Beliefs::best);
    if let Some(best) = best {
        for (bot, outcomes) in evidence.bots {
            let behind = best - outcomes.mean;
            if behind < MARGIN {
                let text = if *bot == Bot::Random {
                    format!("choosing at random comes within {behind:.0} points of best play")
                } else {
                    format!("always `{}` comes within {behind:.0} points of best play", bot.name())
                };
                found.push(Finding::new("W0206", behind, 85.0 - behind, text).about(bot.name()));
            }
        }
        if let Some(script) = evidence.script
            && best - script < MARGIN
        {
            let behind = best - script;
            let text = format!(
                "one script wins: a plan that ignores what it sees is worth {script:.0}, adaptive play {best:.0}"
            );
            found.push(Finding::new("W0211", behind, 88.0 - behind, text));
        }
    }
    if let Some((_, random)) = evidence.bots.first() {
        for (at, probability) in (0..).map(EndingId).zip(&random.endings) {
            if *probability > SWAMP {
                let id = &scenario.ending(at).id;
                let text = format!(
                    "the ending `{id}` swamps the others: {} of random plays",
                    share(*probability)
                );
                found.push(Finding::new("W0208", *probability, 65.0, text).about(&**id));
            }
        }
    }
    if let Some(beliefs) = evidence.beliefs.filter(|beliefs| beliefs.complete()) {
        let views = beliefs.prior.iter().filter(|prior| prior.node != OVER).count();
        if views > 1 {
            let text = format!("the hidden draws show in the first view: it has {views} versions");
            found.push(Finding::new("W0213", views as f64, 58.0, text));
        }
    }
}
