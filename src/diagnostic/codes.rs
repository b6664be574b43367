//! Diagnostic codes: what each is told by. A code keeps its meaning for good.

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

/// Every code there is, with the stage that tells it.
pub const CODES: [(Stage, &[&str]); 4] = [
    (
        Stage::Loading,
        &[
            "E0001", "E0002", "E0003", "E0004", "E0005", "E0006", "E0007", "E0008", "E0101",
            "E0102", "E0103", "E0104", "E0105", "E0106", "E0201", "E0202", "E0203", "E0204",
            "E0205", "E0206", "E0301", "E0302", "E0303", "E0304", "E0305", "E0306", "E0307",
            "E0308", "E0309", "E0310", "E0311", "E0312", "E0313", "E0314", "E0315", "E0316",
            "E0317", "E0318", "E0319", "E0320", "E0321", "E0322", "E0323", "W0101", "W0102",
            "W0103", "W0104", "W0105", "W0106",
        ],
    ),
    (Stage::Folder, &["E0107", "E0108", "E0109"]),
    (
        Stage::Analysis,
        &[
            "W0201", "W0202", "W0203", "W0204", "W0205", "W0206", "W0207", "W0208", "W0209",
            "W0210", "W0211", "W0212", "W0213", "W0214", "W0215",
        ],
    ),
    (Stage::Proof, &["E0401", "W0401", "W0402"]),
];

/// The codes that a stage tells.
#[must_use]
pub fn codes(stage: Stage) -> Vec<&'static str> {
    CODES
        .iter()
        .filter(|(of, _)| *of == stage)
        .flat_map(|(_, codes)| codes.iter().copied())
        .collect()
}

impl Stage {
    /// The page of the authoring guide that explains its codes.
    #[must_use]
    pub fn page(self) -> &'static str {
        match self {
            Self::Loading | Self::Folder | Self::Proof => "checking.md",
            Self::Analysis => "analysis.md",
        }
    }
}
