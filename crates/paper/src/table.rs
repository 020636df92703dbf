//! Tables: how wide their columns are.

use crate::font::{Face, Font};
use crate::press::WIDTH;

/// The letters of a table's rows.
pub(crate) const CELL: Font = Font {
    face: Face::Regular,
    size: 80,
};
/// The letters of its first row.
pub(crate) const HEAD: Font = Font {
    face: Face::Bold,
    size: 80,
};
/// Room on either side of a cell's text.
pub(crate) const PADDING: i32 = 35;

/// A table that fits on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// One column of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) title: String,
    /// Whether its numbers stand at the right.
    pub(crate) right: bool,
    pub(crate) width: i32,
}

impl Table {
    /// The table with these titles, each with whether it holds numbers, and rows; none when the
    /// longest words of all columns do not fit beside each other.
    pub(crate) fn fitting(titles: Vec<(String, bool)>, rows: Vec<Vec<String>>) -> Option<Self> {
        let least: Vec<i32> = (0..titles.len())
            .map(|place| widest(&titles, &rows, place, longest_word))
            .collect();
        let whole: Vec<i32> = (0..titles.len())
            .map(|place| widest(&titles, &rows, place, |font, text| font.width(text)))
            .collect();
        let (narrow, wide): (i32, i32) = (least.iter().sum(), whole.iter().sum());
        if titles.is_empty() || narrow > WIDTH {
            return None;
        }
        let wish = (wide - narrow).max(1);
        let spare = (WIDTH - narrow).min(wish);
        let columns = titles
            .into_iter()
            .zip(least.iter().zip(&whole))
            .map(|((title, right), (least, whole))| Column {
                title,
                right,
                width: least + (whole - least) * spare / wish,
            })
            .collect();
        Some(Self { columns, rows })
    }
}

/// The widest that any cell of a column is by this measure.
fn widest(
    titles: &[(String, bool)],
    rows: &[Vec<String>],
    place: usize,
    measure: fn(Font, &str) -> i32,
) -> i32 {
    let title = titles
        .get(place)
        .map_or(0, |(title, _)| measure(HEAD, title));
    let cells = rows.iter().filter_map(|row| row.get(place));
    let cell = cells.map(|text| measure(CELL, text)).max().unwrap_or(0);
    title.max(cell) + 2 * PADDING
}

fn longest_word(font: Font, text: &str) -> i32 {
    let words = text.split_whitespace();
    words.map(|word| font.width(word)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_never_exceed_the_sheet() {
        let row = vec!["uno dos tres cuatro ".repeat(8); 4];
        let titles = vec![("Título".to_owned(), false); 4];
        let table = Table::fitting(titles, vec![row]).unwrap();
        let width: i32 = table.columns.iter().map(|column| column.width).sum();
        assert!(width <= WIDTH && width > WIDTH - 10);
    }

    #[test]
    fn what_does_not_fit_is_no_table() {
        let titles = vec![("Incomprensibilidades".to_owned(), false); 9];
        assert!(Table::fitting(titles, Vec::new()).is_none());
    }
}
