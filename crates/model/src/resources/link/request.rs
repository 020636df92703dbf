//! What the requests about links may say.

use crate::body::{Body, Field, FieldKind, Form, TEXT_CHARACTERS_MAX};
use crate::resources::institution::CAPABILITIES;
use crate::resources::link::ACCESS_MODES;
use crate::resources::retrieval::{SAVE_DATA, TOKEN};

/// The most characters of one credential.
pub const CREDENTIAL_CHARACTERS_MAX: usize = 1_000;
/// The most characters of an institution's name.
pub const INSTITUTION_CHARACTERS_MAX: usize = 100;
/// The fewest and most characters of an external id.
pub const EXTERNAL_ID_CHARACTERS: (usize, usize) = (3, 256);

/// Makes a link. Whether the institution exists, wants these credentials and offers these resources
/// is judged after this table.
pub static LINK_CREATE: Body = Body {
    name: "LinkRequest",
    about: "Makes a link: the institution, the user's credentials there, and how the link is kept.",
    fields: &[
        Field {
            name: "institution",
            kind: FieldKind::Text {
                min: 1,
                max: INSTITUTION_CHARACTERS_MAX,
                form: None,
            },
            required: true,
            about: "The institution's name, such as `erebor_mx_retail`.",
        },
        Field {
            required: true,
            ..credential("username", "The user's name or number at the institution.")
        },
        credential(
            "username2",
            "A second name or number, where the institution asks for one.",
        ),
        credential(
            "username3",
            "A third name or number, where the institution asks for one.",
        ),
        PASSWORD,
        PASSWORD2,
        USERNAME_TYPE,
        TOKEN,
        CERTIFICATE,
        PRIVATE_KEY,
        Field {
            name: "external_id",
            kind: FieldKind::Text {
                min: EXTERNAL_ID_CHARACTERS.0,
                max: EXTERNAL_ID_CHARACTERS.1,
                form: None,
            },
            required: false,
            about: "What the application calls the link: letters, digits, `-` and `_`. Personal data \
                    is not kept: the link then has none.",
        },
        ACCESS_MODE,
        FETCH_RESOURCES,
        Field {
            name: "credentials_storage",
            kind: FieldKind::Text {
                min: 1,
                max: TEXT_CHARACTERS_MAX,
                form: Some(&STORAGE_FORM),
            },
            required: false,
            about: "How long the credentials are kept: `store`, `nostore`, or days (`1d` to `365d`). \
                    Recurrent links must store them.",
        },
        STALE_IN,
        Field {
            name: "fetch_historical",
            kind: FieldKind::Boolean { default: false },
            required: false,
            about: "Load the usual resources of a single link without naming them. Kept for clients \
                    of the contract's older edition.",
        },
        SAVE_DATA,
    ],
};

/// Changes how a link is kept.
pub static LINK_PATCH: Body = Body {
    name: "LinkModification",
    about: "Changes how a link is kept and what is loaded by itself.",
    fields: &[ACCESS_MODE, STALE_IN, FETCH_RESOURCES],
};

/// Reads a link's history anew.
pub static LINK_REFRESH: Body = Body {
    name: "LinkRefresh",
    about: "Which resources are read anew; everything that the institution offers when nothing is \
            named.",
    fields: &[FETCH_RESOURCES],
};

/// Gives a link new credentials.
pub static LINK_PUT: Body = Body {
    name: "LinkCredentials",
    about: "Gives a link new credentials and tries them.",
    fields: &[
        credential(
            "username",
            "Who the user is, for a link whose credentials were not kept; it must be the same user.",
        ),
        PASSWORD,
        PASSWORD2,
        TOKEN,
        USERNAME_TYPE,
        CERTIFICATE,
        PRIVATE_KEY,
        SAVE_DATA,
    ],
};

const PASSWORD: Field = credential(
    "password",
    "The user's password at the institution, where it asks for one.",
);
const PASSWORD2: Field = credential(
    "password2",
    "A second password, where the institution asks for one.",
);
const USERNAME_TYPE: Field = credential(
    "username_type",
    "Which document the user's name is: a code out of the institution's form.",
);
const CERTIFICATE: Field = file(
    "certificate",
    "The certificate (.cer) of a Mexican e-signature, in base64; with `private_key`.",
);
const PRIVATE_KEY: Field = file(
    "private_key",
    "The private key (.key) of a Mexican e-signature, in base64; with `certificate`.",
);
const ACCESS_MODE: Field = Field {
    name: "access_mode",
    kind: FieldKind::Choice(ACCESS_MODES),
    required: false,
    about: "`recurrent` links are refreshed by themselves, `single` ones are read when asked for. A \
            new link that says nothing is recurrent.",
};
const FETCH_RESOURCES: Field = Field {
    name: "fetch_resources",
    kind: FieldKind::Choices(CAPABILITIES),
    required: false,
    about: "What is loaded by itself when the link is made or refreshed: resources that the \
            institution offers.",
};
const STALE_IN: Field = Field {
    name: "stale_in",
    kind: FieldKind::Text {
        min: 1,
        max: TEXT_CHARACTERS_MAX,
        form: Some(&DAYS_FORM),
    },
    required: false,
    about: "After how many days without a reading the link's data is deleted: `1d` to `365d`.",
};

static STORAGE_FORM: Form = Form {
    pattern: r"^(store|nostore|\d{1,3}d)$",
    check: |text| matches!(text, "store" | "nostore") || is_days(text),
    message: "This value does not match the required pattern.",
};

static DAYS_FORM: Form = Form {
    pattern: r"^\d{1,3}d$",
    check: is_days,
    message: "This value does not match the required pattern.",
};

/// The most days that a retention may last.
const DAYS_MAX: u16 = 365;

fn is_days(text: &str) -> bool {
    text.strip_suffix('d')
        .filter(|days| days.len() <= 3 && days.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|days| days.parse::<u16>().ok())
        .is_some_and(|days| (1..=DAYS_MAX).contains(&days))
}

const fn credential(name: &'static str, about: &'static str) -> Field {
    Field {
        name,
        kind: FieldKind::Text {
            min: 0,
            max: CREDENTIAL_CHARACTERS_MAX,
            form: None,
        },
        required: false,
        about,
    }
}

const fn file(name: &'static str, about: &'static str) -> Field {
    Field {
        name,
        kind: FieldKind::Text {
            min: 0,
            max: TEXT_CHARACTERS_MAX,
            form: None,
        },
        required: false,
        about,
    }
}
