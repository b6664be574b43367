//! What is read from disk and kept there: scenario library, records, settings.

mod attempt;
mod damage;
mod desk;
mod examine;
mod fault;
pub mod files;
mod hindrance;
mod library;
mod opening;
mod origin;
pub mod output;
mod place;
mod read_only;
mod reading;
mod records;
mod replace;
pub mod rooms;
mod rows;
mod salvage;
mod scan;
mod schema;
mod session;
mod sources;
mod transfer;
mod writing;

pub use attempt::{
    Attempt, AttemptFilter, AttemptId, Commitment, Finish, Finished, Fork, ForkKind, KeptDecision,
    KeptSource, LessonResult, Mode, NewAttempt, SkillResult, fresh_seed,
};
pub use damage::{Damage, Legible};
pub use examine::{Examined, mend};
pub use fault::{NotSaved, OpeningNotice, RecordsError, ResumeError};
pub use files::ReadError;
pub use library::{Broken, Content, Entry, Fault, FoundPack, Library, LibraryPlaces, Ready};
pub use origin::FileOrigin;
pub use records::{Begun, Records};
pub use replace::{ReplaceError, replace_source};
pub use scan::{plans_at, sources_at};
pub use sources::SourceFault;
