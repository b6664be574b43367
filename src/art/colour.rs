//! Colours as three bytes: reading, writing, mixing.

use serde::{Deserialize, Deserializer, de};

/// An sRGB colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) u8, pub(super) u8, pub(super) u8);

impl Rgb {
    /// Reads `#RRGGBB`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let byte =
            |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        Some(Self(byte(0)?, byte(2)?, byte(4)?))
    }

    /// Writes `#RRGGBB`.
    pub(super) fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// Moves towards `other`: 0 stays, 1 arrives.
    pub(super) fn mix(self, other: Self, share: f32) -> Self {
        let channel = |from: u8, to: u8| {
            byte(f32::from(from) + (f32::from(to) - f32::from(from)) * share.clamp(0.0, 1.0))
        };
        Self(channel(self.0, other.0), channel(self.1, other.1), channel(self.2, other.2))
    }

    /// Multiplies the channels.
    pub(super) fn scale(self, red: f32, green: f32, blue: f32) -> Self {
        let channel = |value: u8, factor: f32| byte(f32::from(value) * factor);
        Self(channel(self.0, red), channel(self.1, green), channel(self.2, blue))
    }

    /// How bright the colour looks, 0 to 255.
    pub(super) fn luma(self) -> f32 {
        0.299 * f32::from(self.0) + 0.587 * f32::from(self.1) + 0.114 * f32::from(self.2)
    }

    /// The grey of this brightness, 0 to 255; beyond that it is held at the end.
    pub(super) fn grey(luma: f32) -> Self {
        Self(byte(luma), byte(luma), byte(luma))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte first"
)]
fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

impl<'de> Deserialize<'de> for Rgb {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("`{text}` is not a colour like `#2F5D62`")))
    }
}
