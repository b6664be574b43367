//! Composed pictures: names and times to what they stand for.

use super::{limits, resolver::Resolver};
use crate::scenario::{ComposedPicture, syntax};

impl<'a> Resolver<'a, '_> {
    /// What an author says of a picture.
    pub(super) fn picture(&mut self, picture: &syntax::ComposedPicture<'a>) -> ComposedPicture {
        let syntax::ComposedPicture { place, time, season, with, mood, you, object } = picture;
        if let Some(named) = with
            && let Some(first) = named.first()
        {
            let span = self.reader.span(*first);
            limits::PICTURED.allows(named.len(), span, self.reader);
        }
        ComposedPicture {
            place: *place,
            minute: time.and_then(|time| self.minute(time)),
            season: *season,
            with: with.as_ref().map(|named| {
                let named = named.iter().take(limits::PICTURED.most);
                named.filter_map(|name| self.person(*name)).collect()
            }),
            mood: *mood,
            you: *you,
            object: *object,
        }
    }
}
