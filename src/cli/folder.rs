//! Writing files whole or not at all: beside their place first, then renamed.

use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use super::failure::{Failure, NOTHING_WRITTEN};

/// How the names of files begin that are not in their place yet.
pub(super) const OPEN: &str = ".outrun-";

/// A file that is there only once it is finished.
#[derive(Debug)]
pub(super) struct Pending {
    file: NamedTempFile,
    place: std::path::PathBuf,
}

impl Pending {
    /// Opens it; the folder must be there.
    ///
    /// # Errors
    /// If the folder is not there or cannot be written.
    pub(super) fn open(place: &Path) -> Result<Self, Failure> {
        let folder = match place.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => Path::new("."),
        };
        Self::open_in(folder, place)
    }

    /// The same, open in another folder of the same file system until it is finished.
    ///
    /// # Errors
    /// If that folder is not there or cannot be written.
    pub(super) fn open_in(folder: &Path, place: &Path) -> Result<Self, Failure> {
        if place.is_dir() {
            let because = std::io::Error::new(std::io::ErrorKind::IsADirectory, "this is a folder");
            return Err(Failure::file("write", place, &because, NOTHING_WRITTEN));
        }
        let file = tempfile::Builder::new()
            .prefix(OPEN)
            .permissions_of_a_document()
            .tempfile_in(folder)
            .map_err(|error| Failure::file("write", place, &error, NOTHING_WRITTEN))?;
        Ok(Self {
            file,
            place: place.to_path_buf(),
        })
    }

    /// Where it will be.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// Writes more of it.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.file.write_all(bytes);
        written.map_err(|error| Failure::file("write", &self.place, &error, NOTHING_WRITTEN))
    }

    /// Brings it to the disk, where nobody sees it yet.
    ///
    /// # Errors
    /// If the disk is full, for example.
    pub(super) fn sync(&self) -> Result<(), Failure> {
        let synced = self.file.as_file().sync_all();
        synced.map_err(|error| Failure::file("write", &self.place, &error, NOTHING_WRITTEN))
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// If it cannot be renamed; what was there before stays.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let left = "what was there before is unchanged";
        self.sync().map_err(|failure| failure.leaving(left.to_owned()))?;
        let place = self.place;
        let kept = self.file.persist(&place);
        kept.map(drop)
            .map_err(|error| Failure::file("write", &place, &error.error, left))
    }
}

/// For those who give errors their place themselves.
impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Fails where a file could not be written: asked before a long run, after which it would be a pity.
///
/// # Errors
/// If the folder is not there or cannot be written.
pub(super) fn try_out(place: &Path) -> Result<(), Failure> {
    Pending::open(place).map(drop)
}

/// Writes a file whole or not at all.
pub(super) fn write_whole(place: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = Pending::open(place)?;
    file.write(bytes)?;
    file.finish()
}

/// Temporary files are private; results are for everybody whom the umask lets.
trait DocumentPermissions {
    fn permissions_of_a_document(&mut self) -> &mut Self;
}

impl DocumentPermissions for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_a_document(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_of_a_document(&mut self) -> &mut Self {
        self
    }
}
