//! The connection: opened when it is needed, given up when the server does not answer.

use std::{str::FromStr, time::Duration};

use tokio::{
    runtime::{Builder, Runtime},
    time::timeout,
};
use tokio_postgres::{
    Client, Config, Error, NoTls,
    config::{Host, SslMode},
    error::{DbError, SqlState},
};

use super::rows::{TABLES, VERSION};
use crate::store::rooms::RoomLogError;

/// How long the server may take to answer.
const ANSWER: Duration = Duration::from_secs(5);

/// How long it may take to be connected with.
const CONNECT: Duration = Duration::from_secs(3);

/// What a session of ours asks of the server. A host that is stopped in the middle of a change must not hold its
/// locks: whoever takes its rooms over would wait for it.
const SESSION: &str = "
SET statement_timeout = '4s';
SET lock_timeout = '3s';
SET idle_in_transaction_session_timeout = '4s';
SET client_min_messages = 'warning';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
";

/// The lock under which one host at a time makes the tables: "RPRM".
const MAKING: i64 = 0x5250_524d;

/// Training rooms in a database that several hosts share.
#[derive(Debug)]
pub struct PostgresRooms {
    runtime: Runtime,
    config: Config,
    client: Option<Client>,
    /// Where it is, without user and password.
    place: String,
}

/// Whether something may be asked a second time, if the connection breaks before it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Twice would be wrong.
    Never,
    /// Twice is as good as once.
    Once,
}

impl PostgresRooms {
    /// Connects to a database by its URL, `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, and makes the tables where
    /// there are none.
    ///
    /// # Errors
    /// [`RoomLogError`] where the URL is none, the server cannot be reached or lets nobody in, the database does not
    /// take every letter, or a newer program has written it. No message holds the password.
    pub fn open(url: &str) -> Result<Self, RoomLogError> {
        let unreadable = |what: String| RoomLogError {
            place: "the URL of the database".to_owned(),
            what,
            remedy: "Write it as postgres://USER:PASSWORD@HOST:PORT/DATABASE".to_owned(),
        };
        let mut config =
            Config::from_str(url).map_err(|_invalid| unreadable("it cannot be read".to_owned()))?;
        if config.get_hosts().is_empty() {
            return Err(unreadable("it names no host".to_owned()));
        }
        let place = place(&config);
        if matches!(config.get_ssl_mode(), SslMode::Require) {
            return Err(RoomLogError {
                place,
                what: "it asks for TLS, which this program does not speak".to_owned(),
                remedy: "Reach the server by a private network or a tunnel, and leave sslmode out"
                    .to_owned(),
            });
        }
        config.ssl_mode(SslMode::Disable).connect_timeout(CONNECT).tcp_user_timeout(ANSWER);
        config.application_name("rapport");
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| RoomLogError {
            place: place.clone(),
            what: format!("the system gives nothing to wait with ({error})"),
            remedy: "Close other programs".to_owned(),
        })?;
        let mut rooms = Self { runtime, config, client: None, place };
        let (encoding, version) = rooms.ask(Repeat::Once, &prepare)?;
        let (what, remedy) = if encoding != "UTF8" {
            (
                format!("its encoding is {encoding}, which lacks letters that people write"),
                "Make a database with ENCODING 'UTF8'",
            )
        } else if version > VERSION {
            let what = format!("a newer Rapport has written it (version {version})");
            (what, "Nothing in it was changed. Use that version, or another database")
        } else {
            return Ok(rooms);
        };
        Err(RoomLogError { place: rooms.place, what, remedy: remedy.to_owned() })
    }

    /// Asks something of the server, within [`ANSWER`].
    pub(super) fn ask<T>(
        &mut self,
        repeat: Repeat,
        ask: &impl AsyncFn(&mut Client) -> Result<T, Error>,
    ) -> Result<T, RoomLogError> {
        let Self { runtime, config, client, place } = self;
        let asked = runtime.block_on(async {
            // What was open may have been closed by the server since.
            let mut was_open = client.as_ref().is_some_and(|client| !client.is_closed());
            loop {
                let mut there = match client.take().filter(|client| !client.is_closed()) {
                    Some(there) => there,
                    None => timeout(ANSWER, connect(config))
                        .await
                        .map_err(|_elapsed| NoAnswer::Silent)??,
                };
                let asked = timeout(ANSWER, ask(&mut there)).await;
                match asked {
                    Err(_) => return Err(NoAnswer::Silent),
                    Ok(Err(error)) if there.is_closed() || is_broken(&error) => {
                        if repeat == Repeat::Never || !was_open {
                            return Err(NoAnswer::Told(error));
                        }
                        was_open = false;
                    }
                    Ok(answer) => {
                        *client = Some(there);
                        return answer.map_err(NoAnswer::Told);
                    }
                }
            }
        });
        asked.map_err(|fault: NoAnswer| fault.told(place))
    }
}

