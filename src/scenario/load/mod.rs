//! Loading: from a source file to a [`Scenario`] that cannot be wrong, or to what is wrong with it.

mod declared;
mod effects;
mod evidence;
mod faces;
pub(super) mod faults;
mod flags;
mod form;
mod lessons;
mod limits;
mod lines;
mod named;
mod names;
mod outcomes;
mod pack;
mod parts;
mod pictures;
mod read;
mod reader;
mod resolver;
mod scenes;
mod script;
mod sections;
mod silence;
mod speaker;
mod straighten;
mod unused;

use std::mem::take;

use sha2::{Digest, Sha256};

use self::{
    declared::Declared,
    faces::portraits_of,
    named::Reusable,
    names::{Table, is_id},
    reader::Reader,
    resolver::Resolver,
    sections::Sections,
};
use super::{
    Choice, ContentHash, ContentKind, Model, Person, Rubric, Scenario, SceneId, SourceMap, rules,
    syntax::Document,
};
use crate::{
    diagnostic::{Diagnostic, has_errors},
    text::{SharedStr, SourceFile, Span, listed},
    tree::{Node, Tree},
};

pub use self::{
    limits::{LIMITS, Limit},
    pack::{Pack, load_pack},
    silence::without_allowed,
};

/// The format this build reads.
const FORMAT: i64 = 1;
/// Longer files are refused unread.
pub const MOST_BYTES: usize = limits::BYTES.most;
/// The fields at the top of a scenario without which it is none.
pub(super) const REQUIRED: [&str; 9] =
    ["format", "id", "title", "summary", "minutes", "player", "start", "scenes", "endings"];
/// No more mistakes than this are told at once.
const MOST_MISTAKES: usize = 200;

/// What came of loading a file.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario, if there are no errors.
    pub scenario: Option<Scenario>,
    /// What could be read, if there are errors; `None` where that is nothing at all.
    pub partial: Option<Model>,
    /// Where everything stands that could be read.
    pub map: SourceMap,
    /// What its author should know, in order of place.
    pub diagnostics: Vec<Diagnostic>,
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
    if let Some(fault) = too_long(source) {
        let diagnostics = vec![fault];
        let map = super::source_map::SourceMapBuilder::default().finish(Tree::parse(""));
        return Loaded { scenario: None, partial: None, map, diagnostics };
    }
    let tree = Tree::parse(source.shared_text());
    let mut reader = Reader::new(&tree);
    let model = read(&mut reader, rubric, hash(source, pack));
    let Reader { mut diagnostics, map, .. } = reader;
    diagnostics.sort_by(|a, b| (a.span(), a.code).cmp(&(b.span(), b.code)));
    diagnostics.dedup();
    let mut diagnostics = without_allowed(source.text(), diagnostics);
    let found = diagnostics.len();
    if found > MOST_MISTAKES {
        diagnostics.truncate(MOST_MISTAKES);
        let last = diagnostics.last().map(Diagnostic::span).unwrap_or_default();
        diagnostics.push(faults::too_many_mistakes(last, found, MOST_MISTAKES));
    }
    let map = map.finish(tree);
    if has_errors(&diagnostics) {
        return Loaded { scenario: None, partial: model, map, diagnostics };
    }
    Loaded { scenario: model.map(Scenario::sealed), partial: None, map, diagnostics }
}

/// A file that is too long to be read.
fn too_long(source: &SourceFile) -> Option<Diagnostic> {
    let bytes = source.text().len();
    (bytes > MOST_BYTES)
        .then(|| faults::too_many(Span::default(), limits::BYTES.what, bytes, MOST_BYTES))
}

/// What keeps a file from being RON, whatever it is a file of.
#[must_use]
pub fn faults_of_form(tree: &Tree) -> Vec<Diagnostic> {
    form::told(tree).told
}

