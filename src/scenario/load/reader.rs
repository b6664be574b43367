//! A file being loaded: its tree, and what was found wrong with it so far.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    faults,
    form::{self, MOST_KEPT},
    read::{Mistakes, read},
};
use crate::{
    diagnostic::{Diagnostic, Label},
    scenario::{
        ContentKind, NodeId, can_draw,
        source_map::SourceMapBuilder,
        syntax::{Name, Number, SyntaxId, Text},
    },
    text::{Span, nearest},
    tree::{Node, NodeKind, Tree, look_alike},
};

/// How many times the nearest of many names is looked for.
const MOST_SUGGESTIONS: usize = 50;
/// Beside the first, so many places that name what there is not are told.
const MOST_PLACES: usize = 3;
/// From how many names on a search counts against [`MOST_SUGGESTIONS`].
const MANY: usize = 500;

/// A file being loaded, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    tree: &'a Tree,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Where everything stands, as far as it is resolved.
    pub map: SourceMapBuilder,
    /// Whether something could not be read, so that not every name is known.
    pub unread: bool,
    is_misshapen: bool,
    is_torn: bool,
    suggestions: usize,
    /// Names that nothing has, and where in `diagnostics` they are told.
    unknown: BTreeMap<(&'static str, &'a str), usize>,
    /// Names that stand for what is being resolved, the outermost first.
    uses: Vec<SyntaxId>,
    /// What was told of what names stand for.
    told_in_use: BTreeSet<(Span, &'static str, String)>,
}

impl<'a> Reader<'a> {
    /// A reader that has told what is no RON.
    pub(super) fn new(tree: &'a Tree) -> Self {
        let form::Form { told: diagnostics, is_misshapen, is_torn } = form::told(tree);
        Self {
            tree,
            diagnostics,
            map: SourceMapBuilder::default(),
            unread: false,
            is_misshapen,
            is_torn,
            suggestions: 0,
            unknown: BTreeMap::new(),
            uses: Vec::new(),
            told_in_use: BTreeSet::new(),
        }
    }

