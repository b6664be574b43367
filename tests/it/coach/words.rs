//! The words: plain, without decimals, without blame.

use rapport::coach::ChoicesAndChance;

/// Words that people are not told.
const FORBIDDEN: [&str; 12] = [
    "regret",
    "luck",
    "optimal",
    "expected value",
    "correct",
    "wrong",
    "mistake",
    "should have",
    "error",
    "bad choice",
    "fail",
    "unfortunately",
];

/// Everything the split says in words of its own.
fn own_words(split: &ChoicesAndChance) -> Vec<String> {
    let mut words = split.summary.clone();
    words.push(split.footnote.clone());
    words.extend(split.opening.iter().map(|opening| opening.text.clone()));
    words.extend(split.best_move.iter().map(|best| best.told.clone()));
    for dear in &split.dearest {
        words.extend([dear.told.clone(), dear.better.told.clone()]);
        // After its first sentence, a best answer quotes the author.
        let others = dear.answers.iter().filter(|answer| !answer.best);
        words.extend(others.map(|answer| answer.told.clone()));
    }
    words
}

/// Everything the split says, what it quotes of the scenario included.
fn all_words(split: &ChoicesAndChance) -> Vec<String> {
    let mut words = own_words(split);
    words.extend(split.events.iter().map(|event| event.text.clone()));
    words.extend(split.ledger.iter().map(|entry| entry.text.clone()));
    words.extend(split.course.iter().map(|point| point.told.clone()));
    for dear in &split.dearest {
        words.push(dear.better.why.clone());
        words.extend(dear.answers.iter().map(|answer| answer.told.clone()));
    }
    words
}

/// Nothing that the split says of its own blames anybody or shows a decimal.
pub(super) fn are_plain(split: &ChoicesAndChance) {
    own_words(split).iter().for_each(|text| is_plain(text));
}

/// The same of everything, for scenarios that say nothing of the kind themselves.
pub(super) fn are_all_plain(split: &ChoicesAndChance) {
    all_words(split).iter().for_each(|text| is_plain(text));
}

fn is_plain(text: &str) {
    let lower = text.to_lowercase();
    for word in FORBIDDEN {
        assert!(!lower.contains(word), "`{word}` in {text}");
    }
    assert!(!lower.split(|c: char| !c.is_alphabetic()).any(|word| word == "par"), "{text}");
    let chars: Vec<char> = text.chars().collect();
    let is_decimal = |three: &[char]| {
        three[0].is_ascii_digit() && ".,".contains(three[1]) && three[2].is_ascii_digit()
    };
    assert!(!chars.windows(3).any(is_decimal), "a decimal in {text}");
    assert!(!text.contains("NaN") && !text.contains("inf ") && !text.contains('!'), "{text}");
}
