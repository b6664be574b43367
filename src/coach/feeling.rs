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

    /// The id; what is kept.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Relieved => "relieved",
            Self::Satisfied => "satisfied",
            Self::Unsure => "unsure",
            Self::Uneasy => "uneasy",
            Self::Annoyed => "annoyed",
        }
    }

    /// The word that is shown.
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

    /// The feeling of that id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feeling| feeling.id() == id)
    }
}

/// How a play felt, as it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Felt {
    /// In a word we know.
    Known(Feeling),
    /// In a word of the learner's own.
    OwnWord(String),
}

impl Felt {
    /// What was typed: a word we know, in capitals or not, or another.
    #[must_use]
    pub fn typed(word: &str) -> Self {
        Feeling::parse(word).map_or_else(|| Self::OwnWord(word.to_owned()), Self::Known)
    }

    /// The feeling, if it is one that we know.
    #[must_use]
    pub fn known(&self) -> Option<Feeling> {
        match self {
            Self::Known(feeling) => Some(*feeling),
            Self::OwnWord(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feeling_is_known_by_its_word() {
        for feeling in Feeling::ALL {
            assert_eq!(Feeling::parse(feeling.label()), Some(feeling));
            assert_eq!(Feeling::of_id(feeling.id()), Some(feeling));
            assert_eq!(Feeling::parse(&feeling.label().to_uppercase()), Some(feeling));
            assert_eq!(
                Feeling::parse(&format!(" {} ", feeling.label().to_lowercase())),
                Some(feeling)
            );
        }
        assert_eq!(Feeling::parse("proud"), None);
        assert_eq!(Felt::typed("UNSURE "), Felt::Known(Feeling::Unsure));
        assert_eq!(Felt::typed("proud"), Felt::OwnWord("proud".to_owned()));
    }
}
