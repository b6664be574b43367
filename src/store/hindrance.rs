//! What stands in the way of records on disk, in words.

use std::path::Path;

use super::{fault::OpeningNotice, salvage::Salvaged, schema};

/// Why there are no records on disk.
pub(super) enum Hindrance {
    /// The folder or the file cannot be made or written to.
    NotWritable(String),
    /// The database is of a newer version of the game.
    Newer(i32),
    /// Another program holds it.
    Busy,
}

/// Why a database file has to make room.
pub(super) enum Unusable {
    /// A damaged database, or what does not look like one any more.
    Damaged(String),
    /// A database of another program.
    Foreign,
    /// Not a file.
    NoFile(&'static str),
}

impl Unusable {
    /// Whether there may be something of ours in it.
    pub(super) fn may_be_ours(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

/// That a file was set aside, and what became of what was in it.
pub(super) fn set_aside_notice(
    path: &Path,
    aside: &Path,
    why: &Unusable,
    salvaged: Option<&Salvaged>,
) -> OpeningNotice {
    let what = match why {
        Unusable::Damaged(detail) => format!("cannot be used as records ({detail})"),
        Unusable::NoFile(detail) => format!("cannot be used as records: {detail}"),
        Unusable::Foreign => "is a database of another program".into(),
    };
    let so = match (salvaged, why) {
        (Some(salvaged), _) => format!(
            "{}. If you have a copy from before, close Rapport and put it in the place of {}",
            salvaged.told(),
            path.display()
        ),
        (None, Unusable::Damaged(_)) => "Nothing of it could be taken over into them".to_owned(),
        (None, _) => {
            "To keep it under its old name, choose another folder with --data-dir".to_owned()
        }
    };
    let text = format!(
        "{} {what}. It was kept as it is under a new name, {}, and fresh records were begun. {so}",
        path.display(),
        aside.display(),
    );
    OpeningNotice { text }
}

impl Hindrance {
    /// Why the records are in memory, in words.
    pub(super) fn why(&self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::NotWritable(detail) => format!(
                "the records {path} cannot be written ({detail}). Allow writing, or choose another \
                 folder with --data-dir"
            ),
            Self::Newer(version) => format!(
                "the records {path} were made by a newer version of Rapport (version {version} of \
                 the records; this one knows {}). Update Rapport, or choose another folder with \
                 --data-dir",
                schema::VERSION,
            ),
            Self::Busy => {
                format!("the records {path} are held by another program. Close the other program")
            }
        }
    }
}

/// That this session is in memory.
pub(super) fn in_memory_notice(path: &Path, hindrance: &Hindrance, copied: bool) -> OpeningNotice {
    let path = path.display();
    let so = if copied {
        "Your records so far can be read, but this session is kept in memory only"
    } else {
        "This session is kept in memory only"
    };
    let text = match hindrance {
        Hindrance::NotWritable(detail) => format!(
            "the records {path} cannot be written ({detail}). {so}, and is gone when you quit unless \
             writing becomes possible before. Allow writing, or choose another folder with --data-dir"
        ),
        Hindrance::Newer(version) => format!(
            "the records {path} were made by a newer version of Rapport (version {version} of the \
             records; this one knows {}). They were left as they are. {so} and is gone when you quit. \
             Update Rapport, or choose another folder with --data-dir",
            schema::VERSION,
        ),
        Hindrance::Busy => format!(
            "the records {path} are held by another program. {so}, and is gone when you quit unless \
             they are free before. Close the other program"
        ),
    };
    OpeningNotice { text }
}
