//! What institutions ask their users for, and whether an answer fits.

use std::collections::HashMap;
use std::sync::LazyLock;

use caudal_model::resources::institution::{
    Credential, FormField, FormFieldKind, FormFieldValue, Institution,
};
use regex::Regex;

const SHORT: &str = "^[a-zA-Z0-9_]{1,16}$";
const LOGIN: &str = r"^[a-zA-Z0-9._@+-]{1,64}$";
const SECRET: &str = "^.{1,64}$";
const DIGITS: &str = "^[0-9]{1,16}$";
const SIX_DIGITS: &str = r"^\d{6}$";
const CPF: &str = r"^\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2}$";
const CPF_EXACT: &str = r"^^(\d{11}$)|(\d{3}\.){2}\d{3}(-\d{2})$";
/// Letters are possible in the first twelve places from July 2026 on.
const CNPJ: &str = r"^[0-9A-Z]{12}\d{2}$|^[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}$";
const CURP: &str = "^([A-Z]{4})([0-9]{6})([A-Z]{6})([A-Z0-9]{2})$";
const RFC: &str = "^.{12,13}$";
const CIEC: &str = "^[a-zA-Z0-9]{8}";
const RUT: &str = r"^\d{1,2}\.?\d{3}\.?\d{3}-?[0-9kK]$";
const INSS_PASSWORD: &str = "^.{8,70}$";
const EMAIL: &str = r"^[^@\s]{1,64}@[^@\s]{1,190}$";
const CODE: &str = r"^\d{3}$";
const HIDDEN: &str = "^.*$";

/// Each pattern of the catalogue, compiled at first use.
static PATTERNS: LazyLock<HashMap<&'static str, Regex>> = LazyLock::new(|| {
    [
        SHORT,
        LOGIN,
        SECRET,
        DIGITS,
        SIX_DIGITS,
        CPF,
        CPF_EXACT,
        CNPJ,
        CURP,
        RFC,
        CIEC,
        RUT,
        INSS_PASSWORD,
        EMAIL,
        CODE,
        HIDDEN,
    ]
    .into_iter()
    .filter_map(|pattern| Some((pattern, Regex::new(pattern).ok()?)))
    .collect()
});

/// Why credentials do not fit an institution's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// This one is needed and was not given.
    Missing(Credential),
    /// This one does not have the form that the institution asks for.
    Mismatch(Credential),
}

/// The first problem of these credentials with the institution's form, in the form's order; hidden
/// fields and optional ones may be left out. `given` returns a credential where there is one; an
/// empty one counts as not given.
pub fn form_problem<'a>(
    institution: &Institution,
    given: impl Fn(Credential) -> Option<&'a str>,
) -> Option<FormProblem> {
    let given = |name| given(name).filter(|value: &&str| !value.is_empty());
    let document = institution
        .form_fields
        .iter()
        .find(|field| field.name == Credential::UsernameType)
        .and_then(|field| chosen(field, given(Credential::UsernameType)?));
    for field in &institution.form_fields {
        let needed = field.kind != FormFieldKind::Hidden && field.optional != Some(true);
        let Some(value) = given(field.name) else {
            if needed {
                return Some(FormProblem::Missing(field.name));
            }
            continue;
        };
        let fits = match (field.kind, field.name) {
            (FormFieldKind::Hidden, _) => true,
            (FormFieldKind::Select, _) => chosen(field, value).is_some(),
            (_, Credential::Username) => {
                let pattern = document.map_or(&field.validation, |document| &document.validation);
                fits(pattern, value)
            }
            _ => fits(&field.validation, value),
        };
        if !fits {
            return Some(FormProblem::Mismatch(field.name));
        }
    }
    None
}

fn chosen<'a>(field: &'a FormField, code: &str) -> Option<&'a FormFieldValue> {
    field
        .values
        .as_ref()?
        .iter()
        .find(|value| value.code == code)
}

/// Whether a value matches; a pattern that is none refuses nothing.
fn fits(pattern: &str, value: &str) -> bool {
    match PATTERNS.get(pattern) {
        Some(regex) => regex.is_match(value),
        None => Regex::new(pattern).map_or(true, |regex| regex.is_match(value)),
    }
}

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

#[cfg(test)]
mod tests {
    use super::super::institutions;
    use super::*;

    fn problem(name: &str, given: &[(Credential, &str)]) -> Option<FormProblem> {
        let all = institutions();
        let institution = all.iter().find(|each| each.name == name).unwrap();
        form_problem(institution, |wanted| {
            given
                .iter()
                .find(|(key, _)| *key == wanted)
                .map(|(_, value)| *value)
        })
    }

    #[test]
    fn documented_users_fit_and_seventeen_characters_do_not() {
        use Credential::{Password, Username};
        let long = "1234567890abcdefg";
        assert_eq!(
            problem(
                "erebor_mx_retail",
                &[(Username, "bnk100"), (Password, "full")]
            ),
            None
        );
        assert_eq!(
            problem("erebor_mx_retail", &[(Username, long), (Password, long)]),
            Some(FormProblem::Mismatch(Username))
        );
        assert_eq!(
            problem("erebor_mx_retail", &[(Username, "bnk100"), (Password, "")]),
            Some(FormProblem::Missing(Password))
        );
        let token = [
            (Username, "mfa_qr"),
            (Password, "qr_code"),
            (Credential::Token, "12345"),
        ];
        assert_eq!(
            problem("heimdall_mx_retail", &token),
            Some(FormProblem::Mismatch(Credential::Token))
        );
        assert_eq!(problem("heimdall_mx_retail", token.get(..2).unwrap()), None);
    }

    #[test]
    fn a_choice_must_be_one_of_the_form() {
        use Credential::{Password, Password2, Username, Username2, UsernameType};
        let with = |code| {
            let given = [
                (UsernameType, code),
                (Username, "adv_valid"),
                (Username2, "valid"),
                (Password, "pass_valid"),
                (Password2, "valid"),
            ];
            problem("ironbank_br_retail", &given)
        };
        assert_eq!(with("003"), None);
        assert_eq!(with("999"), None);
        assert_eq!(with("004"), Some(FormProblem::Mismatch(UsernameType)));
        assert_eq!(with(""), Some(FormProblem::Missing(UsernameType)));
    }

    #[test]
    fn hidden_and_optional_fields_may_be_left_out() {
        let curp = [(Credential::Username, "BLPM951331IONVGR54")];
        for name in [
            "planet_mx_employment",
            "imss_mx_employment",
            "issste_mx_employment",
        ] {
            assert_eq!(problem(name, &curp), None, "{name}");
        }
        let cpf = [(Credential::Username, "76109277673")];
        assert_eq!(problem("ofmockbank_br_retail", &cpf), None);
        assert_eq!(
            problem("ofnubank_br_business", &cpf),
            Some(FormProblem::Mismatch(Credential::Username))
        );
    }
}
