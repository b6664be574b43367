//! Touches to painted pixels: the slanted cut of a room, and clean edges.

use super::super::art::Pixels;
use super::plan::Seam;

/// The ink of the band along the seam.
const INK: [u8; 3] = [0x10, 0x19, 0x1D];

/// Cuts a picture along a seam: clear left of the band, ink on it, untouched right of it.
pub(super) fn along(pixels: &mut Pixels, seam: Seam) {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    for (y, row) in pixels.rgba.chunks_exact_mut(width * 4).enumerate() {
        let share = (y as f32 + 0.5) / height as f32;
        let edge = seam.top as f32 + (seam.bottom - seam.top) as f32 * share;
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            let inside = (x as f32 + 0.5 - edge).clamp(-0.5, 0.5) + 0.5;
            if inside >= 1.0 {
                break;
            }
            let banded = (x as f32 + 0.5 - (edge - seam.band as f32)).clamp(-0.5, 0.5) + 0.5;
            for (channel, ink) in pixel.iter_mut().zip(INK) {
                *channel = (f32::from(ink) * (1.0 - inside) + f32::from(*channel) * inside) as u8;
            }
            if let Some(alpha) = pixel.get_mut(3) {
                *alpha = (banded * 255.0) as u8;
            }
        }
    }
}

/// Swaps left and right.
pub(super) fn mirror(pixels: &mut Pixels) {
    let width = pixels.width as usize;
    for row in pixels.rgba.as_chunks_mut::<4>().0.chunks_exact_mut(width) {
        row.reverse();
    }
}

/// Gives clear pixels the colour of a painted neighbour, so that a shifted picture has no dark rim.
pub(super) fn bleed(pixels: &mut Pixels) {
    let width = pixels.width as usize;
    let source: Vec<[u8; 4]> = pixels.rgba.as_chunks().0.to_vec();
    let colour = |index: usize| -> Option<[u8; 3]> {
        match source.get(index)? {
            [red, green, blue, alpha] if *alpha > 0 => Some([*red, *green, *blue]),
            _ => None,
        }
    };
    for (index, pixel) in pixels.rgba.chunks_exact_mut(4).enumerate() {
        let [red, green, blue, 0] = pixel else { continue };
        let around = [index.wrapping_sub(1), index + 1, index.wrapping_sub(width), index + width];
        if let Some([r, g, b]) = around.into_iter().find_map(colour) {
            (*red, *green, *blue) = (r, g, b);
        }
    }
}
