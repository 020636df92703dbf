//! One thing that happened on one book.

use caudal_model::resources::transaction::{Category, Direction, Subcategory};
use jiff::civil::{Date, DateTime};

use crate::merchant::Outlet;
use crate::price::Cents;

/// One movement of money on one book.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// Names the event for ever; both sides of a transfer share it.
    pub(crate) key: u128,
    /// The place of the book among the person's books.
    pub(crate) book: usize,
    pub(crate) date: Date,
    /// The second of the day by the country's clock.
    pub(crate) second: i32,
    /// Always above zero.
    pub(crate) amount: Cents,
    /// Seen from the book's holder: a purchase on a card goes out, its bill's payment comes in.
    pub(crate) direction: Direction,
    pub(crate) deed: Deed,
    /// The day from whose beginning it is final.
    pub(crate) settles: Date,
    /// What the book holds, or is owed, afterwards.
    pub(crate) balance: Cents,
}

/// What was done, whichever book it stands on.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) cause: Cause,
    pub(crate) instrument: Instrument,
    pub(crate) party: Party,
    pub(crate) label: Label,
}

/// Why money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The wage of a month, or a part of it.
    Salary,
    /// A part of the wage ahead of its day.
    SalaryAdvance,
    /// Thirteenth salary, aguinaldo, prima.
    YearlyBonus,
    /// The extra of a holiday.
    HolidayBonus,
    /// The share in a company's profit.
    ProfitShare,
    Pension,
    /// What the state pays to somebody in need.
    Benefit,
    GigPayout,
    Invoice,
    Allowance,
    CashDeposit,
    Remittance,
    /// Help of a relative when money runs out.
    Support,
    Friend,
    Rent,
    /// The rent of a tenant.
    RentReceived,
    Utility,
    Subscription,
    Insurance,
    School,
    Tax,
    /// Tax that was paid too much and comes back.
    TaxRefund,
    /// Maintenance for children.
    Alimony,
    Donation,
    Purchase,
    /// An instalment of a card purchase, and what later ones will charge.
    Instalment {
        number: u32,
        of: u32,
        to_come: Cents,
    },
    Refund,
    Bet,
    /// What a bet brought back.
    Winnings,
    /// A small loan of an application, and its repayment.
    QuickLoan,
    Withdrawal,
    OwnTransfer,
    /// Money put into an investment, or paid back of one.
    Investment,
    /// Money sent to a broker or an exchange that is no bank: what becomes of it is not told here.
    InvestedElsewhere,
    /// What an investment earned: interest, dividends.
    Proceeds,
    /// What keeping an investment costs.
    InvestmentFee,
    CardPayment,
    /// The price of what a card bill left unpaid.
    RevolvingInterest,
    /// The fine for a card bill that was paid late.
    LateFee,
    /// Interest for the days by which a card bill was late.
    ArrearsInterest,
    /// The tax on credit or on its interest.
    CreditTax,
    /// What a card costs in a year.
    AnnualFee,
    LoanPayout,
    LoanInstalment {
        number: u32,
        of: u32,
    },
    /// What a late instalment costs on top falls due.
    LoanCharges {
        number: u32,
    },
    /// It is paid.
    LoanChargesPaid {
        number: u32,
        fine: Cents,
        interest: Cents,
    },
    /// An instalment is paid before its time, for what it is worth then.
    LoanAhead {
        number: u32,
    },
    /// What that is less than the instalment.
    LoanDiscount {
        number: u32,
    },
    /// What is paid at the end besides the last instalment.
    LoanBalloon,
    /// The bank lends for days, or is paid back.
    Advance,
    /// What that costs.
    AdvanceInterest,
    /// What an overdraft cost in a month.
    OverdraftInterest,
    BankFee,
    /// The tax on a purchase in foreign currency.
    ForeignPurchaseTax,
    /// What the bank books against a mistake of its own.
    Reversal,
    /// Money held by order of a court, and its release.
    CourtHold,
    Interest,
    /// Foreign currency bought or sold.
    Exchange,
    /// A company's sale.
    Sale,
    /// What the acquirer pays a merchant for sales by card.
    CardPayout,
    /// What investors pay into a company.
    Funding,
    Supplier,
    Payroll,
    /// Somebody said so: the place among the movements of a description.
    Described {
        place: u16,
    },
}

/// How money moved, in no country's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instrument {
    /// A transfer within seconds or the day: Pix, SPEI, transferencia.
    Transfer,
    /// A bill paid by its code: boleto, pago de servicio, PSE.
    Bill,
    /// A bill that the biller collects: débito automático, domiciliación, PAC.
    DirectDebit,
    DebitCard,
    CreditCard,
    /// A cash machine or counter.
    Cash,
    /// A payroll run.
    Payroll,
    /// The bank itself.
    Internal,
}

/// Who stands on the other side.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub(crate) kind: PartyKind,
    pub(crate) name: String,
    /// The tax number, where the bank knows it.
    pub(crate) document: Option<String>,
}

/// What the other side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartyKind {
    Person,
    Company,
    Merchant,
    /// The holder, by another account.
    Own,
    Bank,
}

/// The truth about what an event was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) category: Category,
    pub(crate) subcategory: Subcategory,
    pub(crate) mcc: Option<u32>,
    /// The kind of counter at which it was bought.
    pub(crate) outlet: Outlet,
    /// What a shop abroad charged.
    pub(crate) abroad: Option<Abroad>,
}

/// A price in foreign currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Abroad {
    /// The currency's three letters.
    pub(crate) currency: &'static str,
    /// In hundredths.
    pub(crate) amount: Cents,
}

/// A second of a day.
pub(crate) fn at_second(day: Date, second: i32) -> DateTime {
    let time = jiff::civil::Time::midnight().saturating_add(jiff::Span::new().seconds(second));
    day.to_datetime(time)
}

impl Event {
    /// When it happened by the country's clock.
    pub(crate) fn moment(&self) -> DateTime {
        at_second(self.date, self.second)
    }

    /// Whether it is final on this day.
    pub(crate) fn is_settled(&self, today: Date) -> bool {
        self.settles <= today
    }
}

impl Label {
    /// A label without a card scheme's code.
    pub(crate) fn new(category: Category, subcategory: Subcategory) -> Self {
        Self {
            category,
            subcategory,
            mcc: None,
            outlet: Outlet::Unknown,
            abroad: None,
        }
    }
}

impl Party {
    /// A shop or service known by its name.
    pub(crate) fn merchant(name: &str) -> Self {
        Self::named(PartyKind::Merchant, name)
    }

    /// Somebody known by name.
    pub(crate) fn named(kind: PartyKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            document: None,
        }
    }
}
