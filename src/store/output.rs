//! Atomic replacement of output files: written beside, synced, then renamed; and never what is kept elsewhere.

use std::{
    fs::{self, File, Metadata},
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

/// How a file of `SQLite` begins.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Files of a data folder by the beginnings of their names, and what they are.
const KEPT: [(&str, &str); 4] = [
    ("records.sqlite", "your records"),
    ("rooms.sqlite", "your training rooms"),
    ("records.lock", "the lock of your records"),
    ("crash-", "a report of a crash"),
];

/// So many links are followed from one to the next.
const MOST_LINKS: usize = 40;

/// What an output to that path would take the place of, if that must not happen: the files of a data folder,
/// under whichever name or link, and databases wherever they are.
#[must_use]
pub fn is_kept(path: &Path, data_folder: Option<&Path>) -> Option<&'static str> {
    let target = followed(path);
    let there = fs::metadata(&target).ok();
    if let Some(folder) = data_folder
        && let Some(what) = is_kept_in(folder, &target, there.as_ref())
    {
        return Some(what);
    }
    let is_file = there.is_some_and(|there| there.is_file());
    (is_file && begins_as_database(&target)).then_some("a database")
}

/// What it is that a data folder keeps under that path, or under another name of the same file.
fn is_kept_in(folder: &Path, target: &Path, there: Option<&Metadata>) -> Option<&'static str> {
    let name = target.file_name().map(|name| name.to_string_lossy().to_lowercase());
    let beside = fs::canonicalize(parent(target)).ok();
    if beside.is_some()
        && beside == fs::canonicalize(folder).ok()
        && let Some(what) = name.and_then(|name| kept(&name))
    {
        return Some(what);
    }
    let there = there?;
    fs::read_dir(folder).ok()?.filter_map(Result::ok).find_map(|entry| {
        let what = kept(&entry.file_name().to_string_lossy().to_lowercase())?;
        let facts = fs::metadata(entry.path()).ok()?;
        is_same(&facts, there).then_some(what)
    })
}

fn kept(name: &str) -> Option<&'static str> {
    KEPT.iter().find(|(begin, _)| name.starts_with(begin)).map(|(_, what)| *what)
}

/// Whether two names lead to one file.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether two names lead to one file: without numbers of files, only their paths tell.
#[cfg(not(unix))]
fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    false
}

fn begins_as_database(path: &Path) -> bool {
    let mut head = [0; DATABASE.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == DATABASE
}

/// Writes a file piece by piece, whole or not at all: first beside it, then in its place, with the permissions
/// of the one that was there. A link stays a link: what it leads to is written, if that is there or not. A pipe
/// or a device is written to as it is, and so is what a system calls standard output.
///
/// # Errors
/// If that is not possible; what was there before is still there.
pub fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let there = fs::metadata(path).ok();
    let is_special = there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir());
    if is_special || path.starts_with("/dev") || path.starts_with("/proc") {
        // Behind such a name may stand a file that others are writing to: nothing of it is lost.
        let mut pipe = BufWriter::new(File::options().append(true).open(path)?);
        return write(&mut pipe).and_then(|()| pipe.flush());
    }
    let path = followed(path);
    if path.file_name().is_none() || there.as_ref().is_some_and(Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let (beside, file) = beside(&path)?;
    let written = fill(file, there.as_ref(), write).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // Nothing useful is in it, and the first fault is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| sync_folder(parent(&path)))
}

/// Makes the folder that a file is to stand in.
///
/// # Errors
/// If that is not possible.
pub fn make_folder_of(path: &Path) -> io::Result<()> {
    fs::create_dir_all(parent(path))
}

/// Writes a file that is not there yet, whole or not at all.
///
/// # Errors
/// If something of that name is there, or it cannot be written.
pub fn write_new(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let written = file.write_all(content.as_ref()).and_then(|()| file.sync_all());
    if written.is_err() {
        // It is ours, and nothing useful is in it.
        let _ = fs::remove_file(path);
    }
    written.map(|()| sync_folder(parent(path)))
}

/// Writes a file of that name in a folder, which is made; where one is there, under the next number: `name-2.png`.
/// Says where it is.
///
/// # Errors
/// If it cannot be written.
pub fn write_beside_others(
    folder: &Path,
    (name, ending): (&str, &str),
    content: &[u8],
) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for nth in 1_u32.. {
        let number = if nth == 1 { String::new() } else { format!("-{nth}") };
        let path = folder.join(format!("{name}{number}.{ending}"));
        match write_new(&path, content) {
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            written => return written.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn fill(
    file: File,
    there: Option<&Metadata>,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(there) = there {
        file.set_permissions(there.permissions())?;
    }
    let mut file = BufWriter::new(file);
    write(&mut file)?;
    file.flush()?;
    file.get_ref().sync_all()
}

/// A new file in the same folder, which nobody else has.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    for nth in 0_u32.. {
        let mut beside = path.as_os_str().to_owned();
        beside.push(format!(".{}-{nth}.part", std::process::id()));
        match File::create_new(&beside) {
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            created => return Ok((beside.into(), created?)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Makes the new name last through a power loss, where folders can be synced; the file itself is on disk.
pub(super) fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Where a path leads: through links, also to what is not there yet.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&path) else { break };
        path = parent(&path).join(next);
    }
    fs::canonicalize(&path).unwrap_or(path)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