/// The content hash of what a scenario is loaded from: its own file, and the pack file of its folder.
#[must_use]
pub fn hash(source: &SourceFile, pack: Option<&SourceFile>) -> ContentHash {
    let mut digest = Sha256::new();
    digest.update(source.text());
    if let Some(pack) = pack {
        digest.update([0]);
        digest.update(pack.text());
    }
    ContentHash(digest.finalize().into())
}

fn read(reader: &mut Reader<'_>, rubric: Rubric, hash: ContentHash) -> Option<Model> {
    check_format(reader)?;
    let mut document: Document<'_> = reader.document()?;
    let is_misspelt = reader.has_unknown_field();
    if !is_misspelt {
        check_required(reader, &document);
    }
    let mut sections = Sections::take(&mut document, is_misspelt);
    // Names beyond what can be counted would seem to be unknown.
    if !sections.check_counts(&document, reader) {
        return None;
    }
    let declared = Declared::of(&sections, reader);
    let reusable = Reusable::of(&mut sections, reader);
    let mut resolver = Resolver::new(reader, declared, reusable, rubric);
    resolver.is_beneath_lost = is_misspelt || document.beneath.at.is_some();
    let mut model = resolve(resolver, &document, sections, hash);
    if has_errors(&reader.diagnostics) {
        return Some(model);
    }
    let head = |node| reader.map.head(node, reader.tree());
    let start = document.start.it.map(|start| reader.span(start)).unwrap_or_default();
    let tree = reader.tree();
    let top = |name: &str| tree.value().and_then(|root| root.field(name)?.value);
    let minutes = top("minutes").map(Node::span).unwrap_or_default();
    let phrase = |phrase: &str| {
        let entries = top("glossary").into_iter().flat_map(Node::entries);
        let keys = entries.map(|entry| entry.key);
        let mut keys = keys.filter(|key| key.as_str().is_ok_and(|key| key == phrase));
        keys.next().map(Node::span).unwrap_or_default()
    };
    let text = |node, words: &str| {
        let span = reader.map.whole(node, tree);
        let at = tree.text().get(span.start..span.end).and_then(|text| text.find(words));
        at.map_or_else(
            || head(node),
            |at| Span::new(span.start + at, span.start + at + words.len()),
        )
    };
    let places = rules::SourcePlaces { start, minutes, head: &head, phrase: &phrase, text: &text };
    let mut found = Vec::new();
    model.longest_play = rules::check(&model, &places, &mut found);
    found.into_iter().for_each(|one| reader.report(one));
    Some(model)
}

/// `None` if it is of a format that this build does not read.
fn check_format(reader: &mut Reader<'_>) -> Option<()> {
    let Some(number) = reader.format() else { return Some(()) };
    let format = reader.number(number, "the format", 0, i64::from(u32::MAX));
    if format != FORMAT {
        let span = reader.number_span(number);
        reader.report(faults::format_version(span, format));
        return None;
    }
    Some(())
}

/// Reports what must stand in every scenario and does not stand in this one.
fn check_required(reader: &mut Reader<'_>, document: &Document<'_>) {
    let found = [
        document.format.at,
        document.id.at,
        document.title.at,
        document.summary.at,
        document.minutes.at,
        document.player.at,
        document.start.at,
        document.scenes.at,
        document.endings.at,
    ];
    for (field, _) in REQUIRED.iter().zip(found).filter(|(_, at)| at.is_none()) {
        reader.report(faults::missing_field(reader.head(), field, Some("Scenario")));
    }
}

/// Checks the shape of the scenario's id, that no phrase is explained twice, and that what stands on the card of
/// a scenario fits on one.
fn check_ids<'a>(reader: &mut Reader<'a>, document: &Document<'a>) {
    if let Some(id) = document.id.it.filter(|id| !is_id(id.0))
        && reader.straightened(id).is_none()
    {
        reader.report(faults::bad_id(reader.span(id), "scenario", id.0));
    }
    let card = [&document.title, &document.summary, &document.tagline];
    for text in card.into_iter().filter_map(|text| text.it.as_ref()) {
        limits::CARD.allows(text.0.chars().count(), reader.span_at(text.1), reader);
    }
    let phrases = document.glossary.it.iter().flat_map(|glossary| &glossary.0);
    Table::new("phrase").declare_phrases(phrases.map(|(phrase, _)| *phrase), reader);
}

