//! The after-action review on one page, as data: the debrief's first page, the same everywhere.
//!
//! Window, terminal and exports render its [`PageSection`]s in order, with their own marks and not a word of
//! their own. What is behind it is told by [`More`](super::More).

use super::{Answer, Feeling, Moment};
use crate::scenario::Channel;

/// The after-action review of a finished play on one page: what was going on, one strength, one turning
/// point, what was seen and what was told, and the if-then that comes of it.
///
/// Read from top to bottom in about two minutes. Made by [`page`](super::page).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Title of the scenario.
    pub scenario: String,
    /// What was going on; where nothing was hidden, how it ended.
    pub going_on: GoingOn,
    /// One strength; `None` where nothing showed one.
    pub strength: Option<Strength>,
    /// One turning point, or what to say where nothing was one.
    pub turning: Turning,
    /// What was seen, and what was told.
    pub columns: Columns,
    /// The if-then to keep.
    pub if_then: IfThen,
}

/// A section of the page as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSection {
    /// Which one it is.
    pub part: PagePart,
    /// Its heading.
    pub heading: String,
    /// Its lines, in order. Of a turning point those that are told before the question.
    pub lines: Vec<PageLine>,
    /// What is asked in it, and told only afterwards.
    pub ask: Option<Ask>,
    /// What is asked last, one after the other, to be answered in the learner's own words.
    pub prompts: Vec<&'static str>,
}

/// The parts of the page, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PagePart {
    /// How it felt: one tap, private. Its answers are [`Feeling::ALL`].
    Feeling,
    /// What was going on.
    GoingOn,
    /// One strength.
    Strength,
    /// One turning point.
    Turning,
    /// What was seen, and what was told.
    Columns,
    /// The if-then.
    IfThen,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// How it is spoken.
    pub tone: Tone,
    /// Short words before it: "You", "Helen thought", "The lesson".
    pub label: Option<String>,
    /// The line.
    pub text: String,
}

/// How a line of the page is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The coach, plainly.
    Plain,
    /// A name: of a truth, of an ending.
    Title,
    /// What you said or did.
    Yours,
    /// What somebody else says.
    Theirs,
    /// What somebody else thought.
    Thought,
    /// What you could have said.
    Instead,
    /// The lesson, in the scenario's sentence.
    Lesson,
}

/// A question of the page: asked first, then told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The question.
    pub prompt: String,
    /// What may be picked.
    pub answers: Vec<Answer>,
    /// Told once something was picked, or the question was passed over; after what the picked answer is
    /// answered with. Where the line to learn from was picked, or one that keeps the lesson
    /// ([`Answer::keeps`]), the [`Tone::Instead`] is not said.
    pub told: Vec<PageLine>,
}

/// What was going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoingOn {
    /// Name of the truth; of the ending where nothing was hidden.
    pub title: String,
    /// Whose words they are, by first name where that is known, and the words.
    pub quote: Option<(Option<String>, String)>,
    /// Whether that was said, or written, in the play.
    pub said: bool,
    /// The same in the game's words.
    pub explain: Option<String>,
}

/// One strength.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// The decision, with your line; its `why` is the evidence's own.
    pub moment: Moment,
    /// The lesson that it kept, in the scenario's sentence.
    pub lesson: Option<String>,
}

/// Where it turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turning {
    /// At a decision that a trainer would speak of.
    Point(Box<TurningPoint>),
    /// Nowhere: what to say instead, and what to try next.
    Nowhere {
        /// One or two honest sentences.
        told: Vec<String>,
        /// What to try next: a competency, and its anchor one step up, the third at least.
        next: Option<TryNext>,
    },
}

/// A decision at which something else would have been better, and can be taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurningPoint {
    /// The decision, with your line and why it counts.
    pub moment: Moment,
    /// Who thought something when they heard it, by first name, and what.
    pub thought: Option<(String, String)>,
    /// The lines that were on offer, to pick from before anything is told.
    pub answers: Vec<Answer>,
    /// What you could have said.
    pub instead: Option<Instead>,
    /// The lesson that it broke, in the scenario's sentence.
    pub lesson: Option<String>,
    /// How often the play broke it.
    pub times: usize,
    /// What it cost in points of 100, where that is known.
    pub cost: Option<i32>,
}

/// A line that was on offer and can be taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Its id, as for [`Session::choose`](crate::engine::Session::choose).
    pub id: String,
    /// Its words.
    pub text: String,
    /// Its channel.
    pub channel: Channel,
    /// Why, in plain words; may be empty.
    pub why: String,
}

/// What to try next: a competency, and what one step up looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryNext {
    /// Name of the competency.
    pub skill: String,
    /// The anchor one step up.
    pub anchor: String,
}

/// What was seen, and what was told, with whether it was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// "You saw": what the page tells, one sentence for each.
    pub saw: Vec<String>,
    /// Whether that is what every play begins with, since nothing was learned later.
    pub at_start: bool,
    /// "You told yourself", with whether it was true this time.
    pub told: Vec<(String, bool)>,
}

