//! Loading: from a source file to a [`Scenario`] that cannot be wrong, or to what is wrong with it.

mod brackets;
mod document;
pub(super) mod faults;
mod fields;
mod flags;
mod lessons;
mod names;
mod pack;
mod parse;
mod parts;
mod resolver;
mod scenes;
mod sections;
mod split;

use sha2::{Digest, Sha256};

use self::{
    lessons::ClaimPlaces,
    parse::Reader,
    resolver::{Resolver, own},
    sections::{Sections, Tables},
};
use super::{ContentHash, Fact, Rubric, Scenario, SceneId, rules, syntax::Document};
use crate::{
    diagnostic::{Diagnostic, has_errors},
    text::{SourceFile, Span},
};

pub use self::pack::{Pack, load_pack};

/// The format this build reads.
const FORMAT: i64 = 1;
/// Longer files are refused unread.
pub const MOST_BYTES: usize = 16 << 20;
/// No more mistakes than this are told at once.
const MOST_MISTAKES: usize = 200;

/// What came of loading a file.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario, if there are no errors.
    pub scenario: Option<Scenario>,
    /// Where its parts stand; empty without a scenario.
    pub places: Places,
    /// What its author should know, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where the parts of a scenario stand in its source, for what only the analysis can tell of them.
#[derive(Debug, Default)]
pub struct Places {
    /// Choices, by number; one that only goes on stands where its scene does.
    pub choices: Box<[Span]>,
    /// Claims, by lesson.
    pub claims: Box<[Box<[Span]>]>,
}

/// Loads a scenario, rated by its pack's rubric, or by the built-in one.
///
/// A faulty pack is reported by [`load_pack`]; here it only means that the built-in rubric is used.
#[must_use]
pub fn load(source: &SourceFile, pack: Option<&SourceFile>) -> Loaded {
    let rubric = pack
        .and_then(|pack| load_pack(pack).0)
        .map(|pack| pack.rubric)
        .filter(|rubric| !rubric.competencies.is_empty())
        .unwrap_or_else(Rubric::built_in);
    let mut reader = Reader::new(source);
    let read = read(&mut reader, rubric, hash(source, pack));
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by(|a, b| (a.span(), a.code).cmp(&(b.span(), b.code)));
    diagnostics.dedup();
    let found = diagnostics.len();
    if found > MOST_MISTAKES {
        diagnostics.truncate(MOST_MISTAKES);
        let last = diagnostics.last().map(Diagnostic::span).unwrap_or_default();
        diagnostics.push(faults::too_many_mistakes(last, found, MOST_MISTAKES));
    }
    match read.filter(|_| !has_errors(&diagnostics)) {
        Some((scenario, places)) => Loaded { scenario: Some(scenario), places, diagnostics },
        None => Loaded { scenario: None, places: Places::default(), diagnostics },
    }
}

fn hash(source: &SourceFile, pack: Option<&SourceFile>) -> ContentHash {
    let mut digest = Sha256::new();
    digest.update(source.text());
    if let Some(pack) = pack {
        digest.update([0]);
        digest.update(pack.text());
    }
    ContentHash(digest.finalize().into())
}

fn read(reader: &mut Reader<'_>, rubric: Rubric, hash: ContentHash) -> Option<(Scenario, Places)> {
    if brackets::trim(reader.text()).is_empty() {
        reader.report(faults::empty());
        return None;
    }
    if reader.text().len() > MOST_BYTES {
        reader.report(faults::too_many(Span::default(), "bytes", reader.text().len(), MOST_BYTES));
        return None;
    }
    let document = document::read(reader)?;
    let mut sections = Sections::read(reader, &document);
    let tables = Tables::of(&mut sections, reader);
    let (mut scenario, claims) = resolve(reader, &document, &sections, tables, rubric, hash);
    if has_errors(&reader.diagnostics) {
        return None;
    }
    let places = rules::Places {
        start: document.start.map(|start| reader.span(start)).unwrap_or_default(),
        scenes: sections.scenes.iter().map(|scene| reader.span(scene.name)).collect(),
        draws: sections.draws.entries.iter().map(|draw| reader.span(draw.id)).collect(),
    };
    scenario.longest_play = rules::check(&scenario, &places, &mut reader.diagnostics);
    let choices = sections.choices().map(|name| reader.span(name)).collect();
    Some((scenario, Places { choices, claims }))
}

fn resolve<'a>(
    reader: &mut Reader<'a>,
    document: &Document<'a>,
    sections: &Sections<'a>,
    tables: Tables<'a>,
    rubric: Rubric,
    hash: ContentHash,
) -> (Scenario, ClaimPlaces) {
    let head = reader.span(document.id);
    let minutes = document
        .minutes
        .map_or(1, |minutes| reader.number(minutes, "the length of a play in minutes", 1, 600));
    document::check_ids(reader, document);
    let mut resolver = Resolver::new(reader, tables, sections, &rubric);
    let cast = resolver.cast(sections);
    let meters = resolver.meters(sections);
    resolver.meter_bounds = meters.iter().map(|meter| (meter.min, meter.max)).collect();
    let guesses = resolver.guesses(sections);
    let agreements = resolver.agreements(sections);
    let reminders = resolver.reminders(sections);
    let draws = resolver.draws(sections, &meters);
    let clock = resolver.clock(sections);
    let reactions = resolver.reactions(sections);
    let events = resolver.events(sections);
    let (lessons, claims) = resolver.lessons(sections, &draws);
    let commitments = resolver.questions(&document.commitments);
    let questions = resolver.questions(&document.questions);
    let beneath = resolver.beneath(document.beneath.as_ref());
    let endings = resolver.endings(sections, document.endings, head);
    let (scenes, choices) = resolver.scenes(sections, beneath.as_ref());
    let start = document.start.and_then(|name| resolver.scene(name)).unwrap_or(SceneId(0));
    let reflection = document.reflection.and_then(|name| resolver.scene(name));
    let variety = document.variety.and_then(|name| resolver.draw(name));
    let trains = document.trains.iter().filter_map(|name| resolver.skill(*name)).collect();
    let line_count = resolver.line_count();
    let flags = resolver.flags(head);
    let scenario = Scenario {
        id: document.id.0.into(),
        hash,
        title: own(&document.title),
        summary: own(&document.summary),
        tagline: document.tagline.as_ref().map(own),
        minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
        rubric,
        trains,
        player_name: document.player.as_ref().map(|p| own(&p.name)).unwrap_or_default(),
        player_role: document.player.as_ref().map(|p| own(&p.role)).unwrap_or_default(),
        cast,
        stored_meters: sections.stored_meters,
        meters,
        flags,
        facts: sections
            .facts
            .entries
            .iter()
            .map(|(name, text)| Fact { id: name.0.into(), text: own(text) })
            .collect(),
        guesses,
        agreements,
        reminders,
        draws,
        variety,
        clock,
        reactions,
        events,
        lessons,
        beneath,
        start,
        scenes,
        choices,
        endings,
        reflection,
        commitments,
        questions,
        glossary: document
            .glossary
            .0
            .iter()
            .map(|(phrase, meaning)| (phrase.0.into(), own(meaning)))
            .collect(),
        line_count,
        longest_play: 0,
    };
    (scenario, claims)
}
