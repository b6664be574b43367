//! Commands to copy: words as a shell takes them.

use std::{borrow::Cow, ffi::OsStr};

/// A word as a shell takes it: POSIX quoting, or that of Windows.
pub(super) fn quoted(word: impl AsRef<OsStr>) -> String {
    let word = word.as_ref();
    match word.to_str() {
        Some(text) if cfg!(windows) => doubly(text),
        Some(text) => shlex::try_quote(text).map_or_else(|_nul| text.to_owned(), Cow::into_owned),
        None => escaped(word.as_encoded_bytes()),
    }
}

/// In double quotes where need be. Names of files have none of their own there.
fn doubly(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:".contains(c);
    let is_word = !text.is_empty() && text.chars().all(is_plain);
    if is_word { text.to_owned() } else { format!("\"{text}\"") }
}

/// `$'caf\xe9.ron'`: what is not UTF-8, byte by byte.
fn escaped(bytes: &[u8]) -> String {
    let byte = |byte: &u8| match byte {
        b'\'' | b'\\' => format!("\\{}", char::from(*byte)),
        b' '..=b'~' => char::from(*byte).to_string(),
        other => format!("\\x{other:02x}"),
    };
    format!("$'{}'", bytes.iter().map(byte).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_knows_double_quotes_alone() {
        assert_eq!(doubly(r"C:\scenarios\a.ron"), r"C:\scenarios\a.ron");
        assert_eq!((doubly("a b.ron"), doubly("")), ("\"a b.ron\"".into(), "\"\"".into()));
    }

    #[test]
    fn bytes_that_are_no_text_are_written_as_numbers() {
        assert_eq!(escaped(b"caf\xe9 'x'.ron"), r"$'caf\xe9 \'x\'.ron'");
    }
}
