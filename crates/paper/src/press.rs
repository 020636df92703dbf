//! Setting the blocks on pages.

use jiff::civil::Date;
use pdf_writer::{Content, Name, Str};

use crate::Sheet;
use crate::block::Block;
use crate::font::{Face, Font, encode};
use crate::table::{CELL, Column, HEAD, PADDING, Table};

// Lengths are whole tenths of a point, so that no rounding differs between machines. A page is of the
// size Letter, on which the countries of Spanish print.
pub(crate) const PAGE_WIDTH: i32 = 6_120;
pub(crate) const PAGE_HEIGHT: i32 = 7_920;
const MARGIN: i32 = 540;
/// Room for text between the margins.
pub(crate) const WIDTH: i32 = PAGE_WIDTH - 2 * MARGIN;
const TOP: i32 = PAGE_HEIGHT - MARGIN;
const BOTTOM: i32 = MARGIN + 200;
/// Labels stand left of this, what they say right of it.
const LABEL_WIDTH: i32 = 1_900;
const GAP: i32 = 40;
const RULE_WIDTH: i32 = 5;

const OFFICE: Font = font(Face::Bold, 100);
const TITLE: Font = font(Face::Bold, 180);
const LABEL: Font = font(Face::Bold, 90);
const TEXT: Font = font(Face::Regular, 90);
const FOOT: Font = font(Face::Regular, 75);

/// Shades of grey in hundredths: 0 is black.
const BLACK: i32 = 0;
const DARK: i32 = 35;
const RULE: i32 = 75;
const SHADE: i32 = 93;

const fn font(face: Face, size: i32) -> Font {
    Font { face, size }
}

/// The pages of a sheet with these blocks.
pub(crate) fn press(sheet: &Sheet<'_>, blocks: &[Block]) -> Vec<Content> {
    let mut press = Press {
        pages: Vec::new(),
        page: Content::new(),
        y: TOP,
    };
    press.letterhead(sheet);
    for block in blocks {
        match block {
            Block::Heading { depth, text } => press.heading(*depth, text),
            Block::Field { label, text } => press.field(label, text),
            Block::Table(table) => press.table(table),
        }
    }
    press.finish(sheet)
}

/// The pages that are full, the one that is being set, and how far down it is set.
struct Press {
    pages: Vec<Content>,
    page: Content,
    y: i32,
}

impl Press {
    fn letterhead(&mut self, sheet: &Sheet<'_>) {
        self.paragraph(OFFICE, DARK, sheet.office);
        self.y -= GAP;
        self.paragraph(TITLE, BLACK, sheet.title);
        self.y -= GAP;
        self.rule();
        self.y -= GAP;
        self.field("Nombre", sheet.holder);
        self.field("Documento", sheet.number);
        self.field("Emitido el", &day(sheet.issued));
        self.rule();
        self.y -= GAP;
    }

    fn paragraph(&mut self, font: Font, grey: i32, text: &str) {
        for line in font.wrapped(text, WIDTH) {
            self.room(font.line());
            self.y -= font.line();
            self.show(font, grey, MARGIN, self.y, &line);
        }
    }

    fn heading(&mut self, depth: usize, text: &str) {
        let font = font(Face::Bold, if depth == 1 { 120 } else { 100 });
        // A heading stays with what it heads.
        self.room(font.line() + 6 * TEXT.line());
        self.y -= 2 * GAP;
        self.paragraph(font, if depth == 1 { BLACK } else { DARK }, text);
        if depth == 1 {
            self.y -= GAP;
            self.rule();
        }
        self.y -= GAP / 2;
    }

    fn field(&mut self, label: &str, text: &str) {
        let labels = LABEL.wrapped(label, LABEL_WIDTH - 2 * PADDING);
        let texts = TEXT.wrapped(text, WIDTH - LABEL_WIDTH);
        for place in 0..labels.len().max(texts.len()) {
            self.room(TEXT.line());
            self.y -= TEXT.line();
            if let Some(line) = labels.get(place) {
                self.show(LABEL, DARK, MARGIN, self.y, line);
            }
            if let Some(line) = texts.get(place) {
                self.show(TEXT, BLACK, MARGIN + LABEL_WIDTH, self.y, line);
            }
        }
        self.y -= GAP / 2;
    }

