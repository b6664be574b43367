//! How a play felt, in a word.

/// How a play felt, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feeling {
    /// Glad it is over.
    Relieved,
    /// Content with oneself.
    Satisfied,
    /// Not sure what to make of it.
    Unsure,
    /// Not at ease.
    Uneasy,
    /// Put out.
    Annoyed,
}

impl Feeling {
    /// Every feeling.
    pub const ALL: [Self; 5] =
        [Self::Relieved, Self::Satisfied, Self::Unsure, Self::Uneasy, Self::Annoyed];

    /// The word; what is kept.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Relieved => "Relieved",
            Self::Satisfied => "Satisfied",
            Self::Unsure => "Unsure",
            Self::Uneasy => "Uneasy",
            Self::Annoyed => "Annoyed",
        }
    }

    /// The feeling of that word, in capitals or not.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feeling| feeling.label().eq_ignore_ascii_case(word.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feeling_is_known_by_its_word() {
        for feeling in Feeling::ALL {
            assert_eq!(Feeling::parse(feeling.label()), Some(feeling));
            assert_eq!(Feeling::parse(&feeling.label().to_uppercase()), Some(feeling));
            assert_eq!(
                Feeling::parse(&format!(" {} ", feeling.label().to_lowercase())),
                Some(feeling)
            );
        }
        assert_eq!(Feeling::parse("proud"), None);
    }
}
