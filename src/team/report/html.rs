//! The report as one page of HTML with nothing from elsewhere, for one sheet of paper.

use askama::Template;

use super::{
    ReportDecision, ReportLesson, ReportParting, ReportRoad, ReportShare, ReportSkill, TeamReport,
};
use crate::team::room::UNIFIED;

/// As many decisions as one sheet shows.
const DECISIONS: usize = 6;
/// As many lessons.
const LESSONS: usize = 8;
/// As many commitments.
const COMMITMENTS: usize = 12;
/// As many places at which paths parted.
const PARTINGS: usize = 4;
/// As many ways from one of them.
const WAYS: usize = 4;
/// As many roads of the fork map.
const ROADS: usize = 4;
/// As much of a choice, in characters.
const LONGEST_CHOICE: usize = 64;
/// As much of a commitment.
const LONGEST_COMMITMENT: usize = 120;

/// Words as far as they may go, with a sign that there are more.
fn shortened(words: &str, longest: usize) -> String {
    if words.chars().count() <= longest {
        return words.to_owned();
    }
    words.chars().take(longest - 1).chain(['…']).collect()
}

/// The report as a page that stands alone.
#[must_use]
pub fn html(report: &TeamReport) -> String {
    // Writing into a string cannot fail.
    ReportPage { report }.render().unwrap_or_default()
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ report.scenario }}: what the room learned</title>
<style>
@page { size: A4; margin: 11mm; }
body { font: 10pt/1.32 system-ui, "Segoe UI", Roboto, Arial, sans-serif; color: #1f2a2e; background: #fff; max-width: 190mm; margin: 0 auto; padding: 4mm; }
h1 { font-size: 1.6em; margin: 0; } h2 { font-size: 1.1em; margin: .8em 0 .3em; border-bottom: .1em solid #2f5d62; break-after: avoid; }
p, ul, ol { margin: .3em 0; } ul, ol { padding-left: 1.4em; } li { margin: .1em 0; break-inside: avoid; }
.two { columns: 2; column-gap: 2em; }
.soft { color: #55646a; } .note { background: #fdf3dc; border-left: .4em solid #f2b134; padding: .4em .9em; margin: .5em 0; }
.decision { margin: .4em 0 .7em; break-inside: avoid; } .decision b { display: block; }
svg { vertical-align: middle; width: 6em; height: .8em; } td { padding: 0 .4em .1em 0; vertical-align: top; } td.n { white-space: nowrap; } table { border-collapse: collapse; }
@media print { body { padding: 0; font-size: {{ self.size() }}pt; } }
</style></head><body>
<h1>{{ report.scenario }}</h1>
<p class="soft">{{ self.who() }} {{ report.caution }} No names: this is about decisions, not about people.</p>
{% if let Some(ending) = report.ending %}<p class="note"><strong>{{ ending.title }}</strong> ({{ ending.value }} of 100). {{ ending.text }}</p>{% endif %}
{% if !report.truths.is_empty() %}<p><strong>What was really going on:</strong> {{ report.truths.join("; ") }}.</p>{% endif %}
{% for sentence in report.against_best %}<p>{{ sentence }}</p>{% endfor %}
<div class="two">
{% if !report.decisions.is_empty() %}<section><h2>Decisions</h2>
{% for decision in self.decisions() %}<div class="decision"><b>{{ decision.scene }}</b>
<span class="soft">{{ decision.said() }}</span>
<table>{% for share in decision.chosen() %}<tr><td><strong>{{ share.letter }}</strong></td><td><svg viewBox="0 0 70 9" preserveAspectRatio="none" role="img" aria-label="{{ share.votes }} of {{ share.of }}"><rect width="69" height="8" x=".5" y=".5" fill="none" stroke="#1f2a2e"/><rect width="{{ share.width() }}" height="9" fill="#2f5d62"/></svg></td><td class="n">{{ share.votes }}{% if let Some(before) = decision.was(share) %} (first {{ before }}){% endif %}</td><td>{{ share.short() }}</td></tr>{% endfor %}</table></div>
{% endfor %}{% if report.decisions.len() > DECISIONS %}<p class="soft">{{ report.decisions.len() - DECISIONS }} more, on which the room agreed more, are in the file for spreadsheets.</p>{% endif %}</section>{% endif %}
{% if !report.endings.is_empty() %}<section><h2>Where everyone ended</h2><ul>{% for (ending, count) in report.endings %}<li>{{ ending }}: {{ count }}</li>{% endfor %}</ul></section>{% endif %}
{% if !report.partings.is_empty() %}<section><h2>Where paths parted</h2>
{% for one in self.partings() %}<div class="decision"><b>{{ one.scene }}</b><span class="soft">Decision {{ one.step + 1 }}, {{ one.of }} came by:</span><ul>{% for (choice, count) in one.ways.iter().take(WAYS) %}<li>{{ count }} × {{ Self::short(choice) }}</li>{% endfor %}{% if one.ways.len() > WAYS %}<li class="soft">{{ one.ways.len() - WAYS }} more ways</li>{% endif %}</ul></div>
{% endfor %}{% if report.partings.len() > PARTINGS %}<p class="soft">{{ report.partings.len() - PARTINGS }} more, where fewer came by, are in the other files.</p>{% endif %}</section>{% endif %}
{% if !report.roads.is_empty() %}<section><h2>Roads that were tried</h2><ul>{% for road in report.roads.iter().take(ROADS) %}<li>{{ self.road(road) }}</li>{% endfor %}</ul>{% if report.roads.len() > ROADS %}<p class="soft">{{ report.roads.len() - ROADS }} more are in the other files.</p>{% endif %}</section>{% endif %}
{% if !report.lessons.is_empty() %}<section><h2>Lessons</h2><ul>{% for lesson in self.lessons() %}<li>{{ lesson.text }} <span class="soft">kept {{ lesson.kept }}, broken {{ lesson.broken }}</span></li>{% endfor %}</ul></section>{% endif %}
{% if !report.skills.is_empty() %}<section><h2>Skills</h2><ul>{% for skill in report.skills %}<li>{{ skill.name }}: {{ skill.seen }}{% if skill.scored() > 0 %}; observers gave {{ skill.observations() }}{% endif %}</li>{% endfor %}</ul></section>{% endif %}
{% if !report.feelings.is_empty() %}<section><h2>How the room felt</h2><p>{% for (word, count) in report.feelings %}{{ word }} {{ count }}{% if !loop.last %}, {% endif %}{% endfor %}</p></section>{% endif %}
{% if !report.commitments.is_empty() %}<section><h2>One thing each</h2><ul>{% for one in self.commitments() %}<li>{{ one }}</li>{% endfor %}</ul>{% if report.commitments.len() > COMMITMENTS %}<p class="soft">{{ report.commitments.len() - COMMITMENTS }} more are in the file for programs.</p>{% endif %}</section>{% endif %}
</div>
</body></html>
"##
)]
struct ReportPage<'r> {
    report: &'r TeamReport,
}

