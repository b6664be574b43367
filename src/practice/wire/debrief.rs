//! The debrief on the wire: the first page as the coach words it, and what is behind it.

use serde::{Deserialize, Serialize};

use super::{
    moment::WireMoment,
    own::{maybe, text},
    view::WireEnding,
};
use crate::{
    coach::{
        self, Answer, Ask, ChairBeat, ChoicesAndChance, CoachingNote, Debrief, EvidenceNote,
        LessonNote, OtherChair, PageLine, PagePart, PageSection, SkillProfile, ToldVerdict, Tone,
        Truth,
    },
    engine::Session,
    scenario::Channel,
};

/// Everything that the debrief tells of a finished play.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireDebrief {
    /// Title of the scenario.
    pub scenario: String,
    /// The first page, section by section.
    pub page: Vec<WireSection>,
    /// How it ended.
    pub ending: WireEnding,
    /// Every decision, in order.
    pub happened: Vec<WireMoment>,
    /// What was really going on.
    pub truths: Vec<WireTruth>,
    /// "I saw".
    pub saw: Vec<String>,
    /// "I've told myself", with what was so.
    pub told: Vec<WireToldVerdict>,
    /// The best move.
    pub best_move: Option<WireMoment>,
    /// Up to two turning points, by lessons and evidence.
    pub turning_points: Vec<WireMoment>,
    /// The competency profile, in the rubric's order.
    pub profile: Vec<WireSkill>,
    /// What was shown of the lessons.
    pub lessons: Vec<WireLesson>,
    /// Coaching notes, in order of play.
    pub notes: Vec<WireNote>,
    /// Agreements that stood at the end.
    pub agreements: Vec<String>,
    /// The if-then sentence the learner committed to in the play.
    pub commitment: Option<String>,
    /// Questions to think about or talk over.
    pub questions: Vec<String>,
    /// The call from the other chair.
    pub other_chair: Option<WireChair>,
}

/// A section of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireSection {
    /// Which one: "feeling", "going-on", "strength", "turning-point", "saw-and-told", "if-then".
    pub part: String,
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<WireLine>,
    /// What is asked in it, and told only afterwards.
    pub ask: Option<WireAsk>,
    /// What is asked last, in the learner's own words.
    pub prompts: Vec<String>,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireLine {
    /// How it is spoken: "plain", "title", "yours", "theirs", "thought", "instead", "lesson".
    pub tone: String,
    /// Short words before it.
    pub label: Option<String>,
    /// The line.
    pub text: String,
}

/// A question of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireAsk {
    /// The question.
    pub prompt: String,
    /// What may be picked.
    pub answers: Vec<WireAnswer>,
    /// Told afterwards; the "instead" is not, where what was picked is best or keeps the lesson.
    pub told: Vec<WireLine>,
}

/// Something that may be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireAnswer {
    /// Id of the choice.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Channel it uses.
    pub channel: Channel,
    /// Whether it is the line to learn from.
    pub best: bool,
    /// Whether it keeps the lesson that was broken.
    pub keeps: bool,
    /// What picking it is answered with.
    pub told: String,
}

/// A hidden truth, told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireTruth {
    /// Its name.
    pub title: String,
    /// In the person's own words.
    pub quote: Option<String>,
    /// In the game's words.
    pub explain: Option<String>,
}

/// A guess that was held, judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireToldVerdict {
    /// The guess.
    pub text: String,
    /// Whether it was so this time.
    pub so: bool,
}

/// What was shown of one competency. Its mean is left to whoever reads the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireSkill {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// The step of four that may be claimed.
    pub step: Option<u8>,
    /// How often it was seen and at which step, in words.
    pub seen: String,
    /// What to try next.
    pub next: Option<String>,
    /// The four anchors.
    pub anchors: [String; 4],
    /// The evidence.
    pub evidence: Vec<WireEvidence>,
    /// Coaching note of the rubric.
    pub note: Option<String>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireEvidence {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// Id of the scene.
    pub scene_id: String,
    /// Id of the choice.
    pub choice_id: String,
    /// What you said or did.
    pub yours: String,
    /// Level, 1 to 4.
    pub level: u8,
    /// Why.
    pub why: String,
}

/// What a play showed of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireLesson {
    /// Id.
    pub id: String,
    /// Its sentence.
    pub text: String,
    /// Name of its competency.
    pub skill: Option<String>,
    /// Steps of the decisions that kept it.
    pub kept: Vec<usize>,
    /// Steps of those that broke it.
    pub broken: Vec<usize>,
}

/// A coaching note on a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireNote {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// What you said or did.
    pub yours: String,
    /// The note.
    pub note: String,
}

/// The call replayed from the other chair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireChair {
    /// "Helen's version".
    pub title: String,
    /// Whose chair it is.
    pub name: String,
    /// Their portrait.
    pub portrait: String,
    /// What was said, and what was thought under it.
    pub beats: Vec<WireBeat>,
}

/// One exchange from the other chair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireBeat {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// What you said or did.
    pub yours: String,
    /// What they thought.
    pub thought: String,
    /// What they said.
    pub said: Option<String>,
}

