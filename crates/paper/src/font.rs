//! The letters: how wide they are, how they are encoded, and where a line breaks.

/// The two faces of the sheet, which every PDF reader carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
}

/// A face in a size, in tenths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Font {
    pub(crate) face: Face,
    pub(crate) size: i32,
}

/// What a letter becomes that the encoding does not have.
const UNKNOWN: u8 = b'?';

impl Face {
    /// Both of them.
    pub(crate) const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// Its name inside the file.
    pub(crate) fn name(self) -> &'static [u8] {
        match self {
            Self::Regular => b"F1",
            Self::Bold => b"F2",
        }
    }

    /// The name by which readers know it.
    pub(crate) fn base(self) -> &'static [u8] {
        match self {
            Self::Regular => b"Helvetica",
            Self::Bold => b"Helvetica-Bold",
        }
    }

    /// Width of a letter in thousandths of the size.
    fn advance(self, byte: u8) -> i32 {
        let widths = match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        };
        let place = usize::from(byte).checked_sub(usize::from(b' '));
        place
            .and_then(|place| widths.get(place))
            .map_or(0, |width| i32::from(*width))
    }
}

impl Font {
    /// Width of a text in tenths of a point.
    pub(crate) fn width(self, text: &str) -> i32 {
        let thousandths: i32 = text
            .chars()
            .map(|letter| self.face.advance(encoded(letter)))
            .sum();
        thousandths * self.size / 1000
    }

    /// Height of a line.
    pub(crate) fn line(self) -> i32 {
        self.size * 13 / 10
    }

    /// The text in lines no wider than this; a word that is wider is broken.
    pub(crate) fn wrapped(self, text: &str, width: i32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if self.width(&line) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// A text in the Western European encoding of PDF.
pub(crate) fn encode(text: &str) -> Vec<u8> {
    text.chars().map(encoded).collect()
}

/// A letter in that encoding, which is Latin 1 with punctuation where Latin 1 has control codes.
fn encoded(letter: char) -> u8 {
    let byte = u8::try_from(u32::from(letter)).ok();
    match byte {
        Some(b' '..=b'~' | 0xa0..=0xff) => byte.unwrap_or(UNKNOWN),
        _ => PUNCTUATION
            .iter()
            .find(|(sign, _)| *sign == letter)
            .map_or(UNKNOWN, |(_, byte)| *byte),
    }
}

/// Signs beyond Latin 1 that documents use.
const PUNCTUATION: &[(char, u8)] = &[
    ('€', 0x80),
    ('…', 0x85),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('™', 0x99),
];

// Widths from the metrics that Adobe published for the standard faces, from the space on.

/// Helvetica.
const REGULAR: [u16; 224] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    350, 556, 350, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350, 350,
    222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 350, 500, 667, 278, 333, 556,
    556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333, 333, 556,
    537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667,
    667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722,
    722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278,
    278, 556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];
/// Helvetica-Bold.
const BOLD: [u16; 224] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    350, 556, 350, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350, 350,
    278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 350, 500, 667, 278, 333, 556,
    556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333, 333, 611,
    556, 278, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722, 667,
    667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722,
    722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278,
    278, 611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
];

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font {
        face: Face::Regular,
        size: 100,
    };

    #[test]
    fn accents_have_their_place_and_strangers_are_marked() {
        assert_eq!(encode("Ñandú — ¿é?"), b"\xd1and\xfa \x97 \xbf\xe9?");
        assert_eq!(encode("日"), b"?");
        assert_eq!(FONT.width("ñ"), FONT.width("n"));
    }

    #[test]
    fn lines_stay_within_the_width_and_lose_nothing() {
        let text = "Servicio de Impuestos Internos 0123456789012345678901234567890123456789";
        let lines = FONT.wrapped(text, 1000);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| FONT.width(line) <= 1000));
        let without_spaces = |text: &str| text.replace(' ', "");
        assert_eq!(without_spaces(&lines.concat()), without_spaces(text));
        assert_eq!(FONT.wrapped("", 1000), [""]);
    }
}
