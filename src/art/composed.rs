//! Composed pictures: a place in its light, the people who are left in it, and one thing in front.

use std::borrow::Cow;

use super::{
    figure::{self, Layers},
    files::Files,
    hours::Hours,
    moods::Moods,
    people::Recipe,
    place::{self, Variant},
    pose::{Facing, PersonFigure},
    sheet::{apart, placed},
    template::TemplateValues,
};
use crate::scenario::{Composition, Mood, PictureObject, Season};

/// Where somebody is: the middle from the left, and how wide, in the picture's units.
type Stand = (usize, usize);

/// Where the player is.
const YOU: Stand = (275, 500);
/// Where the others are, by how many they are; those in front come last.
const OTHERS: [&[Stand]; 4] =
    [&[], &[(955, 530)], &[(770, 430), (1075, 490)], &[(640, 370), (880, 410), (1115, 450)]];
/// Height of the picture.
const HEIGHT: usize = 720;

/// What pictures are composed from.
pub(super) struct PictureParts<'a> {
    pub(super) files: &'a Files,
    pub(super) hours: &'a Hours,
    pub(super) moods: &'a Moods,
    /// The recipe of a portrait.
    pub(super) recipe: &'a dyn Fn(&str) -> Cow<'a, Recipe>,
}

/// The picture, 1280 by 720; `you` is the portrait of a player to whom the scenario gives none.
pub(super) fn compose(art: &PictureParts<'_>, picture: &Composition, you: &str) -> String {
    let mut light = art.hours.at(f32::from(picture.minute) / 60.0);
    light.set("season", seen_through_windows(art, picture.season));
    let mut shapes = place::room(art.files, &light, picture.place, Variant::Plain);
    let people = picture.people.get(..OTHERS.len() - 1).unwrap_or(&picture.people);
    for (at, ((portrait, mood), stand)) in people.iter().zip(OTHERS[people.len()]).enumerate() {
        shapes += &person(art, portrait, *mood, Facing::Left, *stand, at + 1);
    }
    let you = picture.own.as_deref().unwrap_or(you);
    shapes += &person(art, you, picture.you, Facing::Right, YOU, 0);
    shapes += &in_front(art, picture);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">{shapes}{}</svg>"#,
        dusk(&light)
    )
}

/// Somebody, with ids of their own: many figures share one document.
fn person(
    art: &PictureParts<'_>,
    portrait: &str,
    mood: Mood,
    facing: Facing,
    (middle, wide): Stand,
    at: usize,
) -> String {
    let figure = PersonFigure { facing, ..PersonFigure::default() };
    let Layers { body, head } =
        figure::compose(art.files, &(art.recipe)(portrait), art.moods.get(mood), figure);
    let tall = wide * 11 / 10;
    let place = (middle.saturating_sub(wide / 2), HEIGHT - tall);
    [body, head]
        .iter()
        .enumerate()
        .map(|(layer, svg)| placed(&apart(svg, 2 * at + layer), place, (wide, tall)))
        .collect()
}

/// What lies or stands in front, in the light of the room; a chair stands where nobody does.
fn in_front(art: &PictureParts<'_>, picture: &Composition) -> String {
    let Some(object) = picture.object else { return String::new() };
    let aside = match (object, picture.people.is_empty()) {
        (PictureObject::EmptyChair, true) => 290,
        _ => 0,
    };
    let shapes = art.files.svg(&format!("objects/{}", key(object)));
    format!(r#"<g transform="translate({aside} 0)">{shapes}</g>"#)
}

/// The light of the hour on people and things: rooms are lit by themselves.
fn dusk(light: &TemplateValues) -> String {
    let tint = light.of("ambient");
    format!(
        r#"<rect width="1280" height="720" fill="{tint}" fill-opacity="0.45" style="mix-blend-mode:multiply"/>"#
    )
}

fn seen_through_windows(art: &PictureParts<'_>, season: Season) -> &'static str {
    match season {
        Season::Spring => art.files.svg("places/view-spring"),
        Season::Summer => "",
        Season::Autumn => art.files.svg("places/view-autumn"),
        Season::Winter => art.files.svg("places/view-winter"),
    }
}

fn key(object: PictureObject) -> &'static str {
    match object {
        PictureObject::EmptyChair => "empty-chair",
        PictureObject::SignedPaper => "signed-paper",
        PictureObject::UnsignedPaper => "unsigned-paper",
        PictureObject::Telephone => "telephone",
        PictureObject::Cups => "cups",
        PictureObject::Box => "box",
        PictureObject::Letter => "letter",
    }
}
