//! Accounts that hold no money of their own: investments, pensions and card sales to be paid out.
//! Banks of Open Finance tell of these elsewhere; the others list them as accounts.

use caudal_latam::Country;
use caudal_latam::brazil::check_digit;
use caudal_model::resources::account::{
    Account, AccountBalance, AccountCategory, BalanceKind, Fund, PublicIdentification, Receivables,
};
use caudal_model::{Kind, Money};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::investment::terms;
use super::{Life, Request, money, portfolio, receivable};
use crate::book::investment::{Class, Holding};
use crate::chance::Chance;
use crate::price::Cents;
use crate::timeline::sells_by_card;

/// The accounts of this kind that somebody has by now.
pub(super) fn accounts(life: &Life<'_>, request: Request<'_>) -> Vec<Account> {
    if life.open_finance {
        return Vec::new();
    }
    let opened = life
        .books
        .first()
        .is_some_and(|book| book.opened <= life.now.date());
    let sells = opened && sells_by_card(&life.person);
    [
        invested(life, request),
        pension(life, request),
        sells.then(|| receivables(life, request)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The id of the account in which card sales are kept.
pub(super) fn receivables_id(life: &Life<'_>, request: Request<'_>) -> Uuid {
    let key = key(chance(life, "receivables"));
    request.stamper.stamp(Kind::Accounts, &key).id
}

fn invested(life: &Life<'_>, request: Request<'_>) -> Option<Account> {
    let funds = funds(life, |class| class != Class::Pension);
    let brazil = life.person.country == Country::Brazil;
    let (kind, name) = if brazil {
        ("CONTA_INVESTIMENTO", "Conta de investimentos")
    } else {
        ("Cuenta de inversión", "Cuenta de inversión")
    };
    (!funds.is_empty()).then(|| Account {
        category: Some(AccountCategory::InvestmentAccount),
        funds: Some(funds.clone()),
        ..account(life, request, "investments", (kind, name), total(&funds))
    })
}

fn pension(life: &Life<'_>, request: Request<'_>) -> Option<Account> {
    let funds = funds(life, |class| class == Class::Pension);
    let brazil = life.person.country == Country::Brazil;
    let (kind, name) = if brazil {
        ("PREVIDENCIA_PRIVADA", "Previdência privada")
    } else {
        ("Plan de retiro", "Ahorro para el retiro")
    };
    (!funds.is_empty()).then(|| Account {
        category: Some(AccountCategory::PensionFundAccount),
        funds: Some(funds.clone()),
        ..account(life, request, "pension", (kind, name), total(&funds))
    })
}

fn receivables(life: &Life<'_>, request: Request<'_>) -> Account {
    let brazil = life.person.country == Country::Brazil;
    let words = if brazil {
        ("AGENDA_RECEBIVEIS", "Agenda de recebíveis")
    } else {
        ("Cuenta de cobros", "Ventas con tarjeta por cobrar")
    };
    let (all, credit) = receivable::outstanding(life);
    let account = account(life, request, "receivables", words, money(all));
    Account {
        category: Some(AccountCategory::Uncategorized),
        receivables_data: Some(Receivables {
            current: Some(money(all)),
            available: Some(money(credit)),
            // Merchants here wait for their money.
            anticipated: Some(money(0)),
            collected_at: account.collected_at,
        }),
        ..account
    }
}

/// What is held of the classes that are wanted.
fn funds(life: &Life<'_>, wanted: impl Fn(Class) -> bool) -> Vec<Fund> {
    let held: Vec<(&Holding, Cents)> = (life.portfolio.holdings.iter().enumerate())
        .filter(|(_, holding)| wanted(holding.product.class))
        .filter_map(|(place, holding)| {
            let position = life.portfolio.position_at(place, life.now.date());
            let (_, net) = portfolio::worth(life, holding, &position);
            (position.quantity() > Decimal::ZERO).then_some((holding, net))
        })
        .collect();
    let sum: Cents = held.iter().map(|(_, net)| net).sum();
    held.iter()
        .map(|(holding, net)| Fund {
            name: holding.name(),
            kind: Some(holding.product.name.to_owned()),
            balance: money(*net),
            percentage: percentage(*net, sum),
            public_identifications: identifications(life, holding),
        })
        .collect()
}

fn percentage(part: Cents, whole: Cents) -> Option<Money> {
    let hundredfold = Decimal::from(part) * Decimal::ONE_HUNDRED;
    let share = hundredfold.checked_div(Decimal::from(whole))?;
    Some(Money(share.round_dp(2)))
}

fn identifications(life: &Life<'_>, holding: &Holding) -> Vec<PublicIdentification> {
    let number = match holding.country {
        Country::Brazil => terms::issuer_number(life, holding).map(|number| ("CNPJ", number)),
        _ => None,
    };
    let number = number
        .into_iter()
        .map(|(name, value)| PublicIdentification {
            name: name.to_owned(),
            value,
        });
    number.collect()
}

fn total(funds: &[Fund]) -> Money {
    funds.iter().map(|fund| fund.balance).sum()
}

fn chance(life: &Life<'_>, name: &str) -> Chance {
    let own = life.person.chance.branch("custody");
    own.branch(&life.institution.name).branch(name)
}

fn key(chance: Chance) -> String {
    format!("{:032x}", chance.name())
}

fn account(
    life: &Life<'_>,
    request: Request<'_>,
    what: &str,
    (kind, name): (&str, &str),
    balance: Money,
) -> Account {
    let chance = chance(life, what);
    let key = key(chance);
    let stamp = request.stamper.stamp(Kind::Accounts, &key);
    let serial = chance.below("number", 90_000_000) + 10_000_000;
    let brazil = life.person.country == Country::Brazil;
    let agency = life.books.first().map(|book| book.agency.clone());
    Account {
        id: stamp.id,
        link: Some(request.stamper.link),
        institution: life.institution(),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        last_accessed_at: Some(request.stamper.now),
        category: None,
        balance_type: Some(BalanceKind::Asset),
        overdraft: None,
        kind: kind.to_owned(),
        subtype: "INDIVIDUAL".to_owned(),
        name: Some(name.to_owned()),
        number: Some(serial.to_string()),
        agency: agency.filter(|_| brazil),
        check_digit: brazil.then(|| check_digit(serial).to_string()),
        balance: AccountBalance {
            current: Some(balance),
            available: Some(balance),
            blocked: Some(money(0)),
            automatically_invested: Some(money(0)),
        },
        currency: life.currency(),
        public_identification_name: Some("ACCOUNT_NUMBER".to_owned()),
        public_identification_value: Some(serial.to_string()),
        internal_identification: key,
        credit_data: None,
        loan_data: None,
        funds_data: None,
        funds: None,
        receivables_data: None,
        bank_product_id: None,
    }
}
