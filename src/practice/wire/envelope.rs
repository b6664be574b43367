//! JSON with a version before it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The version of the wire forms that this build sends and reads.
pub const VERSION: u32 = 1;

/// What is sent, with its version before it.
#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    version: u32,
    content: T,
}

/// The version alone, to be read before anything else.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// Why something that was sent cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// It is of another version.
    #[error("this is version {0} of the wire form, and this build reads version {VERSION}")]
    Version(u32),
    /// It is not what it should be.
    #[error(transparent)]
    Malformed(#[from] serde_json::Error),
}

/// As JSON, with its version.
///
/// # Errors
/// If it cannot be written as JSON; no wire form of this room is of that kind.
pub fn to_json<T: Serialize>(content: &T) -> Result<String, WireError> {
    Ok(serde_json::to_string(&Envelope { version: VERSION, content })?)
}

/// From JSON, if it is of the version that this build reads.
///
/// # Errors
/// [`WireError`] if it is of another one, or malformed.
pub fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, WireError> {
    let Head { version } = serde_json::from_str(json)?;
    if version != VERSION {
        return Err(WireError::Version(version));
    }
    let Envelope { content, .. } = serde_json::from_str(json)?;
    Ok(content)
}
