//! Every command that a page shows is run, with few replications, in a folder of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::markdown::spans;
use super::pages::{Page, all, root};
use crate::cli::{outrun, status, text};

/// What is shown and is not run here: it builds, or it writes into the repository.
const ELSEWHERE: [&str; 7] = [
    "cargo install --path .",
    "cargo build --release",
    "cargo test",
    "cargo bench",
    "OUTRUN_BLESS=1 cargo test",
    "time target/release/outrun",
    "benches/peers/run",
];

/// What a build without the feature `conduct` does not have.
const CONDUCTED: &[&str] = if cfg!(feature = "conduct") {
    &[]
} else {
    &["outrun exercise"]
};

/// A reader with a shell: where they are, and what went wrong.
struct Reader {
    folder: TempDir,
    here: PathBuf,
    wrong: Vec<String>,
}

#[test]
fn every_command_runs() {
    let mut wrong = Vec::new();
    let mut count = 0;
    // Those of pipelines need an exercise with findings, and are run by `tests/pipelines.rs`.
    // Those of exercises with people need the feature.
    let built = |page: &Page| cfg!(feature = "conduct") || page.name != "docs/materials.md";
    let pages = all().into_iter().filter(|page| page.name != "docs/pipelines.md");
    for page in pages.filter(built) {
        let (played, mistakes) = follow(&page);
        count += played;
        wrong.extend(mistakes);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "only {count} commands were found");
}

