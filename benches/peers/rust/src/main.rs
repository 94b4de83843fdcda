//! `peers WORKLOAD SYSTEM [--size N] [--seconds S] [--seed N] [--stop-share F] [--graph FILE] [--tables FILE --out FILE]`

use outrun_peers::{Asked, exercise, hold, spread, workflow};

fn main() {
    let asked = asked(std::env::args().skip(1)).unwrap_or_else(|wrong| stop(&wrong));
    let known = match asked.workload.as_str() {
        "w1" => spread::play(&asked),
        "w2" => workflow::play(&asked),
        "w3" => hold::play(&asked),
        "w4" => exercise::play(&asked),
        _ => false,
    };
    if !known {
        stop(&format!("unknown program {} {}", asked.workload, asked.system));
    }
}

fn stop(wrong: &str) -> ! {
    eprintln!("{wrong}");
    std::process::exit(2)
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut named = || arguments.next().ok_or("give a workload and a system");
    let (workload, system) = (named()?, named()?);
    let mut asked = Asked {
        workload,
        system,
        size: 1000,
        seconds: 1.0,
        seed: 1,
        stop_share: None,
        graph: String::new(),
        tables: String::new(),
        out: String::new(),
    };
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or(format!("{option} needs a value"))?;
        let wrong = |_| format!("{option} cannot be {value}");
        match option.as_str() {
            "--size" => asked.size = value.parse().map_err(|_| wrong(()))?,
            "--seconds" => asked.seconds = value.parse().map_err(|_| wrong(()))?,
            "--seed" => asked.seed = value.parse().map_err(|_| wrong(()))?,
            "--stop-share" => asked.stop_share = Some(value.parse().map_err(|_| wrong(()))?),
            "--graph" => asked.graph = value,
            "--tables" => asked.tables = value,
            "--out" => asked.out = value,
            _ => return Err(format!("unknown option {option}")),
        }
    }
    Ok(asked)
}
