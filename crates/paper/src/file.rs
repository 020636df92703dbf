//! Binding the pages into a file.

use jiff::civil::Date;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};

use crate::Sheet;
use crate::font::Face;
use crate::press::{PAGE_HEIGHT, PAGE_WIDTH, points};

/// The file with these pages.
pub(crate) fn bound(sheet: &Sheet<'_>, pages: Vec<Content>) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut last = 0;
    let mut next = || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, info) = (next(), next(), next());
    let faces: Vec<(Face, Ref)> = Face::ALL.into_iter().map(|face| (face, next())).collect();
    let pages: Vec<(Ref, Ref, Content)> = pages
        .into_iter()
        .map(|content| (next(), next(), content))
        .collect();

    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr("es"));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info)
        .title(TextStr(sheet.title))
        .author(TextStr(sheet.office))
        .subject(TextStr(sheet.remark))
        .creation_date(moment(sheet.issued));
    pdf.pages(tree)
        .kids(pages.iter().map(|(page, ..)| *page))
        .count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    for (face, place) in &faces {
        pdf.type1_font(*place)
            .base_font(Name(face.base()))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (place, stream, content) in pages {
        let mut page = pdf.page(place);
        page.parent(tree)
            .media_box(Rect::new(0.0, 0.0, points(PAGE_WIDTH), points(PAGE_HEIGHT)))
            .contents(stream);
        let mut resources = page.resources();
        let mut fonts = resources.fonts();
        for (face, font) in &faces {
            fonts.pair(Name(face.name()), *font);
        }
        fonts.finish();
        resources.finish();
        page.finish();
        pdf.stream(stream, &content.finish());
    }
    pdf.finish()
}

/// The day as the file says it.
fn moment(day: Date) -> pdf_writer::Date {
    let number = |part: i8| u8::try_from(part).unwrap_or(1);
    pdf_writer::Date::new(u16::try_from(day.year()).unwrap_or(0))
        .month(number(day.month()))
        .day(number(day.day()))
}
