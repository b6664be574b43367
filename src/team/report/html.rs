//! The report as one page of HTML with nothing from elsewhere, for one sheet of paper.

use askama::Template;

use super::{ReportDecision, ReportShare, ReportSkill, TeamReport};
use crate::team::room::UNIFIED;

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
h1 { font-size: 16pt; margin: 0; } h2 { font-size: 11pt; margin: 3mm 0 1mm; border-bottom: .3mm solid #2f5d62; }
p, ul, ol { margin: 1mm 0; } ul, ol { padding-left: 5mm; } li { margin: .4mm 0; }
.two { columns: 2; column-gap: 7mm; } .two > * { break-inside: avoid; }
.soft { color: #55646a; } .note { background: #fdf3dc; border-left: 1.2mm solid #f2b134; padding: 1.5mm 3mm; margin: 2mm 0; }
.decision { margin: 1.5mm 0 2.5mm; } .decision b { display: block; }
svg { vertical-align: middle; } td { padding: 0 1.5mm .3mm 0; vertical-align: top; } table { border-collapse: collapse; }
@media print { body { padding: 0; font-size: {{ self.size() }}pt; } }
</style></head><body>
<h1>{{ report.scenario }}</h1>
<p class="soft">{{ report.people }} people. {{ report.caution }} No names: this is about decisions, not about people.</p>
{% if let Some(ending) = report.ending %}<p class="note"><strong>{{ ending.title }}</strong> ({{ ending.value }} of 100). {{ ending.text }}</p>{% endif %}
{% if !report.truths.is_empty() %}<p><strong>What was really going on:</strong> {{ report.truths.join("; ") }}.</p>{% endif %}
{% for sentence in report.against_best %}<p>{{ sentence }}</p>{% endfor %}
<div class="two">
{% if !report.decisions.is_empty() %}<section><h2>Decisions</h2>
{% for decision in report.decisions %}<div class="decision"><b>{{ decision.scene }}</b>
<span class="soft">{{ decision.said() }}</span>
<table>{% for share in decision.last() %}<tr><td><strong>{{ share.letter }}</strong></td><td><svg width="70" height="9" role="img" aria-label="{{ share.votes }} of {{ share.of }}"><rect width="69" height="8" x=".5" y=".5" fill="none" stroke="#1f2a2e"/><rect width="{{ share.width() }}" height="9" fill="#2f5d62"/></svg></td><td>{{ share.votes }}{% if let Some(before) = decision.was(share) %} (first {{ before }}){% endif %}</td><td>{{ share.short() }}</td></tr>{% endfor %}</table></div>
{% endfor %}</section>{% endif %}
{% if !report.endings.is_empty() %}<section><h2>Where everyone ended</h2><ul>{% for (ending, count) in report.endings %}<li>{{ ending }}: {{ count }}</li>{% endfor %}</ul></section>{% endif %}
{% if !report.lessons.is_empty() %}<section><h2>Lessons</h2><ul>{% for lesson in report.lessons %}<li>{{ lesson.text }} <span class="soft">kept {{ lesson.kept }}, broken {{ lesson.broken }}</span></li>{% endfor %}</ul></section>{% endif %}
{% if !report.skills.is_empty() %}<section><h2>Skills</h2><ul>{% for skill in report.skills %}<li>{{ skill.name }}: {{ skill.seen }}{% if skill.scored() > 0 %}; observers gave {{ skill.observations() }}{% endif %}</li>{% endfor %}</ul></section>{% endif %}
{% if !report.feelings.is_empty() %}<section><h2>How the room felt</h2><p>{% for (word, count) in report.feelings %}{{ word }} {{ count }}{% if !loop.last %}, {% endif %}{% endfor %}</p></section>{% endif %}
{% if !report.commitments.is_empty() %}<section><h2>One thing each</h2><ul>{% for one in report.commitments %}<li>{{ one }}</li>{% endfor %}</ul></section>{% endif %}
</div>
</body></html>
"##
)]
struct ReportPage<'r> {
    report: &'r TeamReport,
}

impl ReportPage<'_> {
    /// The size of letters on paper, in points: smaller where there is more, so that it stays one sheet.
    fn size(&self) -> &'static str {
        let report = self.report;
        let words = |texts: &[String]| texts.iter().map(|text| 1 + text.len() / 48).sum::<usize>();
        let decisions: usize = report.decisions.iter().map(|one| 3 + one.last().len()).sum();
        let lessons: usize = report.lessons.iter().map(|one| 1 + one.text.len() / 48).sum();
        let rows = decisions
            + lessons
            + report.skills.len()
            + words(&report.commitments)
            + 2 * words(&report.against_best)
            + report.endings.len();
        match rows {
            0..=60 => "10",
            61..=100 => "8.5",
            101..=150 => "7.2",
            151..=220 => "6",
            _ => "5",
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
        let mut words: String = self.text.chars().take(90).collect();
        if words.len() < self.text.len() {
            words.push('…');
        }
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
