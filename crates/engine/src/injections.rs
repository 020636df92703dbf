//! Movements that an organisation adds to the accounts of its sandbox: whose they are, and what is
//! said of them. [`shown`] lets institutions show them.

mod shown;

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use caudal_model::resources::account::{Account, AccountCategory};
use caudal_model::resources::injection::SandboxTransaction;
use caudal_model::resources::institution::Institution;
use caudal_model::resources::transaction::{Category, Direction, TransactionStatus};
use caudal_model::{Date, Failure, Kind, Values};
use caudal_store::{Batch, Injection as Row, Page};
use serde_json::Value;
use uuid::Uuid;

use crate::caller::Caller;
use crate::engine::Engine;
use crate::failure::{EngineError, Outcome};
use crate::links::LinkRecord;
use crate::paging::Paging;

/// The most movements that one organisation adds.
pub const INJECTIONS_MAX: u32 = 1_000;
/// How far a movement may lie back, in days: institutions show no more.
pub const INJECTION_DAYS_MAX: i64 = 365;
/// What counts an organisation's movements, so that their ids follow from what was asked.
const SEQUENCE: &str = "injections";
/// What a statement says when nothing else was said.
const DESCRIPTION_DEFAULT: &str = "SANDBOX";

impl Engine {
    /// A page of what the organisation added, the newest first.
    ///
    /// # Errors
    /// `not_found` beyond the last page.
    pub async fn injections(&self, caller: &Caller, paging: Paging) -> Outcome<Page> {
        let listing = paging.listing(Vec::new());
        paging.existing(
            self.store
                .injections(caller.organisation(), &listing)
                .await?,
        )
    }

    /// Lets an account's institution show a movement from now on; answers its object.
    ///
    /// # Errors
    /// `does_not_exist` for an account that is not there; `invalid` for one on which nobody moves
    /// money, an amount that its currency does not have, a day that is to come or long past, and one
    /// movement too many.
    pub async fn inject(&self, caller: &Caller, values: &Values) -> Outcome<String> {
        let organisation = caller.organisation();
        let account = self.account_named(caller, values).await?;
        let link = account.link.unwrap_or_default();
        let row = self.store.link(organisation, link).await?;
        let link = LinkRecord::from_row(row.ok_or(Failure::NotFound)?)?;
        caller.trace.concerns(link.id());
        let (institution, _) = link.institution(&self.connectors)?;
        let amount = values.amount("amount").unwrap_or_default();
        require_scale(amount.0.normalize().scale(), &account.currency)?;
        let number = self.store.next_number(organisation, SEQUENCE).await?;
        let parts: [&[u8]; 3] = [b"injection", organisation.as_bytes(), &number.to_be_bytes()];
        let id = self.identities.uuid(&parts);
        let injection = SandboxTransaction {
            id,
            created_at: self.now(),
            institution: institution.name.clone(),
            account: account.id,
            account_internal_identification: account.internal_identification,
            internal_identification: id.as_simple().to_string(),
            amount,
            currency: account.currency,
            direction: word(values, "type")?.unwrap_or(Direction::Outflow),
            description: values
                .text("description")
                .unwrap_or(DESCRIPTION_DEFAULT)
                .to_owned(),
            value_date: self.day_of(institution, values)?,
            status: word(values, "status")?.unwrap_or(TransactionStatus::Processed),
            category: word(values, "category")?.unwrap_or(Category::Unknown),
        };
        let body = serde_json::to_string(&injection)?;
        let mut batch = Batch::new();
        let row = Row {
            id,
            organisation,
            institution: injection.institution,
            institution_user_id: link.object.institution_user_id,
            created_at: injection.created_at,
            body: body.clone(),
        };
        batch.insert_injection(&row, INJECTIONS_MAX);
        match self.store.write(batch).await.map_err(EngineError::from) {
            Err(EngineError::Conflict) => {
                let message = format!("There are {INJECTIONS_MAX} movements: delete one first.");
                Err(Failure::invalid("account", message).into())
            }
            other => {
                other?;
                caller.trace.note(self.now(), "a movement was added");
                Ok(body)
            }
        }
    }

