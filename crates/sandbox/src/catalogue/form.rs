//! What institutions ask their users for.

use caudal_model::resources::institution::{Credential, FormField, FormFieldKind, FormFieldValue};

use super::pattern::{
    CIEC, CNPJ, CODE, CPF, CPF_EXACT, CURP, DIGITS, EMAIL, HIDDEN, INSS_PASSWORD, LOGIN, RFC, RUT,
    SECRET, SHORT, SIX_DIGITS,
};

/// The language of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Portuguese,
    Spanish,
}

impl Language {
    pub(super) fn of_country(country: &str) -> Self {
        match country {
            "BR" => Self::Portuguese,
            _ => Self::Spanish,
        }
    }

    /// The wording of this language.
    fn say(self, portuguese: &str, spanish: &str) -> String {
        match self {
            Self::Portuguese => portuguese.into(),
            Self::Spanish => spanish.into(),
        }
    }
}

/// User and password of at most 16 letters, digits and underscores.
pub(super) fn short_login(language: Language) -> Vec<FormField> {
    let message = || language.say("Requer 1 a 16 caracteres", "Requiere de 1 a 16 caracteres");
    vec![
        FormField {
            validation_message: Some(message()),
            ..username(language, SHORT, "bnk100")
        },
        FormField {
            validation_message: Some(message()),
            ..password(language, SHORT)
        },
    ]
}

/// The same and, if the institution asks, a one-time code of six digits.
pub(super) fn short_login_with_token(language: Language) -> Vec<FormField> {
    let mut fields = short_login(language);
    fields.push(FormField {
        placeholder: Some("123456".into()),
        validation_message: Some(language.say("Requer 6 dígitos", "Requiere 6 dígitos")),
        length: Some("6".into()),
        optional: Some(true),
        ..field(
            Credential::Token,
            FormFieldKind::Number,
            "Token".into(),
            SIX_DIGITS,
        )
    });
    fields
}

/// A document, two names and two passwords.
pub(super) fn advanced_login(language: Language) -> Vec<FormField> {
    let second = |name: Credential, kind, portuguese, spanish| {
        field(name, kind, language.say(portuguese, spanish), SHORT)
    };
    let message = language.say("Requer 1 a 16 caracteres", "Requiere de 1 a 16 caracteres");
    let document = |code: &str, label: String| FormFieldValue {
        code: code.into(),
        label,
        validation: SHORT.into(),
        validation_message: message.clone(),
        placeholder: "adv_valid".into(),
    };
    vec![
        documents(
            language,
            vec![
                document(
                    "999",
                    language.say("Documento inválido", "Documento inválido"),
                ),
                document("003", language.say("Documento válido", "Documento válido")),
            ],
        ),
        username(language, SHORT, "adv_valid"),
        second(
            Credential::Username2,
            FormFieldKind::Text,
            "Segundo usuário",
            "Segundo usuario",
        ),
        password(language, SHORT),
        second(
            Credential::Password2,
            FormFieldKind::Password,
            "Segunda senha",
            "Segunda contraseña",
        ),
    ]
}

/// A number, how many seconds the answer takes, and a password.
pub(super) fn delayed_login(language: Language) -> Vec<FormField> {
    let number = |name, portuguese, spanish| {
        field(
            name,
            FormFieldKind::Number,
            language.say(portuguese, spanish),
            DIGITS,
        )
    };
    vec![
        number(
            Credential::Username,
            "Número de cliente",
            "Número de cliente",
        ),
        number(
            Credential::Username2,
            "Demora em segundos",
            "Demora en segundos",
        ),
        password(language, SHORT),
    ]
}

/// User and password as a bank of today asks for them.
pub(super) fn bank_login(language: Language) -> Vec<FormField> {
    vec![
        username(language, LOGIN, "usuario"),
        password(language, SECRET),
    ]
}

/// A Colombian document, its number, and a password.
pub(super) fn colombian_login(language: Language) -> Vec<FormField> {
    let document = |code: &str, label: &str, placeholder: &str| FormFieldValue {
        code: code.into(),
        label: label.into(),
        validation: LOGIN.into(),
        validation_message: "Número de documento inválido".into(),
        placeholder: placeholder.into(),
    };
    vec![
        documents(
            language,
            vec![
                document("001", "Cédula de Ciudadanía", "1020304050"),
                document("002", "Cédula de Extranjería", "402030"),
                document("003", "Pasaporte", "AB123456"),
                document("004", "NIT", "900123456"),
            ],
        ),
        username(language, LOGIN, "1020304050"),
        password(language, SECRET),
    ]
}

