//! SVG text to pixels.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Why a drawing could not be turned into pixels.
#[derive(Debug, thiserror::Error)]
pub(super) enum RasterError {
    /// The drawing is not valid SVG.
    #[error("the drawing is not valid SVG")]
    Svg(#[from] resvg::usvg::Error),
    /// The size asked for is zero or too large.
    #[error("cannot draw {width} by {height} pixels")]
    Size {
        /// Width asked for, in pixels.
        width: u32,
        /// Height asked for, in pixels.
        height: u32,
    },
}

/// A drawing as rows of RGBA bytes from the top left, alpha straight (not premultiplied).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    /// Columns, in pixels.
    pub width: u32,
    /// Rows, in pixels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

/// Draws `svg` so that it covers `width` by `height` pixels, centred, cut where it overhangs.
///
/// # Errors
///
/// Returns [`RasterError::Svg`] for text that is not SVG, [`RasterError::Size`] for an empty or
/// unpayable size.
pub(super) fn raster(svg: &str, width: u32, height: u32) -> Result<Pixels, RasterError> {
    let tree = Tree::from_str(svg, &Options::default())?;
    let mut pixmap = Pixmap::new(width, height).ok_or(RasterError::Size { width, height })?;
    resvg::render(&tree, cover(&tree, &pixmap), &mut pixmap.as_mut());
    let rgba = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let straight = pixel.demultiply();
            [straight.red(), straight.green(), straight.blue(), straight.alpha()]
        })
        .collect();
    Ok(Pixels { width, height, rgba })
}

#[expect(clippy::cast_precision_loss, reason = "picture sizes are far below 2^24")]
fn cover(tree: &Tree, pixmap: &Pixmap) -> Transform {
    let (width, height) = (pixmap.width() as f32, pixmap.height() as f32);
    let (from_width, from_height) = (tree.size().width(), tree.size().height());
    let scale = (width / from_width).max(height / from_height);
    Transform::from_scale(scale, scale)
        .post_translate((width - from_width * scale) / 2.0, (height - from_height * scale) / 2.0)
}
