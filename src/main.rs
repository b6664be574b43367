//! Rapport: parse, dispatch, exit code.

fn main() -> std::process::ExitCode {
    rapport::cli::main()
}