/// The implementation intention to keep: an if-then with a client of one's own and a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfThen {
    /// Sentences to choose from; one's own words are always possible.
    pub suggestions: Vec<String>,
    /// The sentence that was kept in the play already, if one was; it is the first suggestion too.
    pub kept: Option<String>,
}

impl IfThen {
    /// Asked for the sentence.
    pub const ASK_SENTENCE: &str = "Which will you keep? Or write your own: “If …, I …”";
    /// Asked for the client.
    pub const ASK_CLIENT: &str = "With which client of your own?";
    /// Asked for the day.
    pub const ASK_DAY: &str = "On which day?";
    /// Said once it is kept.
    pub const KEPT: &str = "This is kept, and shown again when you play next.";

    /// The same, with what the learner typed in the play in place of the sentence that they committed to.
    pub fn keep(&mut self, own_words: Option<&str>) {
        let Some(own) = own_words else { return };
        self.suggestions.retain(|one| Some(one) != self.kept.as_ref() && one != own);
        self.suggestions.insert(0, own.to_owned());
        self.kept = Some(own.to_owned());
    }
}

/// An implementation intention as it is kept: the sentence, with whom, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Intention {
    /// The sentence: "If …, I …".
    pub text: String,
    /// A client of one's own.
    pub client: Option<String>,
    /// A day, in the learner's words.
    pub day: Option<String>,
}

impl Page {
    /// The page as it is read, from top to bottom.
    #[must_use]
    pub fn sections(&self) -> Vec<PageSection> {
        let felt = PageSection::of(PagePart::Feeling, "How did that feel?", Vec::new());
        let strength = self.strength.as_ref().map(Strength::section);
        [felt, self.going_on.section()]
            .into_iter()
            .chain(strength)
            .chain([self.turning.section()])
            .chain(self.columns.section())
            .chain([self.if_then.section()])
            .collect()
    }

    /// How many words it has, with everything that is asked on it.
    #[must_use]
    pub fn words(&self) -> usize {
        self.sections().iter().map(PageSection::words).sum()
    }
}

impl PageSection {
    fn of(part: PagePart, heading: &str, lines: Vec<PageLine>) -> Self {
        Self { part, heading: heading.to_owned(), lines, ask: None, prompts: Vec::new() }
    }

    fn words(&self) -> usize {
        let felt = match self.part {
            PagePart::Feeling => Feeling::ALL.len(),
            _ => 0,
        };
        let lines = self.lines.iter().map(PageLine::words).sum::<usize>();
        let prompts = self.prompts.iter().map(|prompt| count(prompt)).sum::<usize>();
        count(&self.heading) + lines + prompts + self.ask.as_ref().map_or(0, Ask::words) + felt
    }
}

impl Ask {
    /// With the longest of what an answer may be met with: only one of them is read.
    fn words(&self) -> usize {
        let answers = self.answers.iter().map(|answer| count(&answer.text)).sum::<usize>();
        let met = self.answers.iter().map(|answer| count(&answer.told)).max().unwrap_or_default();
        count(&self.prompt) + answers + met + self.told.iter().map(PageLine::words).sum::<usize>()
    }
}

impl PageLine {
    pub(super) fn new(tone: Tone, label: Option<String>, text: impl Into<String>) -> Self {
        Self { tone, label, text: text.into() }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(Tone::Plain, None, text)
    }

