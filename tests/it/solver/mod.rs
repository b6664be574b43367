//! The analysis against an independent referee, on thousands of small random scenarios.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::needless_pass_by_value,
    reason = "dice make small numbers of every kind, and groups of plays are used up"
)]

mod brute;
mod flagship;
mod generate;
mod referee;
