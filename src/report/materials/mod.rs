//! Documents for planners, rendered: HTML, Markdown, DOCX, XLSX and CSV, each a pure function of `conduct::materials`.
//!
//! All promise the same bytes for the same package: what a format wants to know of its own making is the day of the exercise.

mod csv;
mod docx;
mod html;
mod imported;
mod markdown;
mod sheet;
mod xlsx;

pub use csv::{PLATFORMS, Platform, improvement_csv, msel_csv, platform_csv};
pub use docx::docx;
pub use html::html;
pub use imported::imported;
pub use markdown::markdown;
pub use xlsx::{improvement_xlsx, msel_xlsx};
