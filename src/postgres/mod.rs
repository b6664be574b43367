//! The log of training rooms in `PostgreSQL`, for several hosts behind one proxy.
//!
//! Every call is one transaction. Leases run by the server's clock, so hosts need not agree on the time of day. An
//! append locks its rooms' rows in the order of their ids and holds their epochs against its own: a host that was
//! stopped while another one took its rooms finds itself fenced. Nothing is appended twice on its own account: where
//! an answer was lost, whoever owns the room reads what is there.

mod connection;
mod rows;

use std::collections::BTreeMap;

use tokio_postgres::{Client, Error, Transaction};

pub use connection::PostgresRooms;

use crate::store::rooms::{
    AppendedEvents, KeptRoom, Lease, NewRoom, NotAppended, RoomLog, RoomLogError, Whereabouts,
    back, number,
};
use crate::text::SourceFile;
use connection::Repeat;
use rows::{KEPT, kept};

/// What the log made of each batch, in their order.
type Appended = Vec<Result<(), NotAppended>>;

async fn create(client: &mut Client, room: &NewRoom) -> Result<bool, Error> {
    let NewRoom { id, code, secret, source, at, opened, lease } = room;
    let change = client.transaction().await?;
    let pack = source.pack.as_ref();
    let made = change
        .execute(
            "INSERT INTO rapport_room (id, code, secret, scenario_name, scenario_text, pack_name, pack_text,
                                       opened_at, owner, address, epoch, lease_until)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1,
                     clock_timestamp() + $11::bigint * interval '1 millisecond')
             ON CONFLICT (code) DO NOTHING",
            &[
                id,
                code,
                secret,
                &source.scenario.name(),
                &source.scenario.text(),
                &pack.map(SourceFile::name),
                &pack.map(SourceFile::text),
                &number(*at),
                &lease.owner,
                &lease.address,
                &lasts(lease, *at),
            ],
        )
        .await?;
    if made == 0 {
        return Ok(false);
    }
    let first = "INSERT INTO rapport_event (room, seq, at, content) VALUES ($1, 0, $2, $3)";
    change.execute(first, &[id, &number(*at), opened]).await?;
    change.commit().await?;
    Ok(true)
}

/// How long a lease is to last, in milliseconds.
fn lasts(lease: &Lease, now: u64) -> i64 {
    number(lease.until.saturating_sub(now))
}

/// Where a room stands while its row is locked.
struct LockedRoom {
    epoch: u64,
    /// The sequence number that its next event gets.
    next: u64,
}

async fn locked(
    change: &Transaction<'_>,
    batches: &[AppendedEvents],
) -> Result<BTreeMap<String, LockedRoom>, Error> {
    let ids: Vec<&str> = batches.iter().map(|batch| batch.room.as_str()).collect();
    let lock = "SELECT id, epoch FROM rapport_room WHERE id = ANY($1) ORDER BY id FOR UPDATE";
    let mut rooms = BTreeMap::new();
    for row in change.query(lock, &[&ids]).await? {
        let epoch = back(row.try_get(1)?);
        rooms.insert(row.try_get(0)?, LockedRoom { epoch, next: 0 });
    }
    // A statement of its own: it sees what whoever held the lock before has appended.
    let last =
        "SELECT id, (SELECT seq FROM rapport_event WHERE room = id ORDER BY seq DESC LIMIT 1)
                FROM rapport_room WHERE id = ANY($1)";
    for row in change.query(last, &[&ids]).await? {
        let (id, last): (String, Option<i64>) = (row.try_get(0)?, row.try_get(1)?);
        if let Some(room) = rooms.get_mut(&id) {
            room.next = last.map_or(0, |last| back(last) + 1);
        }
    }
    Ok(rooms)
}

async fn append(client: &mut Client, batches: &[AppendedEvents]) -> Result<Appended, Error> {
    let change = client.transaction().await?;
    let mut rooms = locked(&change, batches).await?;
    let (mut ids, mut seqs, mut times, mut contents) = (vec![], vec![], vec![], vec![]);
    let mut ended = Vec::new();
    let mut came_to = Vec::new();
    for batch in batches {
        let room = rooms.get_mut(&batch.room).filter(|room| room.epoch == batch.epoch);
        let Some(room) = room else {
            came_to.push(Err(NotAppended::Fenced));
            continue;
        };
        if room.next != batch.first {
            came_to.push(Err(NotAppended::Longer));
            continue;
        }
        for (at, content) in &batch.events {
            ids.push(batch.room.as_str());
            seqs.push(number(room.next));
            times.push(number(*at));
            contents.push(content.as_str());
            room.next += 1;
        }
        if batch.ends {
            ended.push(batch.room.as_str());
        }
        came_to.push(Ok(()));
    }
    let insert = "INSERT INTO rapport_event (room, seq, at, content)
                  SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[])";
    change.execute(insert, &[&ids, &seqs, &times, &contents]).await?;
    if !ended.is_empty() {
        let end = "UPDATE rapport_room SET ended = true WHERE id = ANY($1)";
        change.execute(end, &[&ended]).await?;
    }
    change.commit().await?;
    Ok(came_to)
}

