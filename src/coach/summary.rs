//! The split in plain sentences. They name what happened to the points, and blame nobody.

use super::{
    figures::{Figures, whole},
    points::points,
    thresholds::{EVENT, WELL},
};
use crate::solver::{PlayEvaluation, TIE};

/// Said where a story is too big to be worked out, in place of the split.
pub const NOT_PROVEN: &str = "This story is too big to be worked out exactly, so what was choice and \
    what was chance is not told apart this time.";

/// Said where a story was not worked out in the time that a debrief takes for it.
pub const OUT_OF_TIME: &str = "Working this story out exactly took longer than a debrief waits, so what was choice \
    and what was chance is not told apart this time.";

/// Said where the learner goes on before a story is worked out.
pub const NOT_WAITED_FOR: &str = "This story was still being worked out, so what was choice and what was chance is not \
    told apart here.";

/// Said where the play is of an earlier version of its scenario than the library's.
pub const EARLIER_VERSION: &str = "The scenario has changed since you played it. All of this is worked \
    out for the version you played.";

/// What all of it rests on.
pub(super) const FOOTNOTE: &str = "Points are points of 100: how good this is for your business. The figures are exact for this story; \
     the story is its author's judgement.";

/// The whole split in a few sentences.
pub(super) fn sentences(course: &PlayEvaluation, figures: &Figures) -> Vec<String> {
    vec![
        format!("You reached {} of 100.", figures.result),
        format!("Best play from your start averages {}.", figures.best),
        choices(course, figures),
        chance(course, figures),
        both(figures),
    ]
}

fn choices(course: &PlayEvaluation, figures: &Figures) -> String {
    match figures.left {
        0 if course.regret() <= TIE => "Your choices cost nothing.".to_owned(),
        0 => "Your choices cost next to nothing.".to_owned(),
        left => format!("Your choices cost {}.", points(left)),
    }
}

fn chance(course: &PlayEvaluation, figures: &Figures) -> String {
    let what = "Things you could not know";
    let is_still = course.steps.iter().all(|step| step.luck.abs() <= TIE);
    match figures.chance {
        0 if is_still && figures.hidden.is_empty() => {
            "Nothing you could not know made a difference.".to_owned()
        }
        0 => format!("{what} gave about as much as they took."),
        gave @ 1.. => format!("{what} gave {}.", points(gave)),
        took => format!("{what} took {}.", points(-took)),
    }
}

/// A good decision is told apart from a good result, which people find hard (Baron and Hershey 1988).
///
/// By the figures as they are shown, so that what is said to be chance is chance there too.
fn both(figures: &Figures) -> String {
    let well = whole(WELL);
    let without = figures.best - figures.left;
    let (one, it) = match figures.dear.len() {
        0 => ("many small things", "those"),
        1 => ("one decision", "that one"),
        _ => ("a few decisions", "those"),
    };
    let missing = format!("What is missing lies in {one}, and {it} you can look at.");
    let chance_counts = figures.chance.abs() >= whole(EVENT);
    match (figures.left < well, figures.result > figures.best - well) {
        (true, true) => "You decided well, and it turned out well.".to_owned(),
        (true, false) if chance_counts => format!(
            "You decided well, and it turned out worse than that: with chance taken out, your play \
             comes to {without}. The same choices would serve you on most days."
        ),
        (true, false) if figures.dear.is_empty() => {
            "You decided well. What is missing lies in small things.".to_owned()
        }
        (true, false) => format!("You decided well. {missing}"),
        (false, true) if chance_counts => format!(
            "It turned out well, and chance had a hand in that: with chance taken out, your play comes \
             to {without}. On another day the same choices may bring less."
        ),
        (false, true) => format!("It turned out well. {missing}"),
        (false, false) if chance_counts && figures.chance < 0 => format!(
            "Some of it was out of your hands: with chance taken out, your play comes to {without}. The \
             rest lies in {one}, and {it} you can look at."
        ),
        (false, false) => missing,
    }
}

/// What a start was worth beside others.
pub(super) fn opening(best: i32, everywhere: i32) -> String {
    let one = if best > everywhere { "an easier" } else { "a harder" };
    format!(
        "Your start was {one} one: best play averages {best} from it, and {everywhere} over all starts"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A play that left so much behind, in so many decisions worth telling; chance took the rest.
    fn play(left: i32, dear: usize, chance: i32) -> Figures {
        Figures {
            result: 80 - left + chance,
            best: 80,
            random: 30,
            everywhere: 80,
            left,
            chance,
            dear: (0..dear).map(|step| (step, 3)).collect(),
            left_smaller: left - 3 * i32::try_from(dear).unwrap(),
            events: Vec::new(),
            hidden: Vec::new(),
            chance_smaller: chance,
        }
    }

    #[test]
    fn where_what_is_missing_lies() {
        let missing = "What is missing lies in";
        for (left, dear, chance, said) in [
            (0, 0, 0, "You decided well, and it turned out well.".to_owned()),
            (8, 0, -2, format!("You decided well. {missing} small things.")),
            (9, 1, -1, format!("You decided well. {missing} one decision, and that one you can look at.")),
            (9, 2, -2, format!("You decided well. {missing} a few decisions, and those you can look at.")),
            (9, 3, -2, format!("You decided well. {missing} a few decisions, and those you can look at.")),
            (10, 0, 0, format!("{missing} many small things, and those you can look at.")),
            (14, 1, 0, format!("{missing} one decision, and that one you can look at.")),
            (14, 4, 0, format!("{missing} a few decisions, and those you can look at.")),
            (11, 0, 2, format!("It turned out well. {missing} many small things, and those you can look at.")),
            (
                12,
                0,
                -5,
                "Some of it was out of your hands: with chance taken out, your play comes to 68. The rest \
                 lies in many small things, and those you can look at."
                    .to_owned(),
            ),
        ] {
            assert_eq!(both(&play(left, dear, chance)), said, "{left} {dear} {chance}");
        }
    }
}
