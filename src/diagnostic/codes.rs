//! The registry of rules: each code with the stage that tells it and the page that explains it. A code keeps
//! its meaning for good.

use crate::text::nearest;

/// The stage of checking that tells a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Loading one file: its syntax, its names, its structure.
    Loading,
    /// Seeing the files of a folder together.
    Folder,
    /// The exact analysis of a whole scenario.
    Analysis,
    /// The proofs of its lessons.
    Proof,
}

/// A rule that checking holds scenarios to.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code: `E0101`.
    pub code: &'static str,
    /// What tells it.
    pub stage: Stage,
    /// The page that explains it, in Markdown: what it means, why it matters, what to do, examples.
    pub page: &'static str,
}

/// The rules, each with its page, which has its code for a name.
macro_rules! rules {
    ($($stage:ident: $($code:ident)*;)*) => {
        /// Every rule there is, in the order of the stages.
        pub const RULES: &[Rule] = &[$($(Rule {
            code: stringify!($code),
            stage: Stage::$stage,
            page: include_str!(concat!("../../docs/src/codes/", stringify!($code), ".md")),
        },)*)*];
    };
}

rules! {
    Loading: E0001 E0002 E0003 E0004 E0005 E0006 E0007 E0008 E0101 E0102 E0103 E0104 E0105 E0106
        E0201 E0202 E0203 E0204 E0205 E0206 E0301 E0302 E0303 E0304 E0305 E0306 E0307 E0308 E0309
        E0310 E0311 E0312 E0313 E0314 E0315 E0316 E0317 E0318 E0319 E0320 E0321 E0322 E0323
        W0101 W0102 W0103 W0104 W0105 W0106 W0107 W0108 W0109 W0110 W0111 W0112 W0113 W0114 W0115
        W0116 W0117 W0118 W0119 W0120 W0121 W0122 W0123 W0124 W0125 W0126 W0127 W0128 W0130;
    Folder: E0107 E0108 E0109 W0131;
    Analysis: W0201 W0202 W0203 W0204 W0205 W0206 W0207 W0208 W0209 W0210 W0211 W0212 W0213 W0214
        W0215 W0216 W0217;
    Proof: E0401 W0401 W0402;
}

/// The codes that a stage tells.
#[must_use]
pub fn codes(stage: Stage) -> Vec<&'static str> {
    RULES.iter().filter(|rule| rule.stage == stage).map(|rule| rule.code).collect()
}

/// The rule of a code, however it is written.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}

/// The code nearest to one that there is not.
#[must_use]
pub fn nearest_code(code: &str) -> Option<&'static str> {
    nearest(&code.trim().to_ascii_uppercase(), RULES.iter().map(|rule| rule.code))
}

impl Rule {
    /// What it is about, in a few words: the heading of its page without the code.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let heading = self.page.lines().next().unwrap_or_default();
        heading.split_once(": ").map_or("", |(_, title)| title)
    }

    /// What to do about it, as its page says.
    #[must_use]
    pub fn remedy(&self) -> Option<String> {
        let (_, from) = self.page.split_once("**What to do.** ")?;
        let paragraph = from.lines().take_while(|line| !line.trim().is_empty());
        Some(paragraph.map(str::trim).collect::<Vec<_>>().join(" "))
    }
}
