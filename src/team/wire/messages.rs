//! The messages between phone and host.

use serde::{Deserialize, Serialize};

use super::{Board, WireMine, WireRoom};
use crate::team::room::{ParticipantCommand, TrainerCommand};

/// The version of these messages. A page of another version loads itself anew.
pub const WIRE_VERSION: u32 = 1;

/// What a phone sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromPhone {
    /// The first message of every connection.
    Hello {
        /// [`WIRE_VERSION`] of the page.
        version: u32,
        /// The resume token; the page keeps it, and the cookie has it too.
        token: String,
    },
    /// A command of the participant.
    Do {
        /// The number of this message: one more than the last one that the phone sent or was told of in
        /// [`WireMine::message`]. Of two that say different things the higher one holds.
        message: u64,
        /// What is asked.
        command: ParticipantCommand,
    },
    /// The phone was asked by the browser to go; it is not counted as present from now on.
    Bye,
}

/// What a phone is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToPhone {
    /// The whole picture, in answer to `Hello`.
    Welcome {
        /// [`WIRE_VERSION`] of the host.
        version: u32,
        /// What everyone sees.
        room: Box<WireRoom>,
        /// What only this participant sees.
        mine: Box<WireMine>,
    },
    /// What everyone sees has changed.
    Room {
        /// All of it.
        room: Box<WireRoom>,
    },
    /// What only this participant sees has changed.
    Mine {
        /// All of it.
        mine: Box<WireMine>,
    },
    /// Who is here and who has answered, without the rest.
    Count {
        /// Participants who are connected.
        present: u32,
        /// Those of them who have answered.
        answered: u32,
    },
    /// A command was done, and is on disk.
    Done {
        /// The number of its message.
        message: u64,
    },
    /// A command was not done; nothing has changed.
    Refused {
        /// The number of its message.
        message: u64,
        /// Why, and what can be done, in a sentence for the participant.
        why: String,
    },
    /// The room is on another host: the page goes there with its seat.
    Elsewhere {
        /// Its URL.
        address: String,
    },
    /// This seat is used by a newer connection: this one says so and stays quiet.
    Moved,
    /// There is no seat for this token, or no longer: the page asks for a name, or says why not.
    Gone {
        /// Why, in a sentence for the participant.
        why: String,
        /// Whether joining anew can help.
        can_join: bool,
    },
}

/// What a trainer's page or remote sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromTrainer {
    /// The first message of every connection.
    Hello {
        /// [`WIRE_VERSION`] of the page.
        version: u32,
        /// The trainer's secret, or the token of a remote.
        secret: String,
    },
    /// A command of the trainer.
    Do {
        /// The number of this message, to be answered with.
        message: u64,
        /// What is asked.
        command: TrainerCommand,
    },
    /// A link for a remote is wanted: the one before it no longer works. Only for the trainer.
    GiveRemote,
    /// The report is wanted.
    Report,
    /// The session is to be deleted with every trace of it. Only for the trainer.
    Delete,
}

/// What a trainer's page or remote is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToTrainer {
    /// The whole picture; whenever something has changed.
    Board {
        /// The picture.
        board: Box<Board>,
    },
    /// In answer to `Hello`: how people join.
    Welcome {
        /// [`WIRE_VERSION`] of the host.
        version: u32,
        /// The code.
        code: String,
        /// Where phones reach the host, the best first.
        addresses: Vec<String>,
        /// Whether this is a remote, which can neither give one nor delete.
        is_remote: bool,
    },
    /// The report, in three forms.
    Report {
        /// One page that prints on one sheet.
        html: String,
        /// For a spreadsheet.
        csv: String,
        /// For programs.
        json: String,
    },
    /// A link for a remote.
    Remote {
        /// The path and fragment: "/remote#…".
        link: String,
    },
    /// A command was done, and is on disk.
    Done {
        /// The number of its message.
        message: u64,
    },
    /// A command was not done; nothing has changed.
    Refused {
        /// The number of its message.
        message: u64,
        /// Why, and what can be done.
        why: String,
    },
    /// Another host has the room.
    Elsewhere {
        /// Where it is reached.
        address: String,
    },
    /// The secret is wrong, the remote was given to another phone, or the session is deleted.
    Gone {
        /// Why, in a sentence for the trainer.
        why: String,
    },
}
