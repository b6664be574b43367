//! What the stage shows, in words of the story.

use bevy::prelude::Resource;

use crate::{
    art::{PictureTone, Variant},
    engine::{OnStage, Standing},
    scenario::{Channel, Mood, Place},
    ui::stage::{MOST_PEOPLE, StageLayout},
};

/// What the stage shows.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub(in crate::game) enum Shot {
    /// Nothing.
    #[default]
    Dark,
    /// You alone.
    Alone { set: Set, you: Actor, layout: StageLayout },
    /// You and others in one room.
    Together { set: Set, you: Actor, others: Vec<Actor>, layout: StageLayout },
    /// Apart: your room and theirs, from left to right, meeting at seams, with telephones if it is a call.
    Apart {
        here: Set,
        you: Actor,
        there: Vec<Set>,
        others: Vec<Actor>,
        phones: bool,
        layout: StageLayout,
    },
}

/// A place as it looks now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::game) struct Set {
    /// Which place.
    pub(in crate::game) place: Place,
    /// Quarter of an hour since midnight.
    pub(in crate::game) quarter: u8,
    /// What it shows beyond itself.
    pub(in crate::game) variant: Variant,
    /// Real, or as imagined.
    pub(in crate::game) look: PictureTone,
}

/// A person as they look now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::game) struct Actor {
    /// Which recipe draws them.
    pub(in crate::game) portrait: String,
    /// Their mood.
    pub(in crate::game) mood: Mood,
    /// How loud the story about them is, 0 to 3; `None`: they are seen.
    pub(in crate::game) imagined: Option<u8>,
}

impl Actor {
    /// A person who is seen.
    pub(in crate::game) fn seen(portrait: &str, mood: Mood) -> Self {
        Self { portrait: portrait.to_owned(), mood, imagined: None }
    }
}

/// Quarter of an hour for a time of day; plain daylight where the scenario keeps no time.
pub(in crate::game) fn quarter(minute: Option<u16>) -> u8 {
    let minute = minute.unwrap_or(10 * 60) % (24 * 60);
    u8::try_from(minute / 15).unwrap_or_default()
}

impl Shot {
    /// The picture of how things stand, with the player's own portrait and mood.
    pub(in crate::game) fn of(standing: &Standing, you: Actor) -> Self {
        let set = |place, look| Set {
            place,
            quarter: quarter(standing.minute),
            variant: Variant::Plain,
            look,
        };
        let here = set(standing.place, PictureTone::Real);
        let others: Vec<Actor> = standing.people.iter().take(MOST_PEOPLE).map(actor).collect();
        let layout = StageLayout::of(standing);
        if others.is_empty() {
            return Self::Alone { set: here, you, layout };
        }
        if layout.seam.is_none() {
            return Self::Together { set: here, you, others, layout };
        }
        // A room is drawn as whoever is first in it is: real, or as imagined.
        let first_in = |room: usize| {
            let at = layout.rooms.iter().position(|own| *own == room)?;
            let look = others.get(at)?.imagined.map_or(PictureTone::Real, PictureTone::Imagined);
            Some(set(standing.people.get(at)?.place, look))
        };
        let there = (0..=layout.further.len()).filter_map(first_in).collect();
        let phones = standing.channel == Channel::Phone;
        Self::Apart { here, you, there, others, phones, layout }
    }
}

fn actor(person: &OnStage) -> Actor {
    let loudness = |value: u8| value.min(99) / 25;
    Actor {
        portrait: person.portrait.to_string(),
        mood: person.mood,
        imagined: person.imagined.map(loudness),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{
        super::plan::{Limb, StageSlot, plan},
        *,
    };
    use crate::{
        engine::{DayView, PersonView},
        scenario::Mood,
    };

    fn standing(channel: Channel, place: Place, count: usize) -> Standing {
        let person = |at: usize| OnStage {
            person: PersonView { id: at.to_string().into(), name: "Helen Brandt".into() },
            role: "Talent Partner".into(),
            portrait: "helen".into(),
            place,
            mood: Mood::Neutral,
            imagined: None,
        };
        Standing {
            scene_title: "".into(),
            act: None,
            place: Place::Desk,
            channel,
            minute: None,
            day: DayView { number: 0, date: None },
            people: (0..count).map(person).collect(),
            meters: [].into(),
            saw: [].into(),
            told: [].into(),
            agreements: [].into(),
            reminders: [].into(),
            ending: None,
            finished: false,
        }
    }

    /// The screens keep clear of heads by the layout alone, so it has to say where they are drawn.
    #[test]
    fn heads_are_drawn_where_the_layout_says() {
        for (width, height) in [(1280_u32, 432_u32), (1024, 360), (1280, 316), (1920, 648)] {
            let office = [Place::Office; 3];
            for (channel, places) in [
                (Channel::None, [Place::Desk; 3]),
                (Channel::InPerson, [Place::Desk; 3]),
                (Channel::Phone, office),
                (Channel::Video, [Place::Office, Place::Workshop, Place::Home]),
                (Channel::Phone, [Place::Office, Place::Workshop, Place::Office]),
            ] {
                for count in 0..=3 {
                    let mut standing = standing(channel, places[0], count);
                    for (person, place) in
                        Arc::make_mut(&mut standing.people).iter_mut().zip(places)
                    {
                        person.place = place;
                    }
                    let layout = StageLayout::of(&standing);
                    let stage = egui::Rect::from_min_size(
                        egui::Pos2::ZERO,
                        egui::vec2(width as f32, height as f32),
                    );
                    let said = layout.heads(stage);
                    let shot = Shot::of(&standing, Actor::seen("sam-1", Mood::Neutral));
                    let is_drawn = |slot: StageSlot, seat: u8| matches!(slot, StageSlot::Other(_, at, Limb::Head) if at == 2 - seat);
                    let order = |slot: StageSlot| (0..3).find(|seat| is_drawn(slot, *seat));
                    let mut drawn: Vec<_> = plan(&shot, width, height)
                        .into_iter()
                        .filter(|piece| {
                            matches!(
                                piece.slot,
                                StageSlot::You(Limb::Head) | StageSlot::Other(_, _, Limb::Head)
                            )
                        })
                        .collect();
                    drawn.sort_by_key(|piece| order(piece.slot));
                    assert_eq!(said.len(), drawn.len());
                    for (at, head) in said.iter().enumerate() {
                        assert!(head.left() >= 0.0 && head.right() <= width as f32 + 1.0);
                        for other in &said[at + 1..] {
                            assert!(!head.intersects(*other), "{channel:?} {places:?} {said:?}");
                        }
                    }
                    let is_seen = |place: Place| match &shot {
                        Shot::Apart { there, .. } => there.iter().any(|set| set.place == place),
                        Shot::Dark | Shot::Alone { .. } | Shot::Together { .. } => true,
                    };
                    assert!(standing.people.iter().all(|person| is_seen(person.place)));
                    for (head, piece) in said.iter().zip(drawn) {
                        let at = piece.at;
                        let chin = at.top + at.height * 274.0 / 440.0;
                        let middle = at.left + at.width / 2.0;
                        assert!(head.bottom() >= chin && head.bottom() <= chin + 0.03 * at.height);
                        assert!((head.center().x - middle).abs() <= 1.5);
                        assert!(head.width() >= at.width * 0.33);
                    }
                }
            }
        }
    }
}
