//! What the description of a persona may say. Whether its parts fit each other is judged after this
//! table.

use crate::body::{Body, Field, FieldKind, Form};

/// The most accounts of one persona.
pub const PERSONA_ACCOUNTS_MAX: usize = 6;
/// The most cards of one persona.
pub const PERSONA_CARDS_MAX: usize = 4;
/// The most loans of one persona.
pub const PERSONA_LOANS_MAX: usize = 6;
/// The most movements of one persona.
pub const PERSONA_TRANSACTIONS_MAX: usize = 500;
/// The greatest amount, in hundredths.
pub const PERSONA_AMOUNT_MAX: i64 = 1_000_000_000_000;
/// By how many seconds an institution can be made to answer late.
pub const PERSONA_DELAY_SECONDS_MAX: i64 = 30;
/// The most characters of a name.
const NAME_CHARACTERS_MAX: usize = 60;
/// The most characters of what a statement prints.
const DESCRIPTION_CHARACTERS_MAX: usize = 140;
/// Instalments of a loan at most: 35 years.
const INSTALMENTS_MAX: i64 = 420;
/// Interest of a month at most, in hundredths of a percent.
const MONTHLY_INTEREST_MAX: i64 = 3_000;

/// Why institutions can be made to refuse a login.
pub const LOGIN_FAULTS: &[&str] = &["invalid_credentials", "forbidden", "locked", "unexpected"];

/// Describes a persona.
pub static PERSONA_CREATE: Body = Body {
    name: "PersonaRequest",
    about: "Describes somebody. Whatever is left out is made up, always the same way for the same \
            username. Unknown keys are refused.",
    fields: &[
        Field {
            required: true,
            ..text(
                "username",
                (1, 16),
                Some(&USERNAME),
                "The name under which banks that take invented \
                   names know the persona: letters, digits and `_`. It cannot be changed.",
            )
        },
        text(
            "password",
            (8, 16),
            Some(&PASSWORD),
            "The password that institutions accept: letters and \
             digits. `sandbox1` if left out.",
        ),
        Field {
            required: true,
            ..field(
                "country",
                FieldKind::Choice(&["BR", "MX", "CO", "CL"]),
                "Where the persona lives.",
            )
        },
        text(
            "archetype",
            (1, NAME_CHARACTERS_MAX),
            None,
            "What kind of person to begin with, such as \
             `ride-driver`: `caudal personas archetypes` lists them.",
        ),
        text(
            "first_name",
            (1, NAME_CHARACTERS_MAX),
            Some(&NAME),
            "Given names.",
        ),
        text(
            "last_name",
            (1, NAME_CHARACTERS_MAX),
            Some(&NAME),
            "Family name; the father's where there \
             are two.",
        ),
        text(
            "second_last_name",
            (1, NAME_CHARACTERS_MAX),
            Some(&NAME),
            "Second family name.",
        ),
        field(
            "gender",
            FieldKind::Choice(&["FEMALE", "MALE"]),
            "The gender that registers know.",
        ),
        field(
            "birth_date",
            FieldKind::Date,
            "The day of birth. Accounts begin at the age of 18.",
        ),
        text(
            "document_number",
            (5, 20),
            None,
            "CPF, CURP or RFC, cédula, or RUT of the person.",
        ),
        field(
            "business",
            FieldKind::Object(BUSINESS),
            "The company that holds the accounts, where one \
              does.",
        ),
        field(
            "employer",
            FieldKind::Object(EMPLOYER),
            "Who pays the wage.",
        ),
        amount(
            "monthly_income",
            1,
            "What is left of a month's wage, pension or earnings in 2024; a \
               company's turnover. It rises by four percent a year.",
        ),
        field(
            "routine",
            FieldKind::Boolean { default: true },
            "Whether the persona lives as its \
              archetype does: earns, pays, buys. If not, nothing happens but what is described here, and \
              what follows from it at the bank.",
        ),
        list(
            "accounts",
            ACCOUNT,
            PERSONA_ACCOUNTS_MAX,
            "Current and savings accounts, instead of those \
             that would be made up. The first is the current account that wages reach.",
        ),
        list(
            "cards",
            CARD,
            PERSONA_CARDS_MAX,
            "Credit cards, instead of those that would be made up.",
        ),
        list(
            "loans",
            LOAN,
            PERSONA_LOANS_MAX,
            "Loans, instead of those that would be made up.",
        ),
        list(
            "transactions",
            TRANSACTION,
            PERSONA_TRANSACTIONS_MAX,
            "Movements beside those that the \
             routine brings. They show once the clock has passed them.",
        ),
        field(
            "faults",
            FieldKind::Object(FAULTS),
            "What goes wrong when somebody logs in as the \
              persona.",
        ),
    ],
};

