//! The report of `rapport analyze` for authors: findings first, then tables and bars.

use std::io::Write;

use super::{
    analyze::{Times, choices},
    stop::Stop,
};
use crate::{
    scenario::{EndingId, Scenario},
    solver::{Analysis, Beliefs, Bot, Finding, Item, Reach, Verdict},
};

/// How many findings open the report.
const FIRST: usize = 3;
/// Characters of a full bar.
const BAR: usize = 30;

pub(super) fn report(
    scenario: &Scenario,
    analysis: &Analysis,
    times: &Times,
    out: &mut impl Write,
) -> Result<(), Stop> {
    writeln!(out, "{}: exact analysis", scenario.title)?;
    completeness(analysis, times, out)?;
    writeln!(out)?;
    if analysis.findings.is_empty() {
        writeln!(out, "No findings.")?;
    } else {
        writeln!(out, "Most useful to know")?;
    }
    for finding in analysis.findings.iter().take(FIRST) {
        finding_line(finding, out)?;
    }
    values(analysis, out)?;
    endings(scenario, analysis, out)?;
    outcome_bars(analysis, out)?;
    bots(scenario, analysis, out)?;
    competencies(scenario, analysis, out)?;
    if analysis.findings.len() > FIRST {
        writeln!(out, "\nAll further findings")?;
        for finding in &analysis.findings[FIRST..] {
            finding_line(finding, out)?;
        }
    }
    size(analysis, times, out)
}

fn completeness(analysis: &Analysis, times: &Times, out: &mut impl Write) -> Result<(), Stop> {
    let why = if times.stopped {
        writeln!(
            out,
            "STOPPED after {:.1} s; this is what there is so far.",
            times.all.as_secs_f64()
        )?;
        "not everything was looked at"
    } else {
        "the scenario has more states than the cap allows"
    };
    if !analysis.truth.complete() {
        writeln!(
            out,
            "NOT PROVEN: {why}. What was found is certain;\n\
             what was not found may still be possible. Figures marked ~ are sampled."
        )?;
    }
    match analysis.beliefs.as_ref().map(Beliefs::verdict) {
        Some(Verdict::Complete) if analysis.script.is_none() => {
            writeln!(out, "NOT PROVEN: the best plan that ignores what it sees.")?;
        }
        Some(Verdict::Complete) => {}
        Some(Verdict::Overflow) => {
            writeln!(out, "NOT PROVEN: best play; its weights grew beyond 128 bits.")?;
        }
        Some(Verdict::CutShort) | None if times.stopped => {
            writeln!(out, "NOT PROVEN: best play; it was not worked out to its end.")?;
        }
        Some(Verdict::CutShort) | None => {
            writeln!(out, "NOT PROVEN: best play; the player's knowledge outgrew the cap.")?;
        }
    }
    Ok(())
}

fn finding_line(finding: &Finding, out: &mut impl Write) -> Result<(), Stop> {
    let place = match (&finding.scene, &finding.choice, &finding.about) {
        (Some(scene), Some(choice), _) => format!(" [{scene}/{choice}]"),
        (Some(scene), None, _) => format!(" [{scene}]"),
        (None, _, Some(about)) => format!(" [{about}]"),
        (None, _, None) => String::new(),
    };
    Ok(writeln!(out, "  {}  {}{place}", finding.code, finding.text)?)
}

fn values(analysis: &Analysis, out: &mut impl Write) -> Result<(), Stop> {
    writeln!(out, "\nWhat play is worth, on average (0 to 100)")?;
    let truth = &analysis.truth;
    let best = analysis.beliefs.as_ref().and_then(Beliefs::best);
    let bounds = analysis.script_bounds().filter(|(low, high)| low < high);
    let rows = [
        ("had you known the hidden draws", truth.best()),
        ("best play", best),
        ("best plan that ignores what it sees", analysis.script),
        ("choosing at random", truth.random()),
        ("worst play", truth.worst()),
    ];
    for (name, value) in rows {
        match value {
            Some(value) => writeln!(out, "  {name:36} {value:5.1}  {}", bar(value / 100.0))?,
            None => writeln!(out, "  {name:36}     -  not proven")?,
        }
    }
    if let Some((low, high)) = bounds {
        writeln!(
            out,
            "  A plan that ignores what it sees is worth between {low:.1} and {high:.1}: more is not proven."
        )?;
    }
    if let Some(sample) = &analysis.sample {
        let (mean, interval) = (sample.mean(), sample.interval());
        writeln!(
            out,
            "  ~ choosing at random, sampled         {mean:5.1}  ± {interval:.1} (99 %)"
        )?;
    }
    Ok(())
}

