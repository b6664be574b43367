//! Faces and places by address: the drawings that the window shows.

use std::{
    collections::BTreeMap,
    sync::{Mutex, OnceLock, PoisonError},
};

use serde::{
    Deserialize,
    de::{IntoDeserializer, value},
};

use crate::{
    art::{Art, PictureTone, Variant},
    scenario::{Mood, Place},
};

/// As many drawings are kept: more than any scenario shows.
const KEPT: usize = 400;

/// A picture, drawn once (memoised): a whole room asks for the same one in the same second.
pub(super) fn picture(path: &str) -> Option<String> {
    static DRAWN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = drawn.get(path) {
        return Some(known.clone());
    }
    let new = draw(path)?;
    if drawn.len() >= KEPT {
        drawn.clear();
    }
    drawn.insert(path.to_owned(), new.clone());
    Some(new)
}

/// A picture as SVG: `portrait/helen/Warm.svg`, `place/Desk/9.svg` with the hour of the day; `None` where there is
/// none of that name. A portrait that is not known gets the fallback's face.
fn draw(path: &str) -> Option<String> {
    static ART: OnceLock<Option<Art>> = OnceLock::new();
    // The drawings are embedded: a build that loads them once always does.
    let art = ART.get_or_init(|| Art::load().ok()).as_ref()?;
    let mut parts = path.strip_suffix(".svg")?.split('/');
    let (kind, name, more) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    match kind {
        "portrait" => Some(art.portrait(name, word::<Mood>(more)?)),
        "place" => {
            let hour: u8 = more.parse().ok().filter(|hour| *hour <= 24)?;
            let place = word::<Place>(name)?;
            Some(art.place(place, f32::from(hour), Variant::Plain, PictureTone::Real))
        }
        _ => None,
    }
}

/// A word of the language by its name.
fn word<'w, T: Deserialize<'w>>(name: &'w str) -> Option<T> {
    let name: value::StrDeserializer<'_, value::Error> = name.into_deserializer();
    T::deserialize(name).ok()
}
