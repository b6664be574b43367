//! The report of `rapport analyze` for authors: findings first, then tables and bars.

use std::io::Write;

use super::{
    FilteredOutput,
    advice::Advice,
    extent::{Extent, Plays},
    grid::{Grid, widest},
    interrupt::CutShort,
    lessons::{self, Told},
    occasions,
    stop::Stop,
    tables::counted,
    times::Times,
    witness, worth,
};
use crate::{
    diagnostic::TerminalColours,
    scenario::EndingId,
    solver::{Analysis, Beliefs, Bot, DrawOutcomes, Interval, Item, Levels, Verdict, rated},
    store::Ready,
};

/// Characters of a full bar.
const BAR: usize = 30;

/// What the report tells of.
pub(super) struct Report<'a> {
    pub(super) ready: &'a Ready,
    /// How findings are told.
    pub(super) palette: TerminalColours,
    pub(super) analysis: &'a Analysis,
    pub(super) times: &'a Times,
    /// What to type to run the scenario.
    pub(super) how_to_run: String,
    /// Whether the figures behind it are told too.
    pub(super) figures: bool,
    /// How much of it is told.
    pub(super) extent: Extent<'a>,
}

impl Report<'_> {
    pub(super) fn print(&self, out: &mut impl FilteredOutput) -> Result<(), Stop> {
        let Self { analysis, times, .. } = self;
        let scenario = &*self.ready.scenario;
        writeln!(out, "{}: exact analysis", scenario.title)?;
        completeness(analysis, times, out)?;
        writeln!(out)?;
        let heading = match (analysis.findings.is_empty(), times.is_worked_out(analysis)) {
            (true, true) => "No findings.",
            (true, false) => "Findings not worked out: the analysis did not come to its end.",
            (false, true) => "What to do first",
            (false, false) => "What to do first, as far as it was worked out",
        };
        writeln!(out, "{heading}")?;
        let findings = &analysis.findings;
        let advice = Advice { ready: self.ready, findings, palette: self.palette };
        advice.first(out)?;
        let told = if self.figures { Told::Everything } else { Told::WhatFails };
        lessons::print(scenario, &analysis.lessons, &self.how_to_run, told, out)?;
        self.values(out)?;
        worth::truths(scenario, &analysis.knowing, out)?;
        self.endings(out)?;
        occasions::print(scenario, &analysis.occasions, out)?;
        self.bots(out)?;
        worth::length(scenario, analysis.reading, out)?;
        advice.rest(&self.extent, out)?;
        if !self.figures {
            writeln!(
                out,
                "
--figures adds what is behind all this."
            )?;
            return Ok(());
        }
        self.within(out)?;
        self.outcome_bars(out)?;
        self.competencies(out)?;
        self.competencies_of_habits(out)?;
        size(analysis, times, out)
    }

    fn values(&self, out: &mut impl Write) -> Result<(), Stop> {
        writeln!(out, "\nWhat play is worth, on average (0 to 100)")?;
        let (truth, beliefs) = (&self.analysis.truth, self.analysis.beliefs.as_ref());
        // Where nothing is hidden, there is nothing to have known.
        let is_hidden = !self.ready.scenario.draws.is_empty();
        let known = is_hidden.then(|| ("had you known the hidden draws", truth.best()));
        let others = [
            ("best play", beliefs.and_then(Beliefs::best)),
            ("best plan that ignores what it sees", self.analysis.open_loop),
            ("choosing at random", truth.random()),
            ("worst play", truth.worst()),
        ];
        for (name, value) in known.into_iter().chain(others) {
            match value {
                Some(value) => {
                    line(out, &format!("  {name:36} {value:5.1}  {}", bar(value / 100.0)))?;
                }
                None => writeln!(out, "  {name:36}     -  not proven")?,
            }
        }
        if let Some((low, high)) = self.analysis.open_loop_bounds().filter(|(low, high)| low < high)
        {
            writeln!(
                out,
                "  A plan that ignores what it sees is worth between {low:.1} and {high:.1}: more is not proven."
            )?;
        }
        let sample = self.analysis.sample.as_ref();
        if let Some((sample, mean)) = sample.and_then(|sample| Some((sample, sample.mean()?))) {
            let (low, high) = outwards(sample.interval());
            let name = "choosing at random, sampled";
            writeln!(out, "~ {name:36} {mean:5.1}  {low:.1} to {high:.1} (99 %)")?;
        }
        worth::sentences(&self.ready.scenario, self.analysis, out)
    }

    /// The share of each ending, the greatest first, with a play that comes to it.
    fn endings(&self, out: &mut impl Write) -> Result<(), Stop> {
        let scenario = &*self.ready.scenario;
        let shares = self.shares();
        let is_known = shares.iter().any(Option::is_some);
        let by_share = if is_known { ", by share of random plays; with" } else { ", with" };
        writeln!(out, "\nEndings{by_share} a shortest play that comes to each")?;
        let mut order: Vec<EndingId> = scenario.ending_ids().collect();
        let share = |id: &EndingId| shares[id.index()].as_ref().map_or(0.0, |share| share.share);
        order.sort_by(|a, b| share(b).total_cmp(&share(a)));
        let width = widest(scenario.endings.iter().map(|ending| &*ending.id)).max(20);
        let mut shown = false;
        let mut plays = self.extent.plays(scenario, &self.analysis.truth);
        for id in order {
            let name = &scenario.ending(id).id;
            match &shares[id.index()] {
                Some(Share { share, interval: None }) => {
                    let (share, bar) = (percent(*share), bar(*share));
                    line(out, &format!("  {name:width$} {share:>7}  {bar}"))?;
                }
                Some(Share { share, interval: Some(interval) }) => {
                    let (share, bar) = (percent(*share), bar(*share));
                    let between = between(*interval);
                    line(out, &format!("~ {name:width$} {share:>7}  {between:19}  {bar}"))?;
                }
                None => writeln!(out, "  {name}")?,
            }
            shown |= self.witness(id, &mut plays, out)?;
        }
        if shown {
            writeln!(
                out,
                "  With `play` in place of `run`, such a line opens as a play, kept out of your progress.\n  \
                 `--json` has one for every scene, choice, line and the rest too."
            )?;
        }
        Ok(())
    }

    /// The share of each ending in random plays: exact, or else sampled.
    fn shares(&self) -> Vec<Option<Share>> {
        let ids = self.ready.scenario.ending_ids();
        let exact = self.analysis.bots.first().map(|(_, outcomes)| &outcomes.endings);
        let sample = self.analysis.sample.as_ref();
        let sampled = |id| {
            let sample = sample?;
            Some(Share { share: sample.share(id)?, interval: Some(sample.share_interval(id)) })
        };
        let proven = |id: EndingId| Some(Share { share: exact?[id.index()], interval: None });
        ids.map(|id| proven(id).or_else(|| sampled(id))).collect()
    }

    /// A play that comes to an ending; whether it is told.
    fn witness(
        &self,
        id: EndingId,
        plays: &mut Plays<'_>,
        out: &mut impl Write,
    ) -> Result<bool, Stop> {
        let analysis = self.analysis;
        let item = Item::Ending(self.ready.scenario.ending(id).node);
        let sampled = analysis.sample.as_ref().and_then(|sample| sample.first[id.index()].as_ref());
        match (analysis.truth.reaches(item), plays.to(item), sampled) {
            (_, Some(save), _) => {
                writeln!(out, "      {}", witness::line(&self.how_to_run, &save))?;
            }
            (Some(true), None, _) => {
                writeln!(out, "      plays come here; all together they are too long to be told")?;
                return Ok(false);
            }
            (None, None, Some(save)) => {
                writeln!(out, "      {}", witness::line(&self.how_to_run, save))?;
                writeln!(out, "      (one of the sampled plays; there may be shorter ones)")?;
            }
            (Some(false), None, _) => {
                writeln!(out, "      no play comes here")?;
                return Ok(false);
            }
            (None, None, None) => {
                writeln!(out, "      not found so far; not proven impossible")?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How random plays end within each value of the hidden draws.
    fn within(&self, out: &mut impl Write) -> Result<(), Stop> {
        let scenario = &*self.ready.scenario;
        for DrawOutcomes { draw, bots } in &self.analysis.within {
            let draw = &scenario.draws[draw.index()];
            let random = bots.iter().find(|(bot, _)| *bot == Bot::Random);
            let Some((_, values)) = random.filter(|(_, values)| values.len() > 1) else { continue };
            writeln!(out, "\nEndings of random plays within each `{}`", draw.id)?;
            let name = |at: usize| draw.values[at].id.to_string();
            let mut grid = Grid::new(values.iter().map(|within| name(within.value)));
            let chance = values.iter().map(|within| percent(within.probability));
            grid.row("how often it is so", chance.collect());
            for (at, ending) in scenario.endings.iter().enumerate() {
                let shares = values.iter().map(|within| percent(within.outcomes.endings[at]));
                grid.row(&*ending.id, shares.collect());
            }
            let worth = values.iter().map(|within| format!("{:.1}", within.outcomes.mean));
            grid.row("worth on average", worth.collect());
            grid.print(out)?;
        }
        Ok(())
    }

    fn outcome_bars(&self, out: &mut impl Write) -> Result<(), Stop> {
        let exact = self.analysis.bots.first().map(|(_, random)| random.values.clone());
        let sample = self.analysis.sample.as_ref().filter(|sample| sample.runs > 0);
        let (values, mark, how) = match (exact, sample) {
            (Some(values), _) => (values, ' ', ""),
            (None, Some(sample)) => {
                let runs = sample.runs as f64;
                let shares = sample.values.iter().map(|plays| *plays as f64 / runs);
                (shares.collect(), '~', ", sampled")
            }
            (None, None) => return Ok(()),
        };
        let has_picks = self.ready.scenario.choices.iter().any(|choice| choice.pick.is_some());
        let answers =
            if has_picks { "; every answer of a pick is an offer of its own" } else { "" };
        writeln!(out, "\nOutcomes of random plays{how}{answers}")?;
        for from in (0..=100).step_by(10) {
            let range = &values[from..(from + 10).min(values.len())];
            let share: f64 = range.iter().sum();
            let label = if from == 100 { "100".to_owned() } else { format!("{from}-{}", from + 9) };
            line(out, &format!("{mark} {label:>7} {:>7}  {}", percent(share), bar(share)))?;
        }
        Ok(())
    }

    fn bots(&self, out: &mut impl Write) -> Result<(), Stop> {
        if self.analysis.bots.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nHabits: what always playing one way is worth")?;
        // The order of the file is a habit only where players see it.
        let keeps_order = self.ready.scenario.scenes.iter().all(|scene| scene.pinned);
        let bots = self.analysis.bots.iter();
        for (bot, outcomes) in bots.filter(|(bot, _)| *bot != Bot::First || keeps_order) {
            let likeliest = self
                .ready
                .scenario
                .ending_ids()
                .zip(&outcomes.endings)
                .max_by(|a, b| a.1.total_cmp(b.1))
                .map_or("", |(id, _)| &self.ready.scenario.ending(id).id);
            let (name, value) = (name(*bot), outcomes.mean);
            writeln!(
                out,
                "  {name:10} {value:5.1}  {:30}  mostly {likeliest}",
                bar(value / 100.0)
            )?;
        }
        Ok(())
    }

    fn competencies(&self, out: &mut impl Write) -> Result<(), Stop> {
        let (scenario, levels) = (&*self.ready.scenario, &self.analysis.levels);
        let skills = rated(scenario);
        if skills.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\nCompetencies in random plays: level reached (1 to 4), and how often not shown"
        )?;
        let width = widest(skills.iter().map(|skill| &*scenario.skill(*skill).id)).max(12);
        writeln!(out, "  {:width$}    none  level 1        2        3        4   mean", "")?;
        for skill in skills {
            let id = &scenario.skill(skill).id;
            let Some(levels) = levels.iter().find(|levels| levels.skill == skill) else {
                writeln!(out, "  {id:width$}       -  not proven")?;
                continue;
            };
            let sampled = if levels.sampled.is_some() { "~" } else { " " };
            let [none, one, two, three, four] = levels.steps.map(percent);
            let mean = mean(levels);
            writeln!(
                out,
                "{sampled} {id:width$} {none:>7}  {one:>7}  {two:>7}  {three:>7}  {four:>7}   {mean:>4}"
            )?;
        }
        if levels.iter().any(|levels| levels.sampled.is_some()) {
            writeln!(out, "  ~ sampled; 99 % intervals are in the JSON report")?;
        }
        Ok(())
    }

    fn competencies_of_habits(&self, out: &mut impl Write) -> Result<(), Stop> {
        let Some((_, first)) = self.analysis.habits.first() else { return Ok(()) };
        writeln!(out, "\nCompetencies by habit: mean level (1 to 4) of the plays that show any")?;
        let ids = first.iter().map(|levels| self.ready.scenario.skill(levels.skill).id.to_string());
        let mut grid = Grid::new(ids);
        let shown = self.analysis.levels.iter().take(first.len());
        grid.row(name(Bot::Random), shown.map(mean).collect());
        for (bot, levels) in &self.analysis.habits {
            grid.row(name(*bot), levels.iter().map(mean).collect());
        }
        grid.print(out)
    }
}

/// How often something comes; where that was sampled, with its 99 % interval.
struct Share {
    share: f64,
    interval: Option<Interval>,
}

fn completeness(analysis: &Analysis, times: &Times, out: &mut impl Write) -> Result<(), Stop> {
    let seconds = times.all.as_secs_f64();
    let why = match times.cut_short {
        Some(CutShort::Interrupted) => {
            writeln!(out, "STOPPED after {seconds:.1} s; this is what there is so far.")?;
            "not everything was looked at"
        }
        Some(CutShort::OutOfTime) => {
            writeln!(
                out,
                "OUT OF TIME after {seconds:.1} s; this is what there is so far. --max-seconds gives it more."
            )?;
            "time ran out before everything was looked at"
        }
        None => "the scenario has more states than the cap allows",
    };
    if !analysis.truth.complete() {
        writeln!(
            out,
            "NOT PROVEN: {why}. What was found is certain;\n\
             what was not found may still be possible.{}",
            if analysis.sample.is_some() { " Figures marked ~ are sampled." } else { "" }
        )?;
    }
    match analysis.beliefs.as_ref().map(Beliefs::verdict) {
        Some(Verdict::Complete) if analysis.open_loop.is_none() => {
            writeln!(out, "NOT PROVEN: the best plan that ignores what it sees.")?;
        }
        Some(Verdict::Complete) if !analysis.rated => {
            writeln!(
                out,
                "NOT PROVEN: where rubric and cost disagree; that takes more than the cap."
            )?;
        }
        Some(Verdict::Complete) => {}
        Some(Verdict::Overflow) => {
            writeln!(out, "NOT PROVEN: best play; its weights grew beyond 128 bits.")?;
        }
        Some(Verdict::CutShort) | None if times.cut_short.is_some() => {
            writeln!(out, "NOT PROVEN: best play; it was not worked out to its end.")?;
        }
        Some(Verdict::CutShort) | None => {
            writeln!(out, "NOT PROVEN: best play; the player's knowledge outgrew the cap.")?;
        }
    }
    Ok(())
}

fn name(bot: Bot) -> &'static str {
    if bot == Bot::Random { "at random" } else { bot.name() }
}