const BUSINESS: &[Field] = &[
    Field {
        required: true,
        ..text(
            "name",
            (2, NAME_CHARACTERS_MAX),
            Some(&COMPANY),
            "Its registered name.",
        )
    },
    text(
        "document_number",
        (5, 20),
        None,
        "CNPJ, RFC, NIT with its dash, or RUT.",
    ),
];

const EMPLOYER: &[Field] = &[
    Field {
        required: true,
        ..text(
            "name",
            (2, NAME_CHARACTERS_MAX),
            Some(&COMPANY),
            "Its registered name.",
        )
    },
    text(
        "document_number",
        (5, 20),
        None,
        "CNPJ, RFC, NIT with its dash, or RUT.",
    ),
];

const OPENED_ON: Field = field(
    "opened_on",
    FieldKind::Date,
    "The day on which it was opened: 2021-01-01 if left out, or the first day on which the holder is of \
     age.",
);

const ACCOUNT: &[Field] = &[
    Field {
        required: true,
        ..field(
            "kind",
            FieldKind::Choice(&["checking", "savings"]),
            "What kind of account it is.",
        )
    },
    amount("opening_balance", 0, "What is paid in on the first day."),
    amount(
        "overdraft",
        0,
        "How far a current account may go below zero.",
    ),
    OPENED_ON,
];

const CARD: &[Field] = &[
    Field {
        required: true,
        ..amount("limit", 1, "How much may be owed.")
    },
    field(
        "closing_day",
        FieldKind::Whole { min: 1, max: 26 },
        "The day of the month at whose end the \
          bill is closed.",
    ),
    OPENED_ON,
];

const LOAN: &[Field] = &[
    Field {
        required: true,
        ..field(
            "purpose",
            FieldKind::Choice(&["personal", "payroll", "auto", "working_capital"]),
            "What \
               it was taken for. The price of a car goes to its seller at once.",
        )
    },
    Field {
        required: true,
        ..amount("principal", 1, "What is lent.")
    },
    Field {
        required: true,
        ..field(
            "instalments",
            FieldKind::Whole {
                min: 1,
                max: INSTALMENTS_MAX,
            },
            "In how many equal \
               monthly instalments it is paid back.",
        )
    },
    field(
        "monthly_interest",
        FieldKind::Amount {
            min: 0,
            max: MONTHLY_INTEREST_MAX,
        },
        "Interest of a \
          month in percent: 2.00 if left out.",
    ),
    Field {
        required: true,
        ..field("starts_on", FieldKind::Date, "The day of the contract.")
    },
    field(
        "due_day",
        FieldKind::Whole { min: 1, max: 28 },
        "The day of the month on which instalments \
          are due; the contract's day if left out.",
    ),
];

