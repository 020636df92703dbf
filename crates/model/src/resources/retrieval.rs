//! The keys that the bodies of several retrievals share, and the body that resumes one.

use crate::body::{Body, Field, FieldKind, Form, TEXT_CHARACTERS_MAX};

/// The most characters of a token that a user types.
pub const TOKEN_CHARACTERS_MAX: usize = 1_000;

/// Which link to read.
pub const LINK: Field = Field {
    name: "link",
    kind: FieldKind::Uuid,
    required: true,
    about: "The link to read.",
};

/// Which account to read.
pub const ACCOUNT: Field = Field {
    name: "account",
    kind: FieldKind::Uuid,
    required: false,
    about: "Read only this account of the link; all of them when absent.",
};

/// The token of a second factor.
pub const TOKEN: Field = Field {
    name: "token",
    kind: FieldKind::Text {
        min: 0,
        max: TOKEN_CHARACTERS_MAX,
        form: None,
    },
    required: false,
    about: "The one-time code of the user, for institutions that ask for one.",
};

/// Whether to keep what is read.
pub const SAVE_DATA: Field = Field {
    name: "save_data",
    kind: FieldKind::Boolean { default: true },
    required: false,
    about: "Whether what is read is stored. When false it is only returned, with status 200.",
};

/// The first day of a period.
pub const DATE_FROM: Field = Field {
    name: "date_from",
    kind: FieldKind::Date,
    required: true,
    about: "The first day of the period, `YYYY-MM-DD`.",
};

/// The last day of a period.
pub const DATE_TO: Field = Field {
    name: "date_to",
    kind: FieldKind::Date,
    required: true,
    about: "The last day of the period, `YYYY-MM-DD`: not before the first, not after today.",
};

/// The first day of a period that may be left open.
pub const DATE_FROM_OPTIONAL: Field = Field {
    required: false,
    about: "The first day of the period, `YYYY-MM-DD`. A year before the last day when absent.",
    ..DATE_FROM
};

/// The last day of a period that may be left open.
pub const DATE_TO_OPTIONAL: Field = Field {
    required: false,
    about: "The last day of the period, `YYYY-MM-DD`. Today when absent.",
    ..DATE_TO
};

/// The first year of a period of years.
pub const YEAR_FROM: Field = Field {
    name: "year_from",
    kind: FieldKind::Text {
        min: 4,
        max: 4,
        form: Some(&YEAR_FORM),
    },
    required: true,
    about: "The first year, `YYYY`.",
};

/// The last year of a period of years.
pub const YEAR_TO: Field = Field {
    name: "year_to",
    about: "The last year, `YYYY`: not before the first, not after this one.",
    ..YEAR_FROM
};

/// Whose document it is.
pub const DIRECTION: Field = Field {
    name: "type",
    kind: FieldKind::Choice(&["INFLOW", "OUTFLOW"]),
    required: true,
    about: "`INFLOW` for what the link's owner received, `OUTFLOW` for what they issued.",
};

/// Whether papers come along.
pub const ATTACH_PDF: Field = Field {
    name: "attach_pdf",
    kind: FieldKind::Boolean { default: false },
    required: false,
    about: "Whether the paper itself comes along as a PDF, in base64.",
};

/// Whether XML comes along.
pub const ATTACH_XML: Field = Field {
    name: "attach_xml",
    kind: FieldKind::Boolean { default: false },
    required: false,
    about: "Whether the XML that the document was read from comes along, as text.",
};

/// A year of the last century or of this one.
static YEAR_FORM: Form = Form {
    pattern: r"^(19|20)\d{2}$",
    check: is_year,
    message: "This value does not match the required pattern.",
};

fn is_year(text: &str) -> bool {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text.starts_with("19") || text.starts_with("20"))
}

/// Goes on with what stopped for a token. The contract demands `link` too, clients leave it out, and
/// the session knows it: so it is optional here.
pub static RESUME: Body = Body {
    name: "Resumption",
    about: "Goes on with a request that was answered with status 428.",
    fields: &[
        Field {
            name: "session",
            kind: FieldKind::Text {
                min: 1,
                max: TEXT_CHARACTERS_MAX,
                form: Some(&SESSION_FORM),
            },
            required: true,
            about: "The `session` of the answer with status 428.",
        },
        Field {
            name: "link",
            kind: FieldKind::Uuid,
            required: false,
            about: "The `link` of the answer with status 428. The session implies it.",
        },
        TOKEN,
        SAVE_DATA,
    ],
};

/// A login session's id.
static SESSION_FORM: Form = Form {
    pattern: "^[a-f0-9]{32}$",
    check: is_session,
    message: "This value does not match the required pattern.",
};

fn is_session(text: &str) -> bool {
    text.len() == 32
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