async fn events(client: &mut Client, room: &str) -> Result<Vec<(u64, String)>, Error> {
    let sql = "SELECT at, content FROM rapport_event WHERE room = $1 ORDER BY seq";
    let rows = client.query(sql, &[&room]).await?;
    rows.iter().map(|row| Ok((back(row.try_get(0)?), row.try_get(1)?))).collect()
}

async fn rooms(client: &mut Client, which: &str) -> Result<Vec<KeptRoom>, Error> {
    let sql = format!("{KEPT} {which} ORDER BY opened_at, id");
    client.query(&sql, &[]).await?.iter().map(kept).collect()
}

async fn claim(
    client: &mut Client,
    room: &str,
    lease: &Lease,
    now: u64,
) -> Result<Option<u64>, Error> {
    let sql = "UPDATE rapport_room
               SET owner = $2, address = $3, epoch = epoch + 1,
                   lease_until = clock_timestamp() + $4::bigint * interval '1 millisecond'
               WHERE id = $1 AND (owner = $2 OR lease_until < clock_timestamp())
               RETURNING epoch";
    let claimed =
        client.query_opt(sql, &[&room, &lease.owner, &lease.address, &lasts(lease, now)]).await?;
    claimed.map(|row| Ok(back(row.try_get(0)?))).transpose()
}

async fn renew(client: &mut Client, lease: &Lease, now: u64) -> Result<Vec<String>, Error> {
    let sql = "UPDATE rapport_room
               SET lease_until = clock_timestamp() + $2::bigint * interval '1 millisecond'
               WHERE owner = $1 RETURNING id";
    let rows = client.query(sql, &[&lease.owner, &lasts(lease, now)]).await?;
    rows.iter().map(|row| row.try_get(0)).collect()
}

async fn whereabouts(client: &mut Client, code: &str) -> Result<Option<Whereabouts>, Error> {
    let sql = "SELECT owner, address, lease_until >= clock_timestamp() FROM rapport_room
               WHERE code = $1 AND NOT ended";
    let there = client.query_opt(sql, &[&code]).await?;
    let read = |row: tokio_postgres::Row| {
        Ok(Whereabouts { owner: row.try_get(0)?, address: row.try_get(1)?, runs: row.try_get(2)? })
    };
    there.map(read).transpose()
}

impl RoomLog for PostgresRooms {
    fn is_shared(&self) -> bool {
        true
    }

    fn create(&mut self, room: &NewRoom) -> Result<bool, RoomLogError> {
        self.ask(Repeat::Never, &async |client: &mut Client| create(client, room).await)
    }

    fn append(&mut self, batches: &[AppendedEvents]) -> Result<Appended, RoomLogError> {
        self.ask(Repeat::Never, &async |client: &mut Client| append(client, batches).await)
    }

    fn events(&mut self, room: &str) -> Result<Vec<(u64, String)>, RoomLogError> {
        self.ask(Repeat::Once, &async |client: &mut Client| events(client, room).await)
    }

    fn rooms(&mut self) -> Result<Vec<KeptRoom>, RoomLogError> {
        self.ask(Repeat::Once, &async |client: &mut Client| rooms(client, "").await)
    }

    fn claim(&mut self, room: &str, lease: &Lease, now: u64) -> Result<Option<u64>, RoomLogError> {
        self.ask(Repeat::Once, &async |client: &mut Client| claim(client, room, lease, now).await)
    }

    fn renew(&mut self, lease: &Lease, now: u64) -> Result<Vec<String>, RoomLogError> {
        self.ask(Repeat::Once, &async |client: &mut Client| renew(client, lease, now).await)
    }

    fn whereabouts(&mut self, code: &str) -> Result<Option<Whereabouts>, RoomLogError> {
        self.ask(Repeat::Once, &async |client: &mut Client| whereabouts(client, code).await)
    }

    fn abandoned(&mut self) -> Result<Vec<KeptRoom>, RoomLogError> {
        let which = "WHERE NOT ended AND lease_until < clock_timestamp()";
        self.ask(Repeat::Once, &async |client: &mut Client| rooms(client, which).await)
    }

    fn delete(&mut self, room: &str) -> Result<(), RoomLogError> {
        self.ask(Repeat::Once, &async |client: &mut Client| {
            client.execute("DELETE FROM rapport_room WHERE id = $1", &[&room]).await?;
            // Rows that were deleted stay in their pages until these are cleaned.
            client.batch_execute("VACUUM rapport_room, rapport_event").await
        })
    }
}