    fn words(&self) -> usize {
        self.label.as_deref().map_or(0, count) + count(&self.text)
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

impl GoingOn {
    fn section(&self) -> PageSection {
        let title = PageLine::new(Tone::Title, None, self.title.as_str());
        let quote = self.quote.as_ref();
        let quote = quote.map(|(who, text)| {
            let unsaid = || match who {
                Some(who) => format!("What {who} did not say"),
                None => "What was not said".to_owned(),
            };
            let label = if self.said { who.clone() } else { Some(unsaid()) };
            PageLine::new(Tone::Theirs, label, text)
        });
        let explain = self.explain.as_deref().map(PageLine::plain);
        let lines = [title].into_iter().chain(quote).chain(explain).collect();
        PageSection::of(PagePart::GoingOn, "What was going on", lines)
    }
}

impl Strength {
    fn section(&self) -> PageSection {
        let moment = &self.moment;
        let why = (!moment.why.is_empty()).then(|| PageLine::plain(moment.why.as_str()));
        let lines =
            [yours(moment)].into_iter().chain(why).chain(lesson("Kept", self.lesson.as_ref()));
        PageSection::of(PagePart::Strength, "One thing you did well", lines.collect())
    }
}

impl Turning {
    fn section(&self) -> PageSection {
        match self {
            Self::Point(point) => point.section(),
            Self::Nowhere { told, next } => {
                let told = told.iter().map(|told| PageLine::plain(told.as_str()));
                let next = next.iter().map(|next| {
                    let label = Some(format!("To try next, {}", next.skill));
                    PageLine::new(Tone::Plain, label, next.anchor.as_str())
                });
                let lines = told.chain(next).collect();
                PageSection::of(PagePart::Turning, "Where it turned", lines)
            }
        }
    }
}

impl TurningPoint {
    /// The turning point as it is read: your line and what was thought, the question, and what is told
    /// after it.
    #[must_use]
    pub fn section(&self) -> PageSection {
        let thought = self.thought.as_ref().map(|(who, thought)| {
            PageLine::new(Tone::Thought, Some(format!("{who} thought")), thought.as_str())
        });
        let before = [yours(&self.moment)].into_iter().chain(thought).collect();
        let mut section = PageSection::of(PagePart::Turning, "Where it turned", before);
        if self.answers.is_empty() {
            section.lines.extend(self.after());
        } else {
            section.ask = Some(Ask {
                prompt: "What could you have said instead?".to_owned(),
                answers: self.answers.clone(),
                told: self.after(),
            });
        }
        section
    }

    /// What is told once something was picked.
    fn after(&self) -> Vec<PageLine> {
        let instead = self.instead.as_ref().map(|instead| {
            let label = Some("You could have said".to_owned());
            PageLine::new(Tone::Instead, label, instead.text.as_str())
        });
        let better = self.instead.as_ref().map_or("", |instead| &instead.why);
        // One reason is enough on a page: what was lacking, or what would have been shown.
        let whys = [self.moment.why.as_str(), better];
        let why = whys.into_iter().find(|why| !why.is_empty()).map(PageLine::plain);
        let label = match self.times {
            0 | 1 => "The lesson".to_owned(),
            2 => "The lesson, broken twice".to_owned(),
            count => format!("The lesson, broken {} times", in_words(count)),
        };
        instead.into_iter().chain(why).chain(lesson(&label, self.lesson.as_ref())).collect()
    }
}

fn in_words(count: usize) -> String {
    let few = ["three", "four", "five", "six", "seven", "eight", "nine"];
    let word = count.checked_sub(3).and_then(|at| few.get(at));
    word.map_or_else(|| count.to_string(), ToString::to_string)
}

fn yours(moment: &Moment) -> PageLine {
    PageLine::new(Tone::Yours, Some("You".to_owned()), moment.yours.as_str())
}

fn lesson(label: &str, lesson: Option<&String>) -> Option<PageLine> {
    let lesson = lesson?;
    Some(PageLine::new(Tone::Lesson, Some(label.to_owned()), lesson))
}

impl Columns {
    /// Leaves out the earliest fact or the last guess, whichever there are more of; never the last of either.
    pub(super) fn shorten(&mut self) -> bool {
        if self.saw.len() >= self.told.len() && self.saw.len() > 1 {
            self.saw.remove(0);
            return true;
        }
        self.told.len() > 1 && self.told.pop().is_some()
    }

    fn section(&self) -> Option<PageSection> {
        if self.saw.is_empty() && self.told.is_empty() {
            return None;
        }
        let label = if self.at_start { "You saw at the start" } else { "You saw" };
        let saw = self.saw.iter().map(|saw| labelled(label, saw.clone()));
        let told = self
            .told
            .iter()
            .map(|(told, so)| labelled("You told yourself", with_verdict(told, *so)));
        let nothing = self.saw.is_empty().then(|| {
            PageLine::plain("You saw nothing for certain this time; what you had was the story.")
        });
        let lines = saw.chain(nothing).chain(told).collect();
        Some(PageSection::of(PagePart::Columns, "What you saw, and what you told yourself", lines))
    }
}

/// A guess with whether it was so: "She is cross with me. (not true this time)".
#[must_use]
pub fn with_verdict(told: &str, so: bool) -> String {
    format!("{told} ({})", if so { "true this time" } else { "not true this time" })
}

fn labelled(label: &str, text: String) -> PageLine {
    PageLine::new(Tone::Plain, Some(label.to_owned()), text)
}

impl IfThen {
    fn section(&self) -> PageSection {
        let suggestions = self.suggestions.iter();
        let lines = suggestions.map(|one| PageLine::new(Tone::Instead, None, one.as_str()));
        PageSection {
            prompts: vec![Self::ASK_SENTENCE, Self::ASK_CLIENT, Self::ASK_DAY],
            ..PageSection::of(PagePart::IfThen, "One sentence to take along", lines.collect())
        }
    }
}

impl Intention {
    /// A sentence as it was typed, with whom and when; blanks are nothing. `None` without a sentence.
    #[must_use]
    pub fn typed(text: &str, client: &str, day: &str) -> Option<Self> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(Self { text: some(text)?, client: some(client), day: some(day) })
    }

    /// The sentence with whom and when, as it is shown again.
    #[must_use]
    pub fn told(&self) -> String {
        let text = &self.text;
        let with: Vec<&str> =
            [&self.client, &self.day].into_iter().filter_map(|one| one.as_deref()).collect();
        if with.is_empty() { text.clone() } else { format!("{text} ({})", with.join(", ")) }
    }
}