    /// Lets the institution correct a movement; answers its object.
    ///
    /// # Errors
    /// `not_found`; `invalid` for an amount that the currency does not have.
    pub async fn correct_injection(
        &self,
        caller: &Caller,
        id: Uuid,
        values: &Values,
    ) -> Outcome<String> {
        let organisation = caller.organisation();
        let before = self.store.injection(organisation, id).await?;
        let before = before.ok_or(Failure::NotFound)?;
        let mut injection: SandboxTransaction = serde_json::from_str(&before)?;
        if let Some(amount) = values.amount("amount") {
            require_scale(amount.0.normalize().scale(), &injection.currency)?;
            injection.amount = amount;
        }
        if let Some(description) = values.text("description") {
            description.clone_into(&mut injection.description);
        }
        if let Some(status) = word(values, "status")? {
            injection.status = status;
        }
        let after = serde_json::to_string(&injection)?;
        let mut batch = Batch::new();
        batch.update_injection(organisation, id, &before, &after);
        self.store.write(batch).await?;
        caller.trace.note(self.now(), "a movement was corrected");
        Ok(after)
    }

    /// Lets the institution take a movement back.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn withdraw_injection(&self, caller: &Caller, id: Uuid) -> Outcome<()> {
        let mut batch = Batch::new();
        batch.delete_injection(caller.organisation(), id);
        match self.store.write(batch).await.map_err(EngineError::from) {
            Err(EngineError::Conflict) => Err(Failure::NotFound.into()),
            other => other,
        }
    }

    /// The account that a body names, if money can be moved on it.
    async fn account_named(&self, caller: &Caller, values: &Values) -> Outcome<Account> {
        let id = values.uuid("account").unwrap_or_default();
        let organisation = caller.organisation();
        let body = self
            .store
            .document(organisation, Kind::Accounts, id)
            .await?;
        let body = body.ok_or_else(|| Failure::DoesNotExist {
            field: "account".into(),
            by: "id",
            value: id.to_string(),
        })?;
        let account: Account = serde_json::from_str(&body)?;
        let deposits = [
            AccountCategory::CheckingAccount,
            AccountCategory::SavingsAccount,
        ];
        if account.category.is_none_or(|it| !deposits.contains(&it)) {
            let message = "Movements can be added to current and savings accounts.";
            return Err(Failure::invalid("account", message).into());
        }
        Ok(account)
    }

    /// The day of a movement by its institution's calendar.
    fn day_of(&self, institution: &Institution, values: &Values) -> Outcome<Date> {
        let zone = Country::from_code(&institution.country_code).map(Country::zone);
        let now = self.now();
        let today = zone.map_or_else(|| now.utc_date(), |zone| now.date_in(&zone));
        let day = values.date("value_date").unwrap_or(today);
        let earliest = Date(shifted(today.0, -INJECTION_DAYS_MAX));
        if day > today || day < earliest {
            let message = format!("Ensure this day is from {earliest} to {today}.");
            return Err(Failure::invalid("value_date", message).into());
        }
        Ok(day)
    }
}

/// The value that stands under a key as one of its words.
fn word<T: serde::de::DeserializeOwned>(values: &Values, name: &str) -> Outcome<Option<T>> {
    let text = values.text(name).map(Value::from);
    Ok(text.map(serde_json::from_value).transpose()?)
}

fn require_scale(scale: u32, currency: &str) -> Result<(), Failure> {
    let countries = Country::ALL.into_iter().map(Country::currency);
    let known = countries.into_iter().find(|it| it.code() == currency);
    let decimals = known.map_or(2, caudal_latam::Currency::scale);
    if scale <= decimals {
        return Ok(());
    }
    let message = format!("Amounts in {currency} have at most {decimals} decimals.");
    Err(Failure::invalid("amount", message))
}

#[cfg(test)]
mod tests {
    use super::require_scale;

    #[test]
    fn an_amount_has_no_more_decimals_than_its_currency() {
        for (scale, currency, fits) in [
            (2, "BRL", true),
            (3, "BRL", false),
            (0, "CLP", true),
            (1, "CLP", false),
            (2, "COP", false),
        ] {
            assert_eq!(require_scale(scale, currency).is_ok(), fits, "{currency}");
        }
    }
}
