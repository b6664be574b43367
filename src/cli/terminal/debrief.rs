//! The debrief in the terminal: one page, then whatever the learner asks for.

use std::{
    io::{BufRead, Write},
    time::Duration,
};

use super::{
    super::{recording, stop::Stop},
    console::Console,
    handout, more, page,
    seat::Seat,
};
use crate::{
    coach::{self, ChoicesAndChance, Debrief, Turning},
    practice::{NoGoingBack, Split},
    scenario::ContentHash,
};

/// How long the debrief waits for what was choice and what was chance before it goes on without: in front of
/// somebody, and in a pipe.
const PATIENCE: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(15)];

/// How many dear decisions are told, and put to the learner.
const ASKED: usize = 2;

/// How the player goes on after a debrief.
pub(super) enum Next {
    /// Plays on from before this step.
    PlayOn(usize),
    /// Plays the better line that was told: from before this step, beginning with this choice.
    Better(usize, String),
}

/// Holds the debrief, where the library has that version; how to go on, if the player wants to.
pub(super) fn hold(
    seat: &mut Seat<'_>,
    library: ContentHash,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<Option<Next>, Stop> {
    let Some(debrief) = coach::debrief(seat.play.session()) else { return Ok(None) };
    seat.analysis.follow(&seat.play);
    console.line(&format!("\n== Debrief: {} ==", debrief.scenario))?;
    if seat.play.session().scenario().hash != library {
        console.line(coach::EARLIER_VERSION)?;
    }
    page::ask_feeling(seat, console)?;
    let [watched, piped] = PATIENCE;
    let patience = if console.is_watched() { watched } else { piped };
    let known = split(seat, Some(patience));
    let mut first = coach::page(seat.play.session(), &debrief, known.as_ref());
    first.if_then.keep(seat.play.own_words());
    let typed = page::show(&first, seat, console)?;
    let told = match &first.turning {
        Turning::Point(point) => Some(point.moment.step),
        Turning::Nowhere { .. } => None,
    };
    let seen = ReadDebrief { page: &first, debrief: &debrief, known, told };
    seen.what_next(typed, seat, console)
}

/// The split of the play, if it is proven; waits for it so long, or until it is known.
fn split(seat: &mut Seat<'_>, patience: Option<Duration>) -> Option<ChoicesAndChance> {
    match seat.analysis.wait(&seat.play, patience) {
        Split::Done(split) => Some(split.clone().with_dearest(ASKED)),
        Split::Running | Split::NotProven | Split::OutOfTime => None,
    }
}

/// Keeps the play as a recorded one, beside its scenario; where it cannot be kept, that is said, and play goes on.
fn save_as_test(
    name: &str,
    seat: &Seat<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<(), Stop> {
    let Some(plan) = seat.recorded_in.as_deref().filter(|_| !name.is_empty()) else {
        return Ok(());
    };
    match recording::keep(seat.play.session(), name, plan) {
        Ok(told) => console.line(&told),
        Err(Stop::Usage(why) | Stop::Failed(why)) => console.line(&why),
        // What is wrong with the plan was told.
        Err(Stop::Findings) => Ok(()),
        Err(Stop::Unread) => Err(Stop::Unread),
    }
}

/// A debrief whose first page was read.
struct ReadDebrief<'d> {
    page: &'d coach::Page,
    debrief: &'d Debrief,
    /// What was choice and what was chance, where it was known in time.
    known: Option<ChoicesAndChance>,
    /// The step of the turning point that was told.
    told: Option<usize>,
}

impl ReadDebrief<'_> {
    /// Opens the rest, plays on, or ends, as the player types, or has typed ahead.
    fn what_next(
        mut self,
        mut ahead: Option<String>,
        seat: &mut Seat<'_>,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<Option<Next>, Stop> {
        let playing_on = if seat.play.can_go_back() {
            ", notes, questions, and playing on"
        } else {
            ", notes and questions"
        };
        console.line(&format!(
            "\nType more for the rest: further turning points, choices and chance, what you showed, the other \
             chair{playing_on}. Type page and a name to keep this as a page that prints; mine after the name adds \
             your sentence. Enter ends.",
        ))?;
        if seat.recorded_in.is_some() {
            console.line(
                "For authors: type save and a name, and this play is kept as a test of the scenario.",
            )?;
        }
        loop {
            let typed = match ahead.take() {
                Some(typed) => typed,
                None => match console.ask()? {
                    Some(typed) => typed,
                    None => return Ok(None),
                },
            };
            match &*typed {
                "" | "q" => return Ok(None),
                "more" | "m" => self.open_rest(seat, console)?,
                _ if typed.starts_with("page ") => {
                    let typed = &typed["page ".len()..];
                    handout::keep(typed, (self.page, self.debrief), seat, console)?;
                }
                _ if typed.starts_with("save ") && seat.recorded_in.is_some() => {
                    save_as_test(typed["save ".len()..].trim(), seat, console)?;
                }
                _ => match self.next(&typed, seat) {
                    Ok(next) => return Ok(Some(next)),
                    Err(why) => console.line(&why)?,
                },
            }
        }
    }

    fn open_rest(
        &mut self,
        seat: &mut Seat<'_>,
        console: &mut Console<impl BufRead, impl Write>,
    ) -> Result<(), Stop> {
        if self.known.is_none() && is_waited_for(seat, console)? {
            self.known = split(seat, None);
        }
        let split = self.known.as_ref();
        let mut points = coach::turning_points(seat.play.session(), self.debrief, split);
        points.retain(|point| Some(point.moment.step) != self.told);
        let split = split.ok_or_else(|| match seat.analysis.split(seat.play.turn()) {
            Split::NotProven | Split::Done(_) => coach::NOT_PROVEN,
            Split::OutOfTime => coach::OUT_OF_TIME,
            Split::Running => coach::NOT_WAITED_FOR,
        });
        let rest = more::Rest { page: self.page, debrief: self.debrief, split, points: &points };
        more::show(&rest, console)?;
        if !seat.play.can_go_back() {
            return console.line("\nEnter ends.");
        }
        let better = match split {
            Ok(split) if !split.dearest.is_empty() => {
                " To play a line that was told, type b and the number of its decision."
            }
            _ => "",
        };
        console.line(&format!(
            "\nTo play on from a decision, type r and its number above.{better} Either is kept apart from \
             your progress. Enter ends.",
        ))
    }

    /// What was typed, or why it makes no sense.
    fn next(&self, typed: &str, seat: &Seat<'_>) -> Result<Next, String> {
        if !seat.play.can_go_back() {
            return Err(format!("That cannot be done: {}.", NoGoingBack::Assessment));
        }
        let (is_better, number) = match typed.strip_prefix('b') {
            Some(number) => (true, number),
            None => (false, typed.strip_prefix('r').unwrap_or(typed)),
        };
        let at = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let moment = at.and_then(|at| self.debrief.happened.get(at)).ok_or_else(|| {
            format!("\"{typed}\" is no decision of this play. Type r and a number, more, or Enter to end.")
        })?;
        if !is_better {
            return Ok(Next::PlayOn(moment.step));
        }
        let dearest = self.known.iter().flat_map(|split| &split.dearest);
        let better = dearest.map(|dear| &dear.better).find(|better| better.step == moment.step);
        better.map(|better| Next::Better(moment.step, better.id.clone())).ok_or_else(|| {
            format!(
                "No better line was told for that decision. To play on from there, type r{}.",
                typed.trim_start_matches('b')
            )
        })
    }
}

/// Whether the player waits for what is still being worked out. Where nobody looks on, it is waited for.
fn is_waited_for(
    seat: &mut Seat<'_>,
    console: &mut Console<impl BufRead, impl Write>,
) -> Result<bool, Stop> {
    if !matches!(seat.analysis.wait(&seat.play, Some(Duration::ZERO)), Split::Running) {
        return Ok(true);
    }
    let still =
        "What was choice and what was chance is still being worked out: this is a big story.";
    if console.is_watched() {
        console
            .line(&format!("\n{still} Press Enter to wait for it, or type q to do without it."))?;
        let goes_on = console.ask()?.is_some_and(|typed| typed != "q");
        if goes_on {
            console.line("It follows as soon as it is known. Everything is kept; Ctrl-C ends.")?;
        }
        console.flush()?;
        return Ok(goes_on);
    }
    console.line(&format!("\n{still} It follows as soon as it is known; all the rest is kept."))?;
    console.flush()?;
    Ok(true)
}