impl WireDebrief {
    /// Of a finished play, with what was choice and what was chance where that is known; `None` while it goes
    /// on.
    #[must_use]
    pub fn of(session: &Session, split: Option<&ChoicesAndChance>) -> Option<Self> {
        let debrief = coach::debrief(session)?;
        let page = coach::page(session, &debrief, split).sections();
        let Debrief {
            scenario,
            ending,
            happened,
            truths,
            saw,
            told,
            best_move,
            turning_points,
            profile,
            lessons,
            notes,
            agreements,
            commitment,
            questions,
            other_chair,
            // A picture is for whoever can draw it.
            picture: _,
        } = &debrief;
        Some(Self {
            scenario: text(scenario),
            page: page.iter().map(Into::into).collect(),
            ending: ending.into(),
            happened: happened.iter().map(Into::into).collect(),
            truths: truths.iter().map(Into::into).collect(),
            saw: saw.iter().map(text).collect(),
            told: told.iter().map(Into::into).collect(),
            best_move: best_move.as_ref().map(Into::into),
            turning_points: turning_points.iter().map(Into::into).collect(),
            profile: profile.iter().map(Into::into).collect(),
            lessons: lessons.iter().map(Into::into).collect(),
            notes: notes.iter().map(Into::into).collect(),
            agreements: agreements.iter().map(text).collect(),
            commitment: maybe(commitment.as_ref()),
            questions: questions.iter().map(text).collect(),
            other_chair: other_chair.as_ref().map(Into::into),
        })
    }
}

/// The name of a part, as programs know it.
#[must_use]
pub fn part_name(part: PagePart) -> &'static str {
    match part {
        PagePart::Feeling => "feeling",
        PagePart::GoingOn => "going-on",
        PagePart::Strength => "strength",
        PagePart::Turning => "turning-point",
        PagePart::Columns => "saw-and-told",
        PagePart::IfThen => "if-then",
    }
}

impl From<&PageSection> for WireSection {
    fn from(section: &PageSection) -> Self {
        let PageSection { part, heading, lines, ask, prompts } = section;
        Self {
            part: part_name(*part).to_owned(),
            heading: text(heading),
            lines: lines.iter().map(Into::into).collect(),
            ask: ask.as_ref().map(Into::into),
            prompts: prompts.iter().map(|prompt| (*prompt).to_owned()).collect(),
        }
    }
}

impl From<&PageLine> for WireLine {
    fn from(line: &PageLine) -> Self {
        let PageLine { tone, label, text: words } = line;
        let tone = match tone {
            Tone::Plain => "plain",
            Tone::Title => "title",
            Tone::Yours => "yours",
            Tone::Theirs => "theirs",
            Tone::Thought => "thought",
            Tone::Instead => "instead",
            Tone::Lesson => "lesson",
        };
        Self { tone: tone.to_owned(), label: maybe(label.as_ref()), text: text(words) }
    }
}

impl From<&Ask> for WireAsk {
    fn from(ask: &Ask) -> Self {
        let Ask { prompt, answers, told } = ask;
        let answer = |answer: &Answer| {
            let Answer { id, text: words, channel, best, keeps, told } = answer;
            WireAnswer {
                id: text(id),
                text: text(words),
                channel: *channel,
                best: *best,
                keeps: *keeps,
                told: text(told),
            }
        };
        Self {
            prompt: text(prompt),
            answers: answers.iter().map(answer).collect(),
            told: told.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Truth> for WireTruth {
    fn from(truth: &Truth) -> Self {
        let Truth { title, quote, explain } = truth;
        let (quote, explain) = (maybe(quote.as_ref()), maybe(explain.as_ref()));
        Self { title: text(title), quote, explain }
    }
}

impl From<&ToldVerdict> for WireToldVerdict {
    fn from(told: &ToldVerdict) -> Self {
        let ToldVerdict { text: words, so } = told;
        Self { text: text(words), so: *so }
    }
}

impl From<&SkillProfile> for WireSkill {
    fn from(skill: &SkillProfile) -> Self {
        let SkillProfile { id, name, what, level: _, step, seen, next, anchors, evidence, note } =
            skill;
        Self {
            id: text(id),
            name: text(name),
            what: text(what),
            step: *step,
            seen: text(seen),
            next: maybe(next.as_ref()),
            anchors: anchors.each_ref().map(text),
            evidence: evidence.iter().map(Into::into).collect(),
            note: maybe(note.as_ref()),
        }
    }
}

impl From<&EvidenceNote> for WireEvidence {
    fn from(evidence: &EvidenceNote) -> Self {
        let EvidenceNote { step, scene, scene_id, choice_id, yours, level, why } = evidence;
        Self {
            step: *step,
            scene: text(scene),
            scene_id: text(scene_id),
            choice_id: text(choice_id),
            yours: text(yours),
            level: *level,
            why: text(why),
        }
    }
}

impl From<&LessonNote> for WireLesson {
    fn from(lesson: &LessonNote) -> Self {
        let LessonNote { id, text: words, skill, kept, broken } = lesson;
        Self {
            id: text(id),
            text: text(words),
            skill: maybe(skill.as_ref()),
            kept: kept.clone(),
            broken: broken.clone(),
        }
    }
}

impl From<&CoachingNote> for WireNote {
    fn from(coached: &CoachingNote) -> Self {
        let CoachingNote { step, scene, yours, note } = coached;
        Self { step: *step, scene: text(scene), yours: text(yours), note: text(note) }
    }
}

impl From<&OtherChair> for WireChair {
    fn from(chair: &OtherChair) -> Self {
        let OtherChair { title, name, portrait, beats } = chair;
        let beat = |beat: &ChairBeat| {
            let ChairBeat { step, yours, thought, said } = beat;
            WireBeat {
                step: *step,
                yours: text(yours),
                thought: text(thought),
                said: maybe(said.as_ref()),
            }
        };
        Self {
            title: text(title),
            name: text(name),
            portrait: text(portrait),
            beats: beats.iter().map(beat).collect(),
        }
    }
}
