//! Choices that are no choice.
//!
//! W0203 dominated: it is never the best, wherever it is on offer; W0204 giveaway: the best whatever
//! the truth; W0205 false choice: nothing differs; W0207 one channel always wins; W0212 rubric and
//! cost disagree.

use super::{Evidence, Finding, share};
use crate::{
    scenario::{ChoiceId, SceneId},
    solver::course::TIE,
};

/// Scenes decided in less than this share of random plays are not judged.
const RARE: f64 = 0.005;
/// A giveaway costs at least so much to miss, on average.
const GIVEAWAY: f64 = 3.0;
/// A level-4 choice that costs more than this on average is at odds with its level.
const DEAR: f64 = 10.0;
/// A level-1 choice that never costs more than this is at odds with its level.
const CHEAP: f64 = 0.5;
/// From this share on, one channel always wins.
const ALWAYS: f64 = 0.95;

pub(super) fn find(evidence: &Evidence<'_>, found: &mut Vec<Finding>) {
    let Some(survey) = evidence.survey else { return };
    let scenario = evidence.scenario;
    for (scene, stakes) in (0..).map(SceneId).zip(&survey.scenes) {
        let Some(stakes) = stakes else { continue };
        if stakes.most <= TIE {
            let text = format!(
                "nothing that can be chosen in `{}` makes a difference to the outcome",
                scenario.scene(scene).id
            );
            found.push(Finding::new("W0205", stakes.most, 35.0, text).at_scene(scenario, scene));
            continue;
        }
        let all: Vec<_> = survey.of_scene(scenario, scene).collect();
        for (choice, standing) in &all {
            let others = all.iter().filter(|(other, _)| other != choice);
            let missed: f64 = others.clone().map(|(_, other)| other.offered * other.mean).sum();
            let weight: f64 = others.map(|(_, other)| other.offered).sum();
            let missed = missed / weight.max(f64::MIN_POSITIVE);
            if standing.most <= TIE && missed >= GIVEAWAY && standing.offered >= RARE {
                let text = format!(
                    "`{}` is the best whatever the truth; anything else costs {missed:.0} on average",
                    scenario.choice(*choice).id
                );
                let weight = 45.0 + missed;
                found
                    .push(Finding::new("W0204", missed, weight, text).at_choice(scenario, *choice));
            }
        }
    }
    for (choice, standing) in (0..).map(ChoiceId).zip(&survey.choices) {
        let Some(standing) = standing else { continue };
        if standing.least > TIE && standing.offered >= RARE {
            let text = format!(
                "`{}` is never the best: it costs at least {:.1}, {:.0} on average",
                scenario.choice(choice).id,
                standing.least,
                standing.mean
            );
            found.push(
                Finding::new("W0203", standing.least, 15.0, text).at_choice(scenario, choice),
            );
        }
        rubric(evidence, choice, standing, found);
    }
    for (channel, wins) in &survey.channels {
        if *wins >= ALWAYS && survey.channel_decisions >= RARE {
            let name =
                if channel.label().is_empty() { "contacting nobody" } else { channel.label() };
            let text = format!(
                "where channels compete, one always wins: {} in {} of the cases",
                name.to_lowercase(),
                share(*wins)
            );
            found.push(Finding::new("W0207", *wins, 75.0, text).about(format!("{channel:?}")));
        }
    }
}

/// Where the level of a choice and what it costs disagree.
fn rubric(
    evidence: &Evidence<'_>,
    choice: ChoiceId,
    standing: &crate::solver::survey::Standing,
    found: &mut Vec<Finding>,
) {
    let scenario = evidence.scenario;
    if standing.offered < RARE {
        return;
    }
    for shown in &scenario.choice(choice).evidence {
        let (id, skill) = (&scenario.choice(choice).id, &scenario.skill(shown.skill).id);
        if shown.level == 4 && standing.mean > DEAR {
            let text = format!(
                "`{id}` shows {skill} at level 4, yet costs {:.0} on average",
                standing.mean
            );
            let finding = Finding::new("W0212", standing.mean, 60.0 + standing.mean, text);
            found.push(finding.at_choice(scenario, choice).about(&**skill));
        }
        if shown.level == 1 && standing.most <= CHEAP {
            let text = format!("`{id}` shows {skill} at level 1, yet never costs anything");
            let finding = Finding::new("W0212", standing.most, 55.0, text);
            found.push(finding.at_choice(scenario, choice).about(&**skill));
        }
    }
}
