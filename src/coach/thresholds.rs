//! How many points are worth telling, and as what.

/// A decision that left so many points behind is told; less is a smaller thing.
pub const FELT: f64 = 3.0;

/// A decision that left so many points behind is dear.
pub const DEAR: f64 = 10.0;

/// A chance event that gave or took so many points is told, and so is the opening; less is a smaller thing.
pub const EVENT: f64 = 3.0;

/// The best move is told with its lead if it left less than a point behind, and what else was on offer
/// averaged so many points less. Where no move leads by so much, the best move is one that left nothing
/// behind where something was at stake.
pub const BEST_MOVE: f64 = 3.0;

/// Something was at stake where what else was on offer averaged so many points less; what leads by less
/// moved no points.
pub const AT_STAKE: f64 = 1.0;

/// Who left less than this behind, all together, decided well; a result turned out well if it is less
/// than this below what best play averages. Both go by the figures as they are shown.
pub const WELL: f64 = 10.0;
