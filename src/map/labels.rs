//! Where the figures of edges stand: on their lines, and on nothing else (map labelling, greedy).

/// The middle of a figure's baseline.
pub(super) type Spot = (f64, f64);

/// How wide a letter is, at most, and how high a figure.
const LETTER: (f64, f64) = (7.0, 12.0);

/// What is taken: left, top, right, bottom.
pub(super) struct Labels(Vec<[f64; 4]>);

impl Labels {
    /// Boxes are in the way, by their middles and half their width and height.
    pub(super) fn around(boxes: impl Iterator<Item = (f64, f64)>, half: (f64, f64)) -> Self {
        let taken = |(x, y)| [x - half.0, y - half.1, x + half.0, y + half.1];
        Self(boxes.map(taken).collect())
    }

    /// Puts a figure of so many letters at the first of the places that is free; where none is, at the first.
    pub(super) fn put(&mut self, spots: &[Spot], letters: usize) -> Spot {
        let area = |(x, y): Spot| {
            let half = LETTER.0 * letters as f64 / 2.0 + 1.0;
            [x - half, y - LETTER.1 + 2.0, x + half, y + 2.0]
        };
        let is_free = |spot: &&Spot| !self.0.iter().any(|other| overlap(other, &area(**spot)));
        let spot = spots.iter().find(is_free).or(spots.first()).copied().unwrap_or_default();
        if letters > 0 {
            self.0.push(area(spot));
        }
        spot
    }
}

fn overlap(one: &[f64; 4], other: &[f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}