impl ReportPage<'_> {
    /// The decisions on the sheet, in order of play: those on which the room was surest and most surprised, and most
    /// divided.
    fn decisions(&self) -> Vec<&ReportDecision> {
        let all = &self.report.decisions;
        let mut order: Vec<usize> = (0..all.len()).collect();
        let weight = |at: &usize| {
            (all[*at].sure_and_surprised.unwrap_or(0), 100 - all[*at].agreement.min(100))
        };
        order.sort_by_key(|at| std::cmp::Reverse(weight(at)));
        order.truncate(DECISIONS);
        order.sort_unstable();
        order.into_iter().map(|at| &all[at]).collect()
    }

    /// The lessons on the sheet: broken ones first.
    fn lessons(&self) -> Vec<&ReportLesson> {
        let mut lessons: Vec<&ReportLesson> = self.report.lessons.iter().collect();
        lessons.sort_by_key(|lesson| std::cmp::Reverse(lesson.broken));
        lessons.truncate(LESSONS);
        lessons
    }

    /// Who took part: people with phones, and cards that were raised.
    fn who(&self) -> String {
        let TeamReport { people, cards, .. } = self.report;
        let phones = match people {
            1 => "1 person with a phone".to_owned(),
            all => format!("{all} people with phones"),
        };
        let raised = match cards {
            1 => "1 card raised at one vote".to_owned(),
            all => format!("up to {all} cards raised at one vote"),
        };
        match (people, cards) {
            (1, 0) => "1 person.".to_owned(),
            (all, 0) => format!("{all} people."),
            (0, _) => format!("Without phones, {raised}."),
            _ => format!("{phones}, and {raised}."),
        }
    }

    /// The places at which paths parted that most came by, in order of play.
    fn partings(&self) -> Vec<&ReportParting> {
        let mut shown: Vec<&ReportParting> = self.report.partings.iter().collect();
        shown.sort_by_key(|one| std::cmp::Reverse(one.of));
        shown.truncate(PARTINGS);
        shown.sort_by_key(|one| one.step);
        shown
    }

    fn short(choice: &str) -> String {
        shortened(choice, LONGEST_CHOICE)
    }

    /// A road in a line: where it ended, and the choice at which it left the first one.
    fn road(&self, road: &ReportRoad) -> String {
        let end = road.ending.as_deref().unwrap_or("left before its end");
        let first = self.report.roads.first();
        let is_other =
            |at: &usize| first.is_none_or(|first| first.choices.get(*at) != road.choices.get(*at));
        let parts = (0..road.choices.len()).find(is_other);
        match parts.and_then(|at| Some((at, road.choices.get(at)?))) {
            Some((at, choice)) => {
                format!("{end}, from decision {} on: {}", at + 1, shortened(choice, LONGEST_CHOICE))
            }
            None => format!("{end}, after {} decisions", road.choices.len()),
        }
    }

    /// What people committed to, as much of it as there is room for.
    fn commitments(&self) -> Vec<String> {
        let shown = self.report.commitments.iter().take(COMMITMENTS);
        shown.map(|one| shortened(one, LONGEST_COMMITMENT)).collect()
    }

    /// The size of letters on paper, in points: smaller where there is more, so that it stays one sheet.
    fn size(&self) -> &'static str {
        let decisions: usize = self.decisions().iter().map(|one| 3 + 2 * one.chosen().len()).sum();
        let rows = decisions
            + 2 * self.lessons().len()
            + self.report.skills.len()
            + 2 * self.report.commitments.len().min(COMMITMENTS)
            + 3 * self.report.against_best.len()
            + self.report.endings.len()
            + self.partings().iter().map(|one| 3 + 2 * one.ways.len().min(WAYS)).sum::<usize>()
            + 2 * self.report.roads.len().min(ROADS);
        match rows {
            0..=50 => "10",
            51..=75 => "9",
            76..=100 => "8",
            _ => "7.2",
        }
    }
}

