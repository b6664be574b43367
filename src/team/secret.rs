//! Secrets and codes: resume tokens, the trainer's secret, join codes; drawn from the system's generator.

use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};

/// The letters of join codes. What looks or sounds like something else when read from a wall is left out: 0 O Q D,
/// 1 I L, 2 Z, 5 S, 8 B, U V.
pub(super) const CODE_LETTERS: &[u8; 20] = b"34679ACEFGHJKMNPRTXY";

/// How many letters a join code has: 20 to the 6th are 64 million codes.
pub(super) const CODE_LENGTH: usize = 6;

/// Bytes that nobody can guess.
fn drawn<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // The system's generator fails only before it is seeded, early at start-up; nothing is guessable meanwhile.
    while SysRng.try_fill_bytes(&mut bytes).is_err() {
        std::thread::yield_now();
    }
    bytes
}

/// A secret of 128 bits, as hexadecimal digits.
pub(super) fn fresh_secret() -> String {
    hex(&drawn::<16>())
}

/// A secret that begins with the code of its room, so that every host of a log finds the room of it.
pub(super) fn fresh_key(code: &str) -> String {
    format!("{code}-{}", fresh_secret())
}

/// A join code.
pub(super) fn fresh_code() -> String {
    let mut code = String::with_capacity(CODE_LENGTH);
    while code.len() < CODE_LENGTH {
        // Bytes past the last whole multiple would favour the first letters.
        let whole = 255 / CODE_LETTERS.len() * CODE_LETTERS.len();
        let fit = drawn::<16>().into_iter().map(usize::from).filter(|byte| *byte < whole);
        let letters = fit.map(|byte| char::from(CODE_LETTERS[byte % CODE_LETTERS.len()]));
        code.extend(letters.take(CODE_LENGTH - code.len()));
    }
    code
}

/// A join code as somebody typed it: capitals, without blanks and dashes. `None` where it can be none.
pub(super) fn typed_code(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
    let code: String = letters.take(CODE_LENGTH + 1).map(|c| c.to_ascii_uppercase()).collect();
    let is_one = code.len() == CODE_LENGTH && code.bytes().all(|b| CODE_LETTERS.contains(&b));
    is_one.then_some(code)
}

/// SHA-256 of a secret, as hexadecimal digits: what is kept of it. Secrets are looked up by it, so how long a
/// comparison takes tells nothing of them.
pub(super) fn hashed(secret: &str) -> String {
    checksum(secret.as_bytes())
}

/// SHA-256 of some bytes, as hexadecimal digits.
pub(super) fn checksum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