/// Whether an error ended the connection: the server says so before it is closed.
fn is_broken(error: &Error) -> bool {
    let ends = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
    error.is_closed() || error.code().is_some_and(|code| ends.contains(code))
}

/// Where a database is, as messages name it.
fn place(config: &Config) -> String {
    let host = config.get_hosts().first().map(|host| match host {
        Host::Tcp(name) => name.clone(),
        #[cfg(unix)]
        Host::Unix(folder) => folder.display().to_string(),
    });
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let name = config.get_dbname().or(config.get_user()).unwrap_or_default();
    format!("postgres://{}:{port}/{name}", host.unwrap_or_default())
}

async fn connect(config: &Config) -> Result<Client, Error> {
    let (client, connection) = config.connect(NoTls).await?;
    // Its errors are told to whoever asks next.
    tokio::spawn(async move { connection.await.is_ok() });
    client.batch_execute(SESSION).await?;
    Ok(client)
}

/// Makes the tables where there are none: the database's encoding, and the version of the tables.
async fn prepare(client: &mut Client) -> Result<(String, i32), Error> {
    let encoding: String = client.query_one("SHOW server_encoding", &[]).await?.try_get(0)?;
    if encoding != "UTF8" {
        return Ok((encoding, VERSION));
    }
    let change = client.transaction().await?;
    change.execute("SELECT pg_advisory_xact_lock($1)", &[&MAKING]).await?;
    let there = "SELECT to_regclass('rapport_version') IS NOT NULL";
    if !change.query_one(there, &[]).await?.try_get::<_, bool>(0)? {
        change.batch_execute(TABLES).await?;
        change.execute("INSERT INTO rapport_version VALUES ($1)", &[&VERSION]).await?;
    }
    let version = "SELECT max(version) FROM rapport_version";
    let version = change.query_one(version, &[]).await?.try_get::<_, Option<i32>>(0)?;
    change.commit().await?;
    Ok((encoding, version.unwrap_or(VERSION)))
}

/// Why the server gave no answer.
#[derive(Debug)]
enum NoAnswer {
    /// It took too long.
    Silent,
    /// It, or the network, said so.
    Told(Error),
}

impl From<Error> for NoAnswer {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl NoAnswer {
    fn told(self, place: &str) -> RoomLogError {
        let (what, remedy) = match &self {
            Self::Silent => (
                format!("the server has not answered for {} seconds", ANSWER.as_secs()),
                "Look whether it runs and is not overloaded; it is tried again",
            ),
            Self::Told(error) => match error.as_db_error() {
                Some(told) => (said(told), remedy(told)),
                None => (
                    format!("the server cannot be reached ({})", innermost(error)),
                    "Look whether it runs and takes connections from here; it is tried again",
                ),
            },
        };
        RoomLogError { place: place.to_owned(), what, remedy: remedy.to_owned() }
    }
}

fn said(told: &DbError) -> String {
    format!("the server says: {}", told.message())
}

fn remedy(told: &DbError) -> &'static str {
    match told.code() {
        code if [&SqlState::INVALID_PASSWORD, &SqlState::INVALID_AUTHORIZATION_SPECIFICATION]
            .contains(&code) =>
        {
            "Give the user and password that the server knows"
        }
        code if *code == SqlState::INVALID_CATALOG_NAME => {
            "Make that database, or name another one"
        }
        code if *code == SqlState::INSUFFICIENT_PRIVILEGE => {
            "Give the user a database of its own, in which it may make tables"
        }
        code if *code == SqlState::DISK_FULL => {
            "Make room; what was kept so far is kept, and the next answers are taken again"
        }
        _ => "What was kept so far is kept; it is tried again",
    }
}

/// The cause that says most.
fn innermost(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