fn resolve<'a>(
    mut resolver: Resolver<'a, '_>,
    document: &Document<'a>,
    mut sections: Sections<'a>,
    hash: ContentHash,
) -> Model {
    if let Some(document) = resolver.reader.tree().value() {
        resolver.reader.piece(ContentKind::Scenario, document.id());
    }
    let reader = &mut *resolver.reader;
    let minutes = document
        .minutes
        .it
        .map_or(1, |minutes| reader.number(minutes, "the length of a play in minutes", 1, 600));
    check_ids(reader, document);
    let player = document.player.it.as_ref();
    let (portraits, player_portrait) = portraits_of(resolver.reader, &sections, player);
    let cast = resolver.cast(&sections, portraits);
    let meters = resolver.meters(&sections);
    let guesses = resolver.guesses(&sections);
    let agreements = resolver.agreements(&sections);
    let reminders = resolver.reminders(&sections);
    let draws = resolver.draws(&sections);
    let clock = resolver.clock(&sections, document.clock.at);
    let reactions = resolver.reactions(&sections);
    let events = resolver.events(&sections);
    let lessons = resolver.lessons(&sections, &draws);
    let commitments = resolver.questions(&document.commitments);
    let questions = resolver.questions(&document.questions);
    let beneath = resolver.beneath(document.beneath.it.as_ref());
    let endings = resolver.endings(&sections, document.endings.at);
    let (scenes, mut choices) = resolver.scenes(take(&mut sections.scenes), beneath.as_ref());
    choices.iter_mut().for_each(|choice| choice.addressees = addressees(choice, &cast));
    let start = document.start.it.and_then(|name| resolver.scene(name)).unwrap_or(SceneId(0));
    let reflection = document.reflection.it.and_then(|name| resolver.scene(name));
    let variety = document.variety.it.and_then(|name| resolver.draw(name));
    let trains =
        document.trains.it.iter().flatten().filter_map(|name| resolver.skill(*name)).collect();
    resolver.unused();
    let line_count = resolver.line_count();
    let flags = resolver.flags();
    let player_name = player.map(|who| resolver.words(&who.name, "the name of the player"));
    let player_role = player.map(|who| resolver.words(&who.role, "the role of the player"));
    let title = resolver.some_words(document.title.it.as_ref(), "the title");
    let summary = resolver.some_words(document.summary.it.as_ref(), "the summary");
    let tagline = resolver.some_words(document.tagline.it.as_ref(), "the tagline");
    let facts = resolver.facts(&sections);
    let picture = document.picture.it.as_ref().map(|picture| resolver.picture(picture));
    let glossary = resolver.glossary(document);
    Model {
        id: document.id.it.map_or_else(Box::default, |id| id.0.into()),
        hash,
        title: title.unwrap_or_default(),
        summary: summary.unwrap_or_default(),
        tagline,
        picture,
        minutes: u16::try_from(minutes).unwrap_or(u16::MAX),
        rubric: resolver.rubric,
        trains,
        player_name: player_name.unwrap_or_default(),
        player_role: player_role.unwrap_or_default(),
        player_portrait,
        cast,
        stored_meters: sections.stored_meters,
        meters,
        flags,
        facts,
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
        glossary,
        line_count,
        longest_play: 0,
    }
}

/// The names of those whom a choice contacts.
fn addressees(choice: &Choice, cast: &[Person]) -> Option<SharedStr> {
    let people = choice.to.iter().filter_map(|one| cast.get(one.index()));
    let names: Vec<&str> = people.map(|person| &*person.name).collect();
    (!names.is_empty()).then(|| listed(&names).into())
}
