//! Any picture.

use crate::report::gap::drawing::Drawing;

use super::ink::on_paper;
use super::sheet::Sheet;
use super::{authority, bars, dots, race, survival, told, tornado, trade, week};

/// How wide a picture is drawn: on a page, or on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report::gap) enum Width {
    Page,
    Phone,
}

impl Width {
    /// Units of the picture, which are pixels where there is room.
    pub(super) const fn units(self) -> f64 {
        match self {
            Self::Page => 720.0,
            Self::Phone => 340.0,
        }
    }

    /// Whether there is room for names beside marks.
    pub(super) const fn is_page(self) -> bool {
        matches!(self, Self::Page)
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Phone => "phone",
        }
    }
}

/// An element for a page that has the style of pictures.
pub(in crate::report::gap) fn picture(of: &Drawing, label: &str, width: Width) -> String {
    sheet(of, width).finish(&format!("class=\"picture {}\"", width.class()), label, "")
}

/// A file of its own: white ground, colours of paper, fonts that are named.
pub fn standalone(of: &Drawing, label: &str) -> String {
    let root = "xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" font-family=\"DejaVu Sans, Verdana, Helvetica, Arial, sans-serif\"";
    sheet(of, Width::Page).finish(root, label, &on_paper())
}

fn sheet(of: &Drawing, width: Width) -> Sheet {
    match of {
        Drawing::Race {
            panels,
            limit,
            horizon,
        } => race::race(panels, *limit, *horizon, width),
        Drawing::Survival { curves, horizon } => survival::survival(curves, *horizon, width),
        Drawing::Bars { bars } => bars::bars(bars, width),
        Drawing::Dots { series, rows } => dots::dots(series, rows, width),
        Drawing::Week { rows } => week::week(rows, width),
        Drawing::Authority { posts, ties } => authority::authority(posts, ties, width),
        Drawing::Trade { cost, deals } => trade::trade(cost, deals, width),
        Drawing::Tornado { centre, swings } => tornado::tornado(*centre, swings, width),
        Drawing::Told {
            until,
            nights,
            days,
            fallen,
            limit,
            path,
            moments,
            lanes,
        } => told::told(
            told::Incident {
                until: *until,
                nights,
                days,
                fallen,
                limit: *limit,
                path,
                moments,
                lanes,
            },
            width,
        ),
    }
}
