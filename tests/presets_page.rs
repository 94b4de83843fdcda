//! `docs/presets.md` is written from the presets, so that the two cannot part.

use std::fs;
use std::path::Path;

use outrun::report::presets_page;

use crate::cli::{outrun, status, text};

#[test]
fn the_page_of_presets_is_up_to_date() {
    let page = presets_page();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/presets.md");
    if std::env::var_os("OUTRUN_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("docs can be made");
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let stale = page.lines().zip(written.lines()).find(|(new, old)| new != old);
    assert!(
        written == page,
        "docs/presets.md is stale (OUTRUN_BLESS=1 writes it): {stale:?}"
    );
}

#[test]
fn the_presets_are_shown_without_an_exercise() {
    let output = outrun(Path::new("."))
        .args(["show", "--presets"])
        .output()
        .expect("it runs");
    assert_eq!(status(&output), 0);
    assert_eq!(text(&output.stdout), presets_page());
    let without = outrun(Path::new(".")).arg("show").output().expect("it runs");
    assert_eq!(status(&without), 2);
}
