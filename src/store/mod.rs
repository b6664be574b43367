//! What is read from disk and kept there: scenario library, records, settings.

mod attempt;
mod fault;
pub mod files;
mod library;
mod opening;
mod origin;
pub mod output;
mod reading;
mod records;
mod scan;
mod schema;
mod writing;

pub use attempt::{
    Attempt, AttemptFilter, AttemptId, Commitment, Finish, Finished, Fork, ForkKind, KeptDecision,
    KeptSource, LessonResult, Mode, NewAttempt, SkillResult, fresh_seed,
};
pub use fault::{Notice, RecordsError, ResumeError};
pub use files::ReadError;
pub use library::{Broken, Content, Entry, Fault, FoundPack, Library, LibraryPlaces, Ready};
pub use origin::Origin;
pub use records::{Begun, Records};