fn endings(scenario: &Scenario, analysis: &Analysis, out: &mut impl Write) -> Result<(), Stop> {
    writeln!(out, "\nEndings, by share of random plays; with a shortest play that reaches each")?;
    let random = analysis.bots.first().map(|(_, outcomes)| outcomes);
    let mut shown = false;
    for (id, ending) in (0..).map(EndingId).zip(&scenario.endings) {
        match random {
            Some(random) => {
                let share = random.endings[id.index()];
                writeln!(out, "  {:20} {:>6}  {}", ending.id, percent(share), bar(share))?;
            }
            None => writeln!(out, "  {:20}", ending.id)?,
        }
        match analysis.truth.reach(scenario, Item::Ending(id)) {
            Reach::Reached(save) => {
                let draws = save.forced.iter().map(|(d, v)| format!("--draw {d}={v} "));
                let draws: String = draws.collect();
                let chosen = choices(&save).join(",");
                writeln!(
                    out,
                    "      rapport run {} --seed {} {draws}--choose {chosen}",
                    scenario.id, save.seed
                )?;
                shown = true;
            }
            Reach::Unreachable => writeln!(out, "      no play comes here")?,
            Reach::NotProven => writeln!(out, "      not found so far; not proven impossible")?,
        }
    }
    if shown {
        writeln!(
            out,
            "  With `play` in place of `run`, such a line opens as a play. `--json` has one for every\n  \
             scene, choice, line and the rest too."
        )?;
    }
    Ok(())
}

fn outcome_bars(analysis: &Analysis, out: &mut impl Write) -> Result<(), Stop> {
    let Some((_, random)) = analysis.bots.first() else { return Ok(()) };
    writeln!(out, "\nOutcomes of random plays; every answer of a pick is an offer of its own")?;
    for from in (0..=100).step_by(10) {
        let range = &random.values[from..(from + 10).min(random.values.len())];
        let share: f64 = range.iter().sum();
        let label = if from == 100 { "100".to_owned() } else { format!("{from}-{}", from + 9) };
        writeln!(out, "  {label:>7} {:>6}  {}", percent(share), bar(share))?;
    }
    Ok(())
}

fn bots(scenario: &Scenario, analysis: &Analysis, out: &mut impl Write) -> Result<(), Stop> {
    if analysis.bots.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nHabits: what always playing one way is worth")?;
    for (bot, outcomes) in &analysis.bots {
        let likeliest = (0..)
            .map(EndingId)
            .zip(&outcomes.endings)
            .max_by(|a, b| a.1.total_cmp(b.1))
            .map_or("", |(id, _)| &scenario.ending(id).id);
        let name = if *bot == Bot::Random { "at random" } else { bot.name() };
        let value = outcomes.mean;
        writeln!(out, "  {name:10} {value:5.1}  {:30}  mostly {likeliest}", bar(value / 100.0))?;
    }
    Ok(())
}

fn competencies(
    scenario: &Scenario,
    analysis: &Analysis,
    out: &mut impl Write,
) -> Result<(), Stop> {
    if analysis.levels.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nCompetencies in random plays: level reached (1 to 4), and how often not shown"
    )?;
    writeln!(out, "  {:12}   none  level 1      2      3      4   mean", "")?;
    for levels in &analysis.levels {
        let sampled = if levels.sampled.is_some() { "~" } else { " " };
        let [none, one, two, three, four] = levels.steps.map(percent);
        let mean = levels.mean.map_or_else(|| "-".to_owned(), |mean| format!("{mean:.2}"));
        let id = &scenario.skill(levels.skill).id;
        writeln!(
            out,
            "{sampled} {id:12} {none:>6}   {one:>6} {two:>6} {three:>6} {four:>6}   {mean:>4}"
        )?;
    }
    if analysis.levels.iter().any(|levels| levels.sampled.is_some()) {
        writeln!(out, "  ~ sampled; 99 % intervals are in the JSON report")?;
    }
    Ok(())
}

fn size(analysis: &Analysis, times: &Times, out: &mut impl Write) -> Result<(), Stop> {
    let truth = &analysis.truth;
    let states = truth.states();
    let rate = states as f64 / times.truth.as_secs_f64().max(1e-9);
    writeln!(
        out,
        "\n{states} states, {} transitions in {:.2} s ({rate:.0} states/s, {} bytes a state)",
        truth.transitions(),
        times.truth.as_secs_f64(),
        truth.bytes() / states.max(1),
    )?;
    if let Some(beliefs) = &analysis.beliefs {
        writeln!(
            out,
            "{} beliefs over {} states; {:.2} s all together",
            beliefs.nodes(),
            beliefs.states(),
            times.all.as_secs_f64()
        )?;
    }
    Ok(())
}

/// A share as a bar; a block stands from its middle on.
pub(super) fn bar(share: f64) -> String {
    let blocks = (0..BAR).filter(|block| *block as f64 + 0.5 <= share * BAR as f64).count();
    "█".repeat(blocks)
}

fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.0005 {
        "<0.1 %".to_owned()
    } else {
        format!("{:.1} %", share * 100.0)
    }
}