/// The mean level of the plays that show any.
fn mean(levels: &Levels) -> String {
    levels.mean.map_or_else(|| "-".to_owned(), |mean| format!("{mean:.2}"))
}

fn size(analysis: &Analysis, times: &Times, out: &mut impl Write) -> Result<(), Stop> {
    let truth = &analysis.truth;
    let states = truth.states();
    let rate = states as f64 / times.truth.as_secs_f64().max(1e-9);
    writeln!(
        out,
        "\n{}, {} in {:.2} s ({rate:.0} states/s, {} a state)",
        counted(states as u64, "state"),
        counted(truth.transitions() as u64, "transition"),
        times.truth.as_secs_f64(),
        counted((truth.bytes() / states.max(1)) as u64, "byte"),
    )?;
    if let Some(beliefs) = &analysis.beliefs {
        writeln!(
            out,
            "{} over {}; {:.2} s all together",
            counted(beliefs.nodes() as u64, "belief"),
            counted(beliefs.states() as u64, "state"),
            times.all.as_secs_f64()
        )?;
    }
    Ok(())
}

/// A line without blanks at its end.
fn line(out: &mut impl Write, text: &str) -> Result<(), Stop> {
    Ok(writeln!(out, "{}", text.trim_end())?)
}

/// A share as a bar; a block stands from its middle on.
pub(super) fn bar(share: f64) -> String {
    let blocks = (0..BAR).filter(|block| *block as f64 + 0.5 <= share * BAR as f64).count();
    "█".repeat(blocks)
}

/// An interval of values, to a tenth, rounded outwards so that it never seems narrower than it is.
pub(super) fn outwards(interval: Interval) -> (f64, f64) {
    ((interval.low * 10.0).floor() / 10.0, (interval.high * 10.0).ceil() / 10.0)
}

/// A share in percent. What is nearly nothing or nearly all is not rounded to it.
pub(super) fn percent(share: f64) -> String {
    // A sum of many shares may miss the whole by what is lost in rounding.
    let is_whole = share > 1.0 - 1e-9;
    if share > 0.0 && share < 0.0005 {
        "<0.1 %".to_owned()
    } else if share > 0.9995 && !is_whole {
        ">99.9 %".to_owned()
    } else {
        format!("{:.1} %", share * 100.0)
    }
}

/// A 99 % interval of a share.
pub(super) fn between(interval: Interval) -> String {
    format!("{} to {}", percent(interval.low), percent(interval.high))
}
