//! Whether credentials fit what an institution asks for.

use caudal_model::resources::institution::{
    Credential, FormField, FormFieldKind, FormFieldValue, Institution,
};

use super::pattern::fits;

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

/// Whether an institution takes this username, whichever kind of document it is said to be.
pub(crate) fn username_fits(institution: &Institution, username: &str) -> bool {
    institution
        .form_fields
        .iter()
        .find(|field| field.name == Credential::Username)
        .is_some_and(|field| fits(&field.validation, username))
}

fn chosen<'a>(field: &'a FormField, code: &str) -> Option<&'a FormFieldValue> {
    field
        .values
        .as_ref()?
        .iter()
        .find(|value| value.code == code)
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
