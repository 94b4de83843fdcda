//! How wide words are: pictures have no browser to ask.

/// The advance of each printable ASCII letter in thousandths of the size, of `DejaVu Sans`: of the fonts that a reader may have it is
/// among the widest, so that what has room in it has room in theirs.
const ADVANCE: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
/// Bold letters are so much wider.
const BOLD: f64 = 1.12;

/// The size of letters, in units of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Size {
    /// What is read first.
    Normal,
    /// The same, bold.
    Strong,
    /// Marks of axes, names of rows.
    Small,
    /// The same, bold.
    SmallStrong,
}

impl Size {
    const fn units(self) -> f64 {
        match self {
            Self::Normal | Self::Strong => 13.0,
            Self::Small | Self::SmallStrong => 12.0,
        }
    }
}

/// How wide a text will be, at most.
pub(super) fn wide(text: &str, size: Size) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    let bold = if matches!(size, Size::Strong | Size::SmallStrong) {
        BOLD
    } else {
        1.0
    };
    f64::from(thousandths) * size.units() * bold / 1000.0
}

fn advance(letter: char) -> u32 {
    let place = u32::from(letter)
        .checked_sub(32)
        .and_then(|place| usize::try_from(place).ok());
    let known = place.and_then(|place| ADVANCE.get(place)).copied();
    match known {
        Some(known) => u32::from(known),
        None if u32::from(letter) < 0x250 => 800,
        None => 1000,
    }
}

/// The beginning of a text that has room, and an ellipsis where there was more.
pub(super) fn cut(text: &str, size: Size, most: f64) -> String {
    if wide(text, size) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = most - wide("…", size);
    for letter in text.chars() {
        room -= wide(letter.encode_utf8(&mut [0; 4]), size);
        if room < 0.0 {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Size, cut, wide};

    #[test]
    fn what_is_cut_has_room() {
        for text in [
            "",
            "iiiiiiiiiiii",
            "WWWWWWWWWWW",
            "消息消息消息消息",
            "a b c d e f g h i",
        ] {
            let short = cut(text, Size::Strong, 60.0);
            assert!(wide(&short, Size::Strong) <= 60.0, "{short}");
            assert_eq!(short == text, wide(text, Size::Strong) <= 60.0);
        }
    }
}