/// What a page names in running text exists, with its options.
#[test]
fn every_command_that_is_named_exists() {
    let mut helps = BTreeMap::new();
    let mut wrong = Vec::new();
    for page in all() {
        for (line, span) in spans(&page.text) {
            let words: Vec<&str> = span.split_whitespace().collect();
            let Some((&"outrun", rest)) = words.split_first() else {
                continue;
            };
            let Some((command, options)) = rest.split_first() else {
                continue;
            };
            if let Err(why) = known(command, options, &mut helps) {
                wrong.push(format!("{}:{line}: `{span}`: {why}", page.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(known("fly", &[], &mut helps).is_err());
    assert!(known("run", &["--backwards"], &mut helps).is_err());
}

fn known(command: &str, options: &[&str], helps: &mut BTreeMap<String, String>) -> Result<(), String> {
    if CONDUCTED.contains(&format!("outrun {command}").as_str()) {
        return Ok(());
    }
    // `exercise` has commands of its own, and `msel` one below that.
    let below = options.iter().take_while(|_| command == "exercise");
    let below = below.take_while(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    let path: Vec<&str> = [command].into_iter().chain(below.copied().take(2)).collect();
    let help = helps.entry(path.join(" ")).or_insert_with(|| {
        let output = outrun(root())
            .args(&path)
            .arg("--help")
            .output()
            .expect("it runs");
        text(&output.stdout)
    });
    if help.is_empty() {
        return Err("there is no such command".to_owned());
    }
    let names = |option: &&&str| option.starts_with("--");
    for option in options.iter().filter(names) {
        let name = option.split('=').next().expect("split gives something");
        let is_named = help
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .any(|word| word == name);
        if !is_named {
            return Err(format!("there is no option {name}"));
        }
    }
    Ok(())
}

/// Does what the page says, from its top; how many commands that were, and what went wrong.
fn follow(page: &Page) -> (usize, Vec<String>) {
    let mut reader = Reader::new(&page.text);
    let mut count = 0;
    for block in page.blocks() {
        if let Some(path) = block.note("file") {
            reader.write(path, &block.text);
        }
        for (number, line) in block.text.lines().enumerate() {
            if let Some(command) = command(&block.language, line) {
                count += 1;
                reader.follow(&format!("{}:{}", page.name, block.line + number), command);
            }
        }
    }
    for (line, span) in spans(&page.text) {
        if span.starts_with("outrun ") && span.contains(" scenarios/") {
            count += 1;
            reader.follow(&format!("{}:{line}", page.name), &span);
        }
    }
    (count, reader.wrong)
}

/// The command that a line of a block holds.
fn command<'a>(language: &str, line: &'a str) -> Option<&'a str> {
    let line = match language {
        "console" => line.strip_prefix("$ ")?,
        "sh" => line,
        "" => line.starts_with("outrun ").then_some(line)?,
        _ => return None,
    };
    let code = line.split(" #").next()?.trim();
    (!code.is_empty() && !code.starts_with('#')).then_some(code)
}

impl Reader {
    fn new(page: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        if page.contains("scenarios") {
            copy(&root().join("scenarios"), &folder.path().join("scenarios"));
        }
        let here = folder.path().to_path_buf();
        Self {
            folder,
            here,
            wrong: Vec::new(),
        }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }

    fn follow(&mut self, place: &str, command: &str) {
        let mut elsewhere = ELSEWHERE.iter().chain(CONDUCTED);
        if elsewhere.any(|known| command.starts_with(known)) {
            return;
        }
        let words: Vec<&str> = command.split_whitespace().collect();
        let done = match words.as_slice() {
            ["outrun", arguments @ ..] | ["cargo", "run", "--release", "--", arguments @ ..] => {
                self.outrun(arguments)
            }
            ["mkdir", name] => self.made(name),
            ["cd", name] => self.moved(name),
            ["cp", "-r", from, to] => self.copied(from, to),
            _ => Err("nothing that this test can do".to_owned()),
        };
        if let Err(why) = done {
            self.wrong.push(format!("{place}: `{command}`: {why}"));
        }
    }

    fn outrun(&self, arguments: &[&str]) -> Result<(), String> {
        // What a shell would write into a file.
        let (arguments, into) = match arguments {
            [before @ .., ">", file] => (before, Some(self.here.join(file))),
            all => (all, None),
        };
        let mut command = outrun(&self.here);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            if *argument == "--replications" || *argument == "--budget" {
                rest.next();
            } else {
                command.arg(argument);
            }
        }
        let plays = matches!(arguments.first(), Some(&"run" | &"trace" | &"plan" | &"compare"));
        let plays = plays || matches!(arguments, ["exercise", "materials", ..]);
        if plays && !arguments.contains(&"--replication") {
            command.args(["--replications", "20"]);
        }
        if arguments.first() == Some(&"improve") {
            command.args(["--replications", "20", "--budget", "2000"]);
        }
        let output = command.output().expect("it runs");
        if let Some(file) = into {
            std::fs::write(file, &output.stdout).map_err(|error| error.to_string())?;
        }
        match status(&output) {
            0 | 1 => Ok(()),
            other => Err(format!("exit status {other}\n{}", text(&output.stderr))),
        }
    }

    fn made(&self, name: &str) -> Result<(), String> {
        // The files that a page tells to write into it may be there already.
        std::fs::create_dir_all(self.here.join(name)).map_err(|error| error.to_string())
    }

    fn moved(&mut self, name: &str) -> Result<(), String> {
        let to = self.here.join(name);
        if !to.is_dir() {
            return Err("no such folder".to_owned());
        }
        self.here = to;
        Ok(())
    }

    fn copied(&self, from: &str, to: &str) -> Result<(), String> {
        let (from, mut to) = (self.here.join(from), self.here.join(to));
        if to.is_dir() {
            to.push(from.file_name().expect("it has a name"));
        }
        if from.is_dir() {
            copy(&from, &to);
            return Ok(());
        }
        std::fs::copy(from, to)
            .map(|_| ())
            .map_err(|error| error.to_string())
    }
}

/// Copies a folder, without the inputs that are rejected.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("it can be made");
    for entry in std::fs::read_dir(from).expect("it can be listed") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("it has a name");
        if path.is_dir() && name != "rejected" {
            copy(&path, &to.join(name));
        } else if path.is_file() {
            std::fs::copy(&path, to.join(name)).expect("it can be copied");
        }
    }
}

#[test]
fn a_command_that_does_not_exist_is_found() {
    let page = |text: &str| Page {
        name: "a page".to_owned(),
        text: text.to_owned(),
    };
    for wrong in [
        "    outrun fly\n",
        "```console\n$ outrun run nowhere\n```\n",
        "```sh\nrm -rf x\n```\n",
        "see `outrun run scenarios/nowhere`\n",
    ] {
        let (count, mistakes) = follow(&page(wrong));
        assert_eq!((count, mistakes.len()), (1, 1), "{wrong}: {mistakes:?}");
    }
    let (count, mistakes) = follow(&page(
        "```sh\noutrun new a  # makes it\ncd a\noutrun check .\n```\n",
    ));
    assert_eq!((count, mistakes), (3, Vec::new()));
}
