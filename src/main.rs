use std::process::ExitCode;

fn main() -> ExitCode {
    autogen::cli::main()
}
