//! A picture being drawn; colours and strokes are classes, so that the page's style decides on light, dark and paper.

use std::fmt::Write;

use crate::report::svg::escaped;

use super::draw::Width;

/// A place on the sheet.
pub(super) type Spot = (f64, f64);

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    After,
    Around,
    Before,
}

/// What has been drawn. Writing to a text cannot fail.
pub(super) struct Sheet {
    pub(super) width: Width,
    height: f64,
    body: String,
}

impl Sheet {
    pub(super) const fn new(width: Width) -> Self {
        Self {
            width,
            height: 0.0,
            body: String::new(),
        }
    }

    pub(super) fn text(&mut self, (x, y): Spot, side: Side, class: &str, words: &str) {
        let anchor = match side {
            Side::After => "",
            Side::Around => " text-anchor=\"middle\"",
            Side::Before => " text-anchor=\"end\"",
        };
        let (x, y, words) = (n(x), n(y), escaped(words));
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" class=\"{class}\"{anchor}>{words}</text>"
        );
    }

    pub(super) fn line(&mut self, from: Spot, to: Spot, class: &str) {
        let (x1, y1, x2, y2) = (n(from.0), n(from.1), n(to.0), n(to.1));
        let _ = write!(
            self.body,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>"
        );
    }

    pub(super) fn block(&mut self, at: Spot, size: Spot, class: &str, title: &str) {
        let (x, y, w, h) = (n(at.0), n(at.1), n(size.0), n(size.1));
        let title = titled(title);
        let _ = write!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" class=\"{class}\">{title}</rect>"
        );
    }

    /// The same with round corners.
    pub(super) fn rounded(&mut self, at: Spot, (size, radius): (Spot, f64), class: &str, title: &str) {
        let (x, y, w, h) = (n(at.0), n(at.1), n(size.0), n(size.1));
        let (radius, title) = (n(radius), titled(title));
        let _ = write!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" class=\"{class}\">{title}</rect>"
        );
    }

    pub(super) fn dot(&mut self, at: Spot, class: &str, title: &str) {
        self.ring(at, 4.5, class, title);
    }

    /// A circle of this radius.
    pub(super) fn ring(&mut self, at: Spot, radius: f64, class: &str, title: &str) {
        let (x, y, radius, title) = (n(at.0), n(at.1), n(radius), titled(title));
        let _ = write!(
            self.body,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\">{title}</circle>"
        );
    }

    /// A square on its corner.
    pub(super) fn diamond(&mut self, (x, y): Spot, half: f64, class: &str, title: &str) {
        let (left, half, title) = (n(x - half), n(half), titled(title));
        let y = n(y);
        let _ = write!(
            self.body,
            "<path d=\"M{left} {y}l{half} -{half}l{half} {half}l-{half} {half}Z\" class=\"{class}\">{title}</path>"
        );
    }

    /// A cross at each place.
    pub(super) fn crosses(&mut self, at: impl IntoIterator<Item = Spot>, half: f64, class: &str) {
        let (whole, mut words) = (n(2.0 * half), String::new());
        for (x, y) in at {
            let (x, y) = (n(x - half), n(y - half));
            let _ = write!(words, "M{x} {y}l{whole} {whole}m0 -{whole}l-{whole} {whole}");
        }
        let _ = write!(self.body, "<path d=\"{words}\" class=\"{class}\"/>");
    }

    /// So many dots in a line, each in the middle of a step; a single element whatever their number.
    pub(super) fn dots(&mut self, (x, y): Spot, (step, count): (f64, usize), class: &str) {
        let (from, to) = (n(x + step / 2.0), n(x + step * (whole(count) - 0.5) + 0.1));
        let (y, step) = (n(y), n(step));
        let _ = write!(
            self.body,
            "<line x1=\"{from}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\" stroke-dasharray=\"0 {step}\" class=\"{class}\"/>"
        );
    }

    /// A line that leaves and arrives level, so far from its ends.
    pub(super) fn bow(&mut self, [from, to]: [Spot; 2], bow: f64, class: &str, title: &str) {
        let (x1, y1, x2, y2) = (n(from.0), n(from.1), n(to.0), n(to.1));
        let (first, second, title) = (n(from.0 + bow), n(to.0 - bow), titled(title));
        let _ = write!(
            self.body,
            "<path d=\"M{x1} {y1}C{first} {y1} {second} {y2} {x2} {y2}\" class=\"{class}\">{title}</path>"
        );
    }

    /// A line through places; closed it is an area.
    pub(super) fn path(&mut self, spots: &[Spot], closed: bool, class: &str) {
        let mut words = String::new();
        for (place, (x, y)) in spots.iter().enumerate() {
            let _ = write!(words, "{}{} {}", if place == 0 { "M" } else { "L" }, n(*x), n(*y));
        }
        let end = if closed { "Z" } else { "" };
        let _ = write!(self.body, "<path d=\"{words}{end}\" class=\"{class}\"/>");
    }

    /// How high the picture is.
    pub(super) fn ends_at(mut self, height: f64) -> Self {
        self.height = height;
        self
    }

    /// The picture as an element with these attributes, beginning with this style.
    pub(super) fn finish(self, attributes: &str, label: &str, style: &str) -> String {
        let ground = if style.is_empty() {
            String::new()
        } else {
            format!(
                "{style}<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>",
                n(self.width.units()),
                n(self.height)
            )
        };
        format!(
            "<svg {attributes} viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">{ground}{}</svg>\n",
            n(self.width.units()),
            n(self.height),
            escaped(label),
            self.body
        )
    }
}

/// What a pointer shows.
fn titled(title: &str) -> String {
    if title.is_empty() {
        String::new()
    } else {
        format!("<title>{}</title>", escaped(title))
    }
}

/// A coordinate to a tenth: finer is not seen, and the file is smaller.
fn n(of: f64) -> String {
    let text = format!("{of:.1}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// A count as a number of units.
pub(super) fn whole(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::MAX, f64::from)
}

/// The class of a series, which has its colour and its dashes.
pub(super) fn series(place: usize) -> String {
    format!("s{}", place % 6)
}

#[cfg(test)]
mod tests {
    use super::n;

    #[test]
    fn coordinates_are_short() {
        assert_eq!(n(1.0), "1");
        assert_eq!(n(1.26), "1.3");
        assert_eq!(n(-0.01), "0");
    }
}
