//! What each person can say under each value of a hidden draw, in the order in which it can come.

use std::collections::BTreeMap;

use super::{
    lines::speaker,
    screenplay::{Screenplay, plain, soft, strong},
};
use crate::{
    scenario::{DrawId, PersonId, Scenario, Spoken, Voice},
    solver::{LineAt, SaidWithin, lines},
};

/// For every value of a draw, every line that each person can say under it.
#[must_use]
pub fn by_truth(scenario: &Scenario, draw: DrawId, said: &SaidWithin, version: &str) -> Screenplay {
    let mut play = Screenplay::nothing(&scenario.id, &scenario.title, version.to_owned());
    let known = &scenario.draws[draw.index()];
    let about = known.title.as_deref().unwrap_or(&known.id);
    play.heading(1, [plain(format!("{}: what is said, by “{about}”", scenario.title))]);
    play.words(
        0,
        [soft(
            "Worked out exactly over every possible play. Under each value, each person's lines stand in the order in \
             which they can come first; those that come under no other value are in bold.",
        )],
    );
    let all = lines(scenario);
    for (value, order) in known.values.iter().zip(said.by_value()) {
        let title = value.title.as_deref().unwrap_or(&value.id);
        play.heading(2, [plain(format!("Under “{title}”"))]);
        if order.is_empty() {
            play.words(0, [soft("Nothing: it never comes.")]);
        }
        let mut by_person: BTreeMap<PersonId, Vec<&LineAt<'_>>> = BTreeMap::new();
        for line in order.iter().filter_map(|at| all.get(*at)) {
            if let Some(person) = person_of(line.line).filter(|_| !line.line.text.is_empty()) {
                by_person.entry(person).or_default().push(line);
            }
        }
        for (person, spoken) in by_person {
            play.heading(3, [plain(&*scenario.person(person).name)]);
            for line in spoken {
                one(&mut play, scenario, line, said.values_of(line.line.number) == 1);
            }
        }
    }
    play
}

fn one(play: &mut Screenplay, scenario: &Scenario, line: &LineAt<'_>, is_alone: bool) {
    let spoken = line.line;
    let mut runs = Vec::new();
    if !matches!(spoken.voice, Voice::Person(_)) {
        runs.push(plain(format!("{}: ", speaker(scenario, spoken.voice))));
    }
    if let Some(heading) = &spoken.heading {
        runs.push(plain(format!("{heading}: ")));
    }
    let words = spoken.text.to_string();
    runs.push(if is_alone { strong(words) } else { plain(words) });
    let mood = spoken.mood.map_or(String::new(), |mood| format!("{}, ", mood.label()));
    // Names in a place stand between backticks.
    let place = line.within.words(scenario);
    let place: Vec<String> = (0..)
        .zip(place.split('`'))
        .map(|(nth, part)| if nth % 2 == 1 { format!("“{part}”") } else { part.to_owned() })
        .collect();
    runs.push(soft(format!(" ({mood}{})", place.concat())));
    play.words(0, runs);
}

/// Whose words they are: said aloud, in an email or in a message.
fn person_of(spoken: &Spoken) -> Option<PersonId> {
    match spoken.voice {
        Voice::Person(one) => Some(one),
        Voice::Email(from) | Voice::Message(from) => from,
        Voice::Narrator | Voice::Thought | Voice::Player | Voice::Paper => None,
    }
}
