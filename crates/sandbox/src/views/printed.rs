//! The paper that a document stands for, as institutions hand it out.

use caudal_paper::Sheet;
use serde::Serialize;

use super::{Life, Request};

/// What stands at the foot of every sheet: nobody shall take one for an office's own.
const REMARK: &str = "Datos inventados de un entorno de pruebas. Sin validez.";

/// The printed sheet of a document about the holder, in base64; none unless it was asked for.
pub(super) fn printed(
    life: &Life<'_>,
    request: Request<'_>,
    (office, title): (&str, &str),
    document: &impl Serialize,
) -> Option<String> {
    if !request.extent.attach_pdf {
        return None;
    }
    let paper = life.person.holder_paper();
    let sheet = Sheet {
        country: life.person.country,
        title,
        office,
        holder: &life.person.holder_name(),
        number: &format!("{} {}", paper.kind, paper.number),
        issued: life.now.date(),
        remark: REMARK,
    };
    caudal_paper::print_base64(&sheet, document).ok()
}