/// A Chilean RUT and a password.
pub(super) fn chilean_login(language: Language) -> Vec<FormField> {
    vec![
        FormField {
            validation_message: Some("RUT inválido".into()),
            ..text("RUT", RUT, "12.345.678-5")
        },
        password(language, SECRET),
    ]
}

/// A Brazilian person's tax number: who consents.
pub(super) fn person_consent(_: Language) -> Vec<FormField> {
    vec![FormField {
        validation_message: Some("CPF inválido".into()),
        ..text("CPF", CPF, "00000000000")
    }]
}

/// A Brazilian company's tax number: who consents.
pub(super) fn company_consent(_: Language) -> Vec<FormField> {
    vec![FormField {
        validation_message: Some("CNPJ inválido".into()),
        ..text("CNPJ", CNPJ, "00000000000000")
    }]
}

/// A Mexican population number; the register needs no password.
pub(super) fn population_number(_: Language) -> Vec<FormField> {
    vec![FormField {
        validation_message: Some("CURP inválida".into()),
        ..text("CURP", CURP, "BLPM951331IONVGR54")
    }]
}

/// The same with a password that is given: the documented form of the sandbox's register.
pub(super) fn population_number_hidden_password(language: Language) -> Vec<FormField> {
    let mut fields = population_number(language);
    fields.push(FormField {
        value: Some("fake-password".into()),
        ..field(
            Credential::Password,
            FormFieldKind::Hidden,
            language.say("Senha", "Contraseña"),
            HIDDEN,
        )
    });
    fields
}

/// The same with an e-mail address for the register's answer.
pub(super) fn population_number_email(language: Language) -> Vec<FormField> {
    let mut fields = population_number(language);
    fields.push(FormField {
        placeholder: Some("persona@example.com".into()),
        validation_message: Some("Correo electrónico inválido".into()),
        optional: Some(true),
        ..field(
            Credential::Username2,
            FormFieldKind::Text,
            "Correo electrónico".into(),
            EMAIL,
        )
    });
    fields
}

/// A Mexican taxpayer's number and password.
pub(super) fn taxpayer_login(language: Language) -> Vec<FormField> {
    vec![
        FormField {
            validation_message: Some("RFC inválido".into()),
            ..text("RFC", RFC, "ABC333333A33")
        },
        FormField {
            label: "Contraseña (CIEC)".into(),
            validation_message: Some("La contraseña tiene 8 caracteres".into()),
            ..password(language, CIEC)
        },
    ]
}

/// A Brazilian person's tax number and password of the government's portal.
pub(super) fn citizen_login(language: Language) -> Vec<FormField> {
    vec![
        FormField {
            validation_message: Some("CPF inválido".into()),
            ..text("CPF", CPF_EXACT, "000.000.000-00")
        },
        FormField {
            validation_message: Some("Requer 8 a 70 caracteres".into()),
            ..password(language, INSS_PASSWORD)
        },
    ]
}

fn username(language: Language, validation: &str, placeholder: &str) -> FormField {
    text(&language.say("Usuário", "Usuario"), validation, placeholder)
}

fn text(label: &str, validation: &str, placeholder: &str) -> FormField {
    FormField {
        placeholder: Some(placeholder.into()),
        ..field(
            Credential::Username,
            FormFieldKind::Text,
            label.into(),
            validation,
        )
    }
}

fn password(language: Language, validation: &str) -> FormField {
    let label = language.say("Senha", "Contraseña");
    field(
        Credential::Password,
        FormFieldKind::Password,
        label,
        validation,
    )
}

fn documents(language: Language, values: Vec<FormFieldValue>) -> FormField {
    let label = language.say("Documento", "Documento");
    FormField {
        placeholder: Some(label.clone()),
        values: Some(values),
        pre_selected: Some(0),
        ..field(Credential::UsernameType, FormFieldKind::Select, label, CODE)
    }
}

fn field(name: Credential, kind: FormFieldKind, label: String, validation: &str) -> FormField {
    FormField {
        name,
        kind,
        label,
        validation: validation.into(),
        placeholder: None,
        validation_message: None,
        values: None,
        pre_selected: None,
        length: None,
        optional: None,
        value: None,
    }
}
