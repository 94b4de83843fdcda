//! Pictures beside a document: opened before a long run starts, written whole or not at all.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::report::{
    CompareDocument, RunDocument, Tornado, Trade, pareto_svg, tornado_svg, tornadoes_of_comparison,
    tornadoes_of_run,
};

use super::failure::Failure;
use super::folder::Pending;

/// Which pictures are wanted, and where.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct PictureArguments {
    /// Also draw speed against what it costs, with the Pareto front, into this SVG file
    #[arg(long, value_name = "FILE", value_parser = svg)]
    pareto: Option<PathBuf>,
    /// Also draw what moves the outrun rate, one bar for each input, into this SVG file; needs `--assumptions`
    #[arg(long, value_name = "FILE", value_parser = svg, requires = "assumptions")]
    tornado: Option<PathBuf>,
}

fn svg(text: &str) -> Result<PathBuf, String> {
    let path = Path::new(text);
    let is_svg = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if is_svg {
        Ok(path.to_path_buf())
    } else {
        Err("pictures are drawn as SVG: a name that ends in .svg is wanted".to_owned())
    }
}

impl PictureArguments {
    /// Opens the files.
    ///
    /// # Errors
    /// If one cannot be written.
    pub(super) fn open(&self) -> Result<Pictures, Failure> {
        let pending = |path: &Option<PathBuf>| path.as_deref().map(Pending::open).transpose();
        Ok(Pictures {
            pareto: pending(&self.pareto)?,
            tornado: pending(&self.tornado)?,
        })
    }
}

/// Files that are open and not yet there.
#[derive(Debug)]
pub(super) struct Pictures {
    pareto: Option<Pending>,
    tornado: Option<Pending>,
}

impl Pictures {
    /// Draws what was asked for.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub(super) fn of_comparison(self, document: &CompareDocument) -> Result<(), Failure> {
        self.draw(
            &document.exercise,
            &document.trade,
            &tornadoes_of_comparison(document),
        )
    }

    /// Draws what was asked for.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub(super) fn of_run(self, document: &RunDocument) -> Result<(), Failure> {
        self.draw(&document.exercise, &document.trade(), &tornadoes_of_run(document))
    }

    fn draw(self, exercise: &str, trade: &[Trade], tornadoes: &[Tornado]) -> Result<(), Failure> {
        let title = format!("{exercise}: speed against what it costs");
        draw(self.pareto, || pareto_svg(&title, trade))?;
        let title = format!("{exercise}: what moves the outrun rate");
        draw(self.tornado, || tornado_svg(&title, tornadoes))
    }
}

fn draw(file: Option<Pending>, picture: impl FnOnce() -> String) -> Result<(), Failure> {
    let Some(mut file) = file else {
        return Ok(());
    };
    file.write(picture().as_bytes())?;
    file.finish()
}
