//! The syntax tree: lossless, in step with `ron`, and exact about what is wrong.

mod lossless;
