//! The QR code of an address.

use qrcode::{Color, EcLevel, QrCode};

/// A QR code: square, row by row, `true` where it is dark; with no quiet zone, which whoever draws it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrSquare {
    /// How many modules a side has.
    pub side: usize,
    /// The modules.
    pub dark: Vec<bool>,
}

impl QrSquare {
    /// The code of a text; `None` where it is too long for one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let dark = code.to_colors().into_iter().map(|one| one == Color::Dark).collect();
        Some(Self { side: code.width(), dark })
    }

    /// As an SVG document, a unit for each module, with its quiet zone.
    #[must_use]
    pub fn as_svg(&self) -> String {
        const QUIET: usize = 4;
        let dark = self.dark.iter().enumerate().filter(|(_, dark)| **dark);
        let module = |(at, _): (usize, &bool)| {
            format!("M{} {}h1v1h-1z", at % self.side + QUIET, at / self.side + QUIET)
        };
        let path: String = dark.map(module).collect();
        let side = self.side + 2 * QUIET;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
             <path d=\"{path}\"/></svg>"
        )
    }

    /// Drawn with half blocks, dark on light as cameras want it, on a terminal that writes light on dark.
    #[must_use]
    pub fn in_terminal(&self) -> String {
        const QUIET: usize = 2;
        let side = self.side + 2 * QUIET;
        let is_dark = |x: usize, y: usize| {
            let (x, y) = (x.wrapping_sub(QUIET), y.wrapping_sub(QUIET));
            x < self.side && y < self.side && self.dark[y * self.side + x]
        };
        let row = |y: usize| -> String {
            let module = |x| match (is_dark(x, y), y + 1 < side && !is_dark(x, y + 1)) {
                (false, true) => '█',
                (false, false) => '▀',
                (true, true) => '▄',
                (true, false) => ' ',
            };
            (0..side).map(module).collect()
        };
        (0..side).step_by(2).map(row).collect::<Vec<_>>().join("\n")
    }
}