const TRANSACTION: &[Field] = &[
    Field {
        required: true,
        ..field("date", FieldKind::Date, "The day.")
    },
    Field {
        required: true,
        ..amount("amount", 1, "The amount, always above zero.")
    },
    Field {
        required: true,
        ..field(
            "type",
            FieldKind::Choice(&["INFLOW", "OUTFLOW"]),
            "Whether money comes in or goes out. \
               On a card, a purchase goes out.",
        )
    },
    Field {
        required: true,
        ..text(
            "description",
            (1, DESCRIPTION_CHARACTERS_MAX),
            Some(&PRINTABLE),
            "What the statement \
               prints.",
        )
    },
    text(
        "account",
        (8, 11),
        None,
        "Where it happens: `accounts[0]`, `cards[1]`, by the place in this \
         description. The first account if left out.",
    ),
    text(
        "category",
        (1, NAME_CHARACTERS_MAX),
        None,
        "What it was for: a category of transactions.",
    ),
    text(
        "subcategory",
        (1, NAME_CHARACTERS_MAX),
        None,
        "The same more precisely: a subcategory of \
         transactions.",
    ),
    text(
        "merchant",
        (1, NAME_CHARACTERS_MAX),
        Some(&COMPANY),
        "The shop or service.",
    ),
];

const FAULTS: &[Field] = &[
    field(
        "login",
        FieldKind::Choice(LOGIN_FAULTS),
        "Why every login is refused.",
    ),
    field(
        "token",
        FieldKind::Choice(&["text", "qr", "numeric"]),
        "How every institution asks for a \
          one-time code, which is `111111`.",
    ),
    field(
        "institution",
        FieldKind::Choice(&["down"]),
        "Why no institution answers.",
    ),
    field(
        "delay_seconds",
        FieldKind::Whole {
            min: 0,
            max: PERSONA_DELAY_SECONDS_MAX,
        },
        "By how many \
          seconds institutions answer late.",
    ),
];

static USERNAME: Form = Form {
    pattern: "^[a-zA-Z0-9_]{1,16}$",
    check: |text| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    },
    message: "Only letters without accents, digits and underscores are taken.",
};

static PASSWORD: Form = Form {
    pattern: "^[a-zA-Z0-9]{8,16}$",
    check: |text| text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    message: "Only letters without accents and digits are taken.",
};

static NAME: Form = Form {
    pattern: r"^[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ '-]*$",
    check: |text| {
        text.chars().next().is_some_and(is_letter)
            && text
                .chars()
                .all(|sign| is_letter(sign) || matches!(sign, ' ' | '\'' | '-'))
    },
    message: "Only letters, spaces, apostrophes and hyphens are taken, a letter first.",
};

static COMPANY: Form = Form {
    pattern: r"^[0-9A-Za-zÀ-ÖØ-öø-ÿ][0-9A-Za-zÀ-ÖØ-öø-ÿ &.,'/*-]*$",
    check: |text| {
        let first = text.chars().next();
        first.is_some_and(|sign| is_letter(sign) || sign.is_ascii_digit())
            && text
                .chars()
                .all(|sign| is_letter(sign) || sign.is_ascii_digit() || " &.,'/*-".contains(sign))
    },
    message: "Only letters, digits, spaces and the signs & . , ' / * - are taken, a letter or digit first.",
};

static PRINTABLE: Form = Form {
    pattern: r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$",
    check: |text| !text.chars().any(char::is_control) && !text.trim().is_empty(),
    message: "Enter one line of text.",
};

/// A Latin letter, as the four countries' registers write names.
fn is_letter(sign: char) -> bool {
    sign.is_ascii_alphabetic() || matches!(sign, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

const fn field(name: &'static str, kind: FieldKind, about: &'static str) -> Field {
    Field {
        name,
        kind,
        required: false,
        about,
    }
}

const fn text(
    name: &'static str,
    (min, max): (usize, usize),
    form: Option<&'static Form>,
    about: &'static str,
) -> Field {
    field(name, FieldKind::Text { min, max, form }, about)
}

const fn amount(name: &'static str, min: i64, about: &'static str) -> Field {
    let max = PERSONA_AMOUNT_MAX;
    field(name, FieldKind::Amount { min, max }, about)
}

const fn list(
    name: &'static str,
    fields: &'static [Field],
    max: usize,
    about: &'static str,
) -> Field {
    field(name, FieldKind::Objects { fields, max }, about)
}
