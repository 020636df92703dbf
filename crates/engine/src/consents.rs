//! Consents: what users of Open Finance allowed. A link has one, and can be read as long as it holds.

mod change;
mod grant;
mod require;
mod stored;
mod telling;

use caudal_model::resources::consent::{
    HOLDER_CHARACTERS_MAX, HOLDER_CHARACTERS_MIN, USER_DOCUMENT,
};
use caudal_model::{Condition, Failure, Operand, Operator};
use caudal_store::Page;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::Outcome;
use crate::paging::Paging;

pub(crate) use stored::ConsentRecord;

impl Engine {
    /// A page of the consents that a person or company gave.
    ///
    /// # Errors
    /// `required`, `min_length` or `max_length` on `user_document`; `not_found` beyond the last page.
    pub async fn consents(
        &self,
        caller: &Caller,
        user_document: Option<&str>,
        paging: Paging,
    ) -> Outcome<Page> {
        let conditions = vec![Condition {
            filter: &USER_DOCUMENT,
            operator: Operator::Equal,
            operands: vec![Operand::Text(holder_named(user_document)?)],
        }];
        let listing = paging.listing(conditions);
        paging.existing(self.store.consents(caller.organisation(), &listing).await?)
    }

    /// One consent.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn consent(&self, caller: &Caller, id: Uuid) -> Outcome<String> {
        self.found_consent(caller, id).await?.body()
    }

    /// The consent under this id in an address.
    async fn found_consent(&self, caller: &Caller, id: Uuid) -> Outcome<ConsentRecord> {
        let row = self.store.consent(caller.organisation(), id).await?;
        ConsentRecord::from_row(&row.ok_or(Failure::NotFound)?)
    }

    /// The consent that a link has.
    pub(crate) async fn consent_of_link(
        &self,
        organisation: Uuid,
        link: Uuid,
    ) -> Outcome<Option<ConsentRecord>> {
        let row = self.store.consent_of_link(organisation, link).await?;
        row.as_ref().map(ConsentRecord::from_row).transpose()
    }
}

/// A holder's number as consents are kept under.
pub(crate) fn plain_number(text: &str) -> String {
    let signs = text.chars().filter(char::is_ascii_alphanumeric);
    signs.map(|sign| sign.to_ascii_uppercase()).collect()
}

fn holder_named(text: Option<&str>) -> Result<String, Failure> {
    let field = || USER_DOCUMENT.name.into();
    let number = plain_number(text.ok_or_else(|| Failure::Required { field: field() })?);
    if number.len() < HOLDER_CHARACTERS_MIN {
        return Err(Failure::MinLength {
            field: field(),
            limit: HOLDER_CHARACTERS_MIN,
        });
    }
    if number.len() > HOLDER_CHARACTERS_MAX {
        return Err(Failure::MaxLength {
            field: field(),
            limit: HOLDER_CHARACTERS_MAX,
        });
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_is_named_with_or_without_punctuation() {
        for text in ["761.092.776-73", "76109277673", " 761092776 73"] {
            assert_eq!(holder_named(Some(text)).unwrap(), "76109277673");
        }
        let company = holder_named(Some("50.685.362/0067-73"));
        assert_eq!(company.unwrap(), "50685362006773");
        for (text, code) in [
            (None, "required"),
            (Some("7610927767"), "min_length"),
            (Some("506853620067730"), "max_length"),
            (Some("…"), "min_length"),
        ] {
            assert_eq!(holder_named(text).unwrap_err().code(), code, "{text:?}");
        }
    }
}
