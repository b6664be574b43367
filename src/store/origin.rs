//! Where scenarios come from.

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileOrigin {
    /// It comes with the program.
    Shipped,
    /// In the data folder.
    DataFolder,
    /// In a folder or file that was named.
    Given,
}
