//! Touches to painted pixels: the slanted cut of a room, and clean edges.

use super::super::raster::Pixels;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn red(width: u32, height: u32) -> Pixels {
        let rgba = [200, 10, 10, 255].repeat((width * height) as usize);
        Pixels { width, height, rgba }
    }

    fn at(pixels: &Pixels, x: u32, y: u32) -> [u8; 4] {
        pixels.rgba.as_chunks().0[(y * pixels.width + x) as usize]
    }

    #[test]
    fn a_seam_is_clear_then_dark_then_untouched() {
        let mut room = red(40, 20);
        along(&mut room, Seam { top: 30, bottom: 10, band: 6 });
        assert_eq!(at(&room, 10, 0)[3], 0);
        assert_eq!(at(&room, 26, 0), [INK[0], INK[1], INK[2], 255]);
        assert_eq!(at(&room, 35, 0), [200, 10, 10, 255]);
        assert_eq!(at(&room, 14, 19), [200, 10, 10, 255]);
    }

    #[test]
    fn mirrors_row_by_row() {
        let mut room = red(3, 2);
        room.rgba[..4].copy_from_slice(&[1, 2, 3, 4]);
        mirror(&mut room);
        assert_eq!(at(&room, 2, 0), [1, 2, 3, 4]);
        assert_eq!(at(&room, 2, 1), [200, 10, 10, 255]);
    }

    #[test]
    fn clear_pixels_take_their_neighbours_colour_and_stay_clear() {
        let mut room = red(2, 1);
        room.rgba[..4].copy_from_slice(&[0, 0, 0, 0]);
        bleed(&mut room);
        assert_eq!(at(&room, 0, 0), [200, 10, 10, 0]);
    }
}
