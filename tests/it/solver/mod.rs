//! The analysis against an independent referee, on thousands of small random scenarios.

mod brute;
mod flagship;
mod generate;
mod referee;