    /// The tree.
    pub(super) fn tree(&self) -> &'a Tree {
        self.tree
    }

    /// Whether what is being resolved is what a name stands for.
    pub(super) fn is_in_use(&self) -> bool {
        !self.uses.is_empty()
    }

    /// From here on, what is resolved is what this name stands for.
    pub(super) fn begin_use(&mut self, name: Name<'a>) {
        self.uses.push(name.1);
    }

    /// What a name stands for is resolved.
    pub(super) fn end_use(&mut self) {
        self.uses.pop();
    }

    /// Keeps a diagnostic. What is wrong with what a name stands for is told once, with a place that
    /// uses it. Where the file has lost its shape, whatever else seems wrong with it may
    /// follow from that, and is not told.
    pub(super) fn report(&mut self, mut diagnostic: Diagnostic) {
        if let Some(used) = self.uses.first() {
            let Diagnostic { code, ref headline, .. } = diagnostic;
            if !self.told_in_use.insert((diagnostic.span(), code, headline.clone())) {
                return;
            }
            diagnostic = diagnostic.also(self.span_at(*used), "used here");
        }
        if !self.is_misshapen && self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Keeps a diagnostic about a word alone, which is true wherever brackets belong.
    fn report_word(&mut self, diagnostic: Diagnostic) {
        if !self.is_torn && self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The whole file as `T`.
    pub(super) fn document<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let mistakes = Mistakes::default();
        let document = self.tree.value().and_then(|node| read(node, &mistakes));
        let (told, lost) = mistakes.into_parts();
        told.into_iter().for_each(|one| self.report(one));
        self.unread |= lost;
        document
    }

    /// The format that the file says it has; that it is no number is told when it is read.
    pub(super) fn format(&self) -> Option<Number<'a>> {
        let value = self.tree.value()?.field("format")?.value?;
        (value.kind() == NodeKind::Number).then(|| Number(value.text(), value.id()))
    }

    /// Whether the file has a field at its top that there is not; known once it is read.
    pub(super) fn has_unknown_field(&self) -> bool {
        let fields = self.tree.value().into_iter().flat_map(Node::fields);
        let names: Vec<Span> = fields.map(|field| field.name_span).collect();
        let unknown = self.diagnostics.iter().filter(|one| one.code == faults::NO_FIELD);
        unknown.map(Diagnostic::span).any(|span| names.contains(&span))
    }

    /// Reports a name that nothing has: once, with some of the other places that name it.
    pub(super) fn unknown(
        &mut self,
        what: &'static str,
        name: Name<'a>,
        near: Option<&str>,
        known: &[&str],
    ) {
        let span = self.span(name);
        if let Some(&at) = self.unknown.get(&(what, name.0))
            && let Some(told) = self.diagnostics.get_mut(at)
        {
            let is_told = told.labels.iter().any(|label| label.span == span);
            if told.labels.len() <= MOST_PLACES && !is_told {
                told.labels.push(Label { span, text: "named here too".to_owned() });
            }
            return;
        }
        let at = self.diagnostics.len();
        self.report(match near {
            Some(_) => faults::unknown(span, what, name.0, near),
            None => faults::unknown_of(span, what, name.0, known),
        });
        if self.diagnostics.len() > at {
            self.unknown.insert((what, name.0), at);
        }
    }

    /// The word and the bracket with which the file begins.
    pub(super) fn head(&self) -> Span {
        let Some(node) = self.tree.value() else { return Span::default() };
        let span = node.span();
        let bracket = node.text().find('(').map_or(span.end, |at| span.start + at + 1);
        Span::new(span.start, bracket)
    }

    /// A node.
    pub(super) fn node(&self, at: SyntaxId) -> Node<'a> {
        self.tree.node(at)
    }

    /// Numbers a piece of content that stands under a name of its own in a map.
    pub(super) fn entry(&mut self, content: ContentKind, name: Name<'a>) -> NodeId {
        let at = self.node(name.1).parent().map_or(name.1, Node::id);
        self.map.add(content, at, Some(name.1))
    }

    /// Numbers a piece of content that says its own name.
    pub(super) fn named(&mut self, content: ContentKind, at: SyntaxId, name: Name<'a>) -> NodeId {
        self.map.add(content, at, Some(name.1))
    }

    /// Numbers a piece of content without a name.
    pub(super) fn piece(&mut self, content: ContentKind, at: SyntaxId) -> NodeId {
        self.map.add(content, at, None)
    }

    /// Numbers a piece of content without a name that several choices have in common, for one of them.
    pub(super) fn shared(&mut self, content: ContentKind, at: SyntaxId) -> NodeId {
        self.map.add_again(content, at)
    }

    /// Where a node stands.
    pub(super) fn span_at(&self, at: SyntaxId) -> Span {
        self.tree.node(at).span()
    }

    /// Where a name stands, with its quotes.
    pub(super) fn span(&self, name: Name<'a>) -> Span {
        self.span_at(name.1)
    }

    /// Where a number stands.
    pub(super) fn number_span(&self, number: Number<'a>) -> Span {
        self.span_at(number.1)
    }

    /// A text as it stands in the file, without its quotation marks.
    pub(super) fn raw(&self, text: &Text<'a>) -> Option<&'a str> {
        let node = self.node(text.1);
        let (whole, inside) = (node.span(), node.str_span()?);
        node.text().get(inside.start - whole.start..inside.end - whole.start)
    }

    /// A number as written, or the nearest allowed one; one outside the bounds is reported.
    pub(super) fn number(&mut self, number: Number<'a>, what: &str, least: i64, most: i64) -> i64 {
        let text = number.0;
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '_') {
            if !self.node(number.1).is_sound() {
                return least;
            }
            self.report_word(faults::no_number(self.number_span(number), what, text));
            return least;
        }
        // What does not even fit is as far outside as can be.
        let far = if text.starts_with('-') { i128::MIN } else { i128::MAX };
        let value: i128 = text.replace('_', "").parse().unwrap_or(far);
        let nearest = value.clamp(least.into(), most.into());
        // What is wrong with the form of a number is told already.
        if nearest != value && self.node(number.1).is_sound() {
            let span = self.number_span(number);
            self.report(faults::out_of_range(span, what, text, least, most));
        }
        i64::try_from(nearest).unwrap_or(least)
    }

    /// Warns of the first character that the window cannot show.
    pub(super) fn check_drawn(&mut self, text: &Text<'a>) {
        let missing = text.0.char_indices().find(|(_, found)| !can_draw(*found));
        let Some((at, missing)) = missing.filter(|(_, found)| !found.is_control()) else { return };
        let whole = self.span_at(text.1);
        // Where a text has escapes, its characters are not where they are counted.
        let span = self.node(text.1).str_span().map_or(whole, |inside| {
            Span::new(inside.start + at, inside.start + at + missing.len_utf8())
        });
        self.report(faults::cannot_draw(span, missing));
    }

    /// What an id would be without the characters in it that look like others, which are reported;
    /// `None` where there are none.
    pub(super) fn straightened(&mut self, name: Name<'a>) -> Option<String> {
        let odd = name.0.char_indices().find_map(|(at, found)| Some((at, look_alike(found)?)))?;
        let inside = self.node(name.1).str_span().unwrap_or_default();
        let span = Span::new(inside.start + odd.0, inside.start + odd.0 + odd.1.found.len_utf8());
        self.report(faults::look_alike(span, odd.1).fixed_by(span, odd.1.means));
        let straight = |found| match look_alike(found) {
            Some(odd) => odd.means.to_owned(),
            None => found.to_string(),
        };
        Some(name.0.chars().map(straight).collect())
    }

    /// The known name nearest to what was written. In a long list this is looked for only so often,
    /// so that a file full of wrong names costs no more than its length.
    pub(super) fn nearest<'n>(&mut self, written: &str, known: &[&'n str]) -> Option<&'n str> {
        if known.len() > MANY {
            self.suggestions += 1;
            if self.suggestions > MOST_SUGGESTIONS {
                return None;
            }
        }
        let is_in_words = |id: &&&str| {
            let mut words = written.split_whitespace().map(str::to_lowercase);
            written.contains(' ') && words.any(|word| word == **id)
        };
        nearest(written, known.iter().copied()).or_else(|| known.iter().find(is_in_words).copied())
    }
}