    fn table(&mut self, table: &Table) {
        let titles: Vec<String> = table
            .columns
            .iter()
            .map(|column| column.title.clone())
            .collect();
        self.y -= GAP;
        self.row(&table.columns, &titles, HEAD);
        for row in &table.rows {
            if self.y - height(&table.columns, row, CELL) < BOTTOM {
                self.turn();
                self.row(&table.columns, &titles, HEAD);
            }
            self.row(&table.columns, row, CELL);
        }
        self.y -= GAP;
    }

    /// A row; one that is higher than a page goes on over the next.
    fn row(&mut self, columns: &[Column], cells: &[String], font: Font) {
        let cells: Vec<Vec<String>> = columns
            .iter()
            .zip(cells)
            .map(|(column, text)| font.wrapped(text, column.width - 2 * PADDING))
            .collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..lines {
            self.room(font.line() + PADDING);
            if font == HEAD {
                self.shade(font.line());
            }
            self.y -= font.line();
            let mut x = MARGIN;
            for (column, cell) in columns.iter().zip(&cells) {
                if let Some(text) = cell.get(line) {
                    let spare = column.width - 2 * PADDING - font.width(text);
                    let shift = if column.right { spare } else { 0 };
                    self.show(font, BLACK, x + PADDING + shift, self.y + PADDING / 2, text);
                }
                x += column.width;
            }
        }
        self.y -= PADDING;
        self.rule();
    }

    /// A shade behind one line of a table's first row.
    fn shade(&mut self, height: i32) {
        self.page
            .set_fill_gray(hundredths(SHADE))
            .rect(
                points(MARGIN),
                points(self.y - height - PADDING),
                points(WIDTH),
                points(height + PADDING),
            )
            .fill_nonzero();
    }

    fn rule(&mut self) {
        self.page
            .set_stroke_gray(hundredths(RULE))
            .set_line_width(points(RULE_WIDTH))
            .move_to(points(MARGIN), points(self.y))
            .line_to(points(MARGIN + WIDTH), points(self.y))
            .stroke();
    }

    fn show(&mut self, font: Font, grey: i32, x: i32, y: i32, text: &str) {
        show(&mut self.page, font, grey, x, y, text);
    }

    /// Turns the page when less than this is left of it.
    fn room(&mut self, height: i32) {
        if self.y - height < BOTTOM {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.pages
            .push(std::mem::replace(&mut self.page, Content::new()));
        self.y = TOP;
    }

    /// Numbers the pages, now that it is known how many there are.
    fn finish(mut self, sheet: &Sheet<'_>) -> Vec<Content> {
        self.turn();
        let count = self.pages.len();
        for (place, page) in self.pages.iter_mut().enumerate() {
            show(page, FOOT, DARK, MARGIN, MARGIN, sheet.remark);
            let number = format!("Página {} de {count}", place + 1);
            let x = MARGIN + WIDTH - FOOT.width(&number);
            show(page, FOOT, DARK, x, MARGIN, &number);
        }
        self.pages
    }
}

fn height(columns: &[Column], cells: &[String], font: Font) -> i32 {
    let lines = columns
        .iter()
        .zip(cells)
        .map(|(column, text)| font.wrapped(text, column.width - 2 * PADDING).len())
        .max()
        .unwrap_or(0);
    i32::try_from(lines).unwrap_or(0) * font.line() + 2 * PADDING
}

fn show(page: &mut Content, font: Font, grey: i32, x: i32, y: i32, text: &str) {
    page.begin_text()
        .set_fill_gray(hundredths(grey))
        .set_font(Name(font.face.name()), points(font.size))
        .next_line(points(x), points(y))
        .show(Str(&encode(text)))
        .end_text();
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A length as the file wants it. No length of a sheet exceeds what fits.
pub(crate) fn points(tenths: i32) -> f32 {
    f32::from(i16::try_from(tenths).unwrap_or(i16::MAX)) / 10.0
}

fn hundredths(shade: i32) -> f32 {
    f32::from(i16::try_from(shade).unwrap_or(0)) / 100.0
}