impl ReportDecision {
    /// What is said of a decision in a line.
    fn said(&self) -> String {
        let unified = if self.unified { "unified" } else { "divided" };
        let mut said = format!("{}% for one choice: {unified} (from {UNIFIED}%).", self.agreement);
        if let Some(taken) = &self.taken {
            said.push_str(&format!(" Taken: {taken}"));
        }
        if let Some(count) = self.sure_and_surprised.filter(|count| *count > 0) {
            said.push_str(&format!(" Sure, and surprised: {count}."));
        }
        said
    }

    /// The last vote.
    fn last(&self) -> &[ReportShare] {
        if self.second.is_empty() { &self.first } else { &self.second }
    }

    /// What anybody voted for, in either vote.
    fn chosen(&self) -> Vec<&ReportShare> {
        let is_chosen = |share: &&ReportShare| share.votes > 0 || self.was(share).unwrap_or(0) > 0;
        self.last().iter().filter(is_chosen).collect()
    }

    /// How many votes a choice had at first, where there was a second vote.
    fn was(&self, share: &ReportShare) -> Option<u32> {
        let first = self.first.iter().find(|one| one.text == share.text);
        (!self.second.is_empty()).then(|| first.map_or(0, |one| one.votes))
    }
}

impl ReportShare {
    /// The width of its bar, of 70.
    fn width(&self) -> u32 {
        (self.votes * 70).checked_div(self.of).unwrap_or(0)
    }

    /// Its words, and what it costs.
    fn short(&self) -> String {
        let words = shortened(&self.text, LONGEST_CHOICE);
        match self.cost {
            Some(cost) if cost > 0 => format!("{words} (costs {cost})"),
            _ => words,
        }
    }
}

impl ReportSkill {
    /// How often observers scored it.
    fn scored(&self) -> u32 {
        self.observed.iter().sum()
    }

    /// What observers gave, in words.
    fn observations(&self) -> String {
        let levels = (1..).zip(self.observed).filter(|(_, count)| *count > 0);
        levels.map(|(level, count)| format!("{count}× step {level}")).collect::<Vec<_>>().join(", ")
    }
}
