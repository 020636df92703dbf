//! The deals of a month: what is sold, what is bought for it, and what runs on anyway.

use std::sync::Arc;

use caudal_latam::Country;
use caudal_latam::calendar::shifted;
use jiff::civil::Date;

use super::deal::{CreditNote, Deal, Fate, Foreign, Instalment, Purpose, Side, Terms};
use super::exchange::dollar;
use super::market::{Market, SUPPLIERS};
use super::partner::{Partner, PartnerKind};
use super::profile::Profile;
use super::rules::{Rules, part};
use super::ware::{self, Ware, WareTax};
use crate::chance::Chance;
use crate::person::{Customers, Person, Season, acquaintance};
use crate::price::{Cents, payable, price, share};
use crate::taxpayer::Fee;
use crate::timeline::Month;

/// Invoices of a thousand that are withdrawn, and those that are corrected by a credit note.
const CANCELLED_PERMILLE: u32 = 20;
const CORRECTED_PERMILLE: u32 = 35;
/// Months of a thousand in which something lasting is bought.
const EQUIPMENT_PERMILLE: u32 = 110;

/// A company's dealings in one month.
pub(super) struct Dealings<'a> {
    pub(super) person: &'a Person,
    pub(super) profile: &'a Profile,
    pub(super) rules: &'a Rules,
    pub(super) market: &'a Market,
    pub(super) month: Month,
}

/// What a deal is about, before its taxes and payments are worked out.
struct Offer {
    chance: Chance,
    side: Side,
    purpose: Purpose,
    partner: Arc<Partner>,
    ware: &'static Ware,
    /// What is to be earned or spent about, before tax.
    worth: Cents,
    terms: Terms,
}

impl Dealings<'_> {
    /// The sales of the month, in the order of their days.
    pub(super) fn sales(&self) -> Vec<Deal> {
        let chance = self.person.chance.branch("sales").at(self.month.index());
        let (low, high) = self.profile.sales;
        let count = chance.between("count", low, high);
        let season = chance.around("season", 850, 1150) * self.season_permille() / 1000;
        let turnover = self.person.income_in(self.month.year, self.month.month);
        let mut deals = Vec::new();
        for turn in 0..count {
            let one = chance.at(turn);
            let worth = share(
                self.person.country,
                turnover / count.max(1),
                one.around("share", 500, 1500) * season / 1000,
            );
            let partner = self.customer(one);
            let deferred = one.happens("deferred", self.profile.deferred);
            let first = self.deal(Offer {
                chance: one,
                side: Side::Sale,
                purpose: Purpose::Sale,
                partner,
                ware: pick(one, ware::sold(self.profile.trade)),
                worth,
                terms: terms(deferred),
            });
            let Some(first) = first else { continue };
            let again = self.replacement(&first);
            deals.push(first);
            deals.extend(again);
        }
        deals.sort_by_key(|deal| (deal.issued, deal.second));
        deals
    }

    /// What is bought this month: for this much what is sold, and what runs on anyway.
    pub(super) fn purchases(&self, stock: Cents) -> Vec<Deal> {
        let chance = self
            .person
            .chance
            .branch("suppliers")
            .at(self.month.index());
        let count = if stock > 0 { SUPPLIERS } else { 0 };
        let mut offers: Vec<Offer> = (0..count)
            .filter_map(|turn| {
                let one = chance.at(turn);
                Some(Offer {
                    chance: one,
                    side: Side::Purchase,
                    purpose: if self.profile.trade.sells_goods() {
                        Purpose::Stock
                    } else {
                        Purpose::Supplies
                    },
                    partner: Arc::clone(one.pick_from("supplier", &self.market.suppliers)?),
                    ware: pick(one, ware::bought(self.profile.trade)),
                    worth: payable(self.person.country, stock / count),
                    terms: terms(one.happens("deferred", 600)),
                })
            })
            .collect();
        offers.extend(self.overheads());
        let mut deals: Vec<Deal> = offers
            .into_iter()
            .filter_map(|offer| self.deal(offer))
            .collect();
        deals.sort_by_key(|deal| (deal.issued, deal.second));
        deals
    }

    fn overheads(&self) -> Vec<Offer> {
        let habit = self.person.chance.branch("costs");
        let turnover = self.person.income_in(self.month.year, self.month.month);
        let market = self.market;
        let mut offers = Vec::new();
        let mut add = |name: &str, purpose, partner: &Arc<Partner>, ware, permille: i64, level| {
            let chance = habit.branch(name).at(self.month.index());
            let (low, high): (i64, i64) = level;
            let level = permille * chance.around("level", low, high) / 1000;
            offers.push(Offer {
                chance,
                side: Side::Purchase,
                purpose,
                partner: Arc::clone(partner),
                ware,
                worth: share(self.person.country, turnover, level),
                terms: Terms::AtOnce,
            });
        };
        let (plain, varied) = ((1000, 1000), (800, 1200));
        if self.profile.rent > 0 {
            let rent = self.profile.rent;
            add(
                "rent",
                Purpose::Rent,
                &market.landlord,
                &ware::RENT,
                rent,
                plain,
            );
            add(
                "power",
                Purpose::Power,
                &market.power,
                &ware::POWER,
                18,
                varied,
            );
        }
        add(
            "telephone",
            Purpose::Telephone,
            &market.telephone,
            &ware::TELEPHONE,
            5,
            plain,
        );
        add(
            "accountant",
            Purpose::Accounting,
            &market.accountant,
            &ware::ACCOUNTING,
            11,
            plain,
        );
        let lasting = self.person.chance.branch("lasting").at(self.month.index());
        if lasting.happens("bought", EQUIPMENT_PERMILLE)
            && let Some(seller) = lasting.pick_from("seller", &market.suppliers)
        {
            let (purpose, ware) = if lasting.happens("computer", 500) {
                (Purpose::Computers, &ware::COMPUTER)
            } else {
                (Purpose::Equipment, &ware::MACHINE)
            };
            add("lasting", purpose, seller, ware, 90, (300, 1700));
        }
        offers
    }

    fn customer(&self, one: Chance) -> Arc<Partner> {
        let known = match self.profile.customers {
            Customers::People => &[],
            Customers::Companies => self.market.customers.as_slice(),
            Customers::Abroad => self.market.abroad.as_slice(),
        };
        match one.pick_from("customer", known) {
            Some(partner) => Arc::clone(partner),
            None => Arc::new(Partner::public(
                acquaintance(one, self.person.country),
                &self.person.postcode,
            )),
        }
    }

    /// How much of an ordinary month's sales the month brings, in thousandths.
    fn season_permille(&self) -> i64 {
        match (self.profile.season, self.month.month) {
            (Season::Christmas, 11) => 1700,
            (Season::Christmas, 12) => 1900,
            (Season::Christmas, _) => 840,
            (Season::Holidays, 1 | 2 | 7 | 12) => 1600,
            (Season::Holidays, _) => 700,
            (Season::Harvest, 2..=4) => 2500,
            (Season::Harvest, _) => 500,
            (Season::Projects, _) => {
                let stage = self.person.chance.between("stage", 0, 2);
                if (self.month.index() + stage) % 3 == 0 {
                    2600
                } else {
                    200
                }
            }
            (Season::Even, _) => 1000,
        }
    }

    /// Works an offer out: quantity, taxes, payments. Nothing comes of one that is worth nothing.
    fn deal(&self, offer: Offer) -> Option<Deal> {
        let country = self.person.country;
        let chance = offer.chance;
        let issued = self.business_day(chance.between("day", 1, 28));
        let second = i32::try_from(chance.between("issued", 8 * 3600, 12 * 3600)).unwrap_or(0);
        let list = price(country, offer.ware.price, self.month.year);
        let abroad = offer.partner.kind == PartnerKind::Foreign;
        let one = if list > 0 {
            list.min(offer.worth)
        } else {
            offer.worth
        };
        let quantity = offer.worth.checked_div(one)?;
        let foreign = abroad.then(|| {
            let rate = dollar(country, issued);
            let net = part(Country::Mexico, one, 10_000, rate) * quantity;
            Foreign {
                currency: "USD",
                rate,
                net,
            }
        });
        let gross = match foreign {
            Some(foreign) => foreign.at_home(country),
            None => one * quantity,
        };
        let sale = offer.side == Side::Sale;
        let discounted = sale && !abroad && chance.happens("discount", 90);
        let discount = if discounted {
            part(country, gross, 50, 1000)
        } else {
            0
        };
        let net = gross - discount;
        let tax = if abroad {
            WareTax::Zero
        } else {
            self.rules.at_home(offer.ware.tax)
        };
        let border = country == Country::Mexico && self.person.place.state == "BC";
        let vat_rate = self.rules.vat_rate(tax, border);
        let vat = part(country, net, vat_rate.unwrap_or(0), 1000);
        let (kept_income_tax, kept_vat) = if self.keeps_back(&offer) {
            let fee = Fee::of(net, vat_rate.unwrap_or(0) * 1000);
            (fee.kept_tax, fee.kept_vat)
        } else {
            (0, 0)
        };
        let mut deal = Deal {
            chance,
            side: offer.side,
            purpose: offer.purpose,
            partner: offer.partner,
            issued,
            second,
            ware: offer.ware,
            quantity,
            gross,
            discount,
            net,
            vat_rate,
            vat,
            kept_income_tax,
            kept_vat,
            total: net + vat - kept_income_tax - kept_vat,
            foreign,
            terms: offer.terms,
            fate: self.fate(chance, sale, issued),
            credit_note: None,
            instalments: Vec::new(),
        };
        if net <= 0 {
            return None;
        }
        deal.credit_note = self.credit_note(&deal);
        if deal.stands() {
            deal.instalments = self.instalments(&deal);
        }
        Some(deal)
    }

    /// Whether the payer keeps taxes back: Mexican companies do when a person lets or serves.
    fn keeps_back(&self, offer: &Offer) -> bool {
        if self.person.country != Country::Mexico {
            return false;
        }
        match offer.purpose {
            Purpose::Rent | Purpose::Accounting => offer.partner.kind == PartnerKind::Person,
            _ => false,
        }
    }

    fn fate(&self, chance: Chance, sale: bool, issued: Date) -> Fate {
        let by_invoice = self.profile.customers != Customers::People;
        if !(sale && by_invoice && chance.happens("cancelled", CANCELLED_PERMILLE)) {
            return Fate::Standing;
        }
        let on = shifted(issued, chance.between("cancelled after", 0, 3)).min(self.month.last());
        Fate::Cancelled {
            on,
            replaced: chance.happens("replaced", 600),
        }
    }

    /// The invoice that takes the place of a cancelled one.
    fn replacement(&self, deal: &Deal) -> Option<Deal> {
        let Fate::Cancelled { on, replaced: true } = deal.fate else {
            return None;
        };
        let mut again = Deal {
            chance: deal.chance.branch("again"),
            issued: on,
            second: deal.withdrawn_second(),
            fate: Fate::Replacing {
                cancelled: deal.chance,
            },
            credit_note: None,
            ..deal.clone()
        };
        if let Some(foreign) = deal.foreign {
            // Written anew, it is worth what the dollar is by then; it bears no tax.
            let foreign = Foreign {
                rate: dollar(self.person.country, on),
                ..foreign
            };
            again.gross = foreign.at_home(self.person.country);
            (again.net, again.total) = (again.gross, again.gross);
            again.foreign = Some(foreign);
        }
        again.instalments = self.instalments(&again);
        Some(again)
    }

    fn credit_note(&self, deal: &Deal) -> Option<CreditNote> {
        let fits = deal.side == Side::Sale
            && deal.terms == Terms::Deferred
            && deal.fate == Fate::Standing
            && deal.foreign.is_none();
        if !fits || !deal.chance.happens("corrected", CORRECTED_PERMILLE) {
            return None;
        }
        let country = self.person.country;
        let net = payable(
            country,
            deal.net / 1000 * deal.chance.between("given back", 40, 150),
        );
        let days = deal.chance.between("corrected after", 1, 8);
        (net > 0).then(|| CreditNote {
            issued: shifted(deal.issued, days).min(self.month.last()),
            net,
            vat: part(country, net, deal.vat_rate.unwrap_or(0), 1000),
        })
    }

    /// The payments of a deal: their sums are what the invoice says, whatever the roundings.
    fn instalments(&self, deal: &Deal) -> Vec<Instalment> {
        let (country, calendar) = (self.person.country, self.person.calendar());
        let chance = deal.chance.branch("terms");
        let (count, first) = match deal.terms {
            Terms::AtOnce => (1, 0),
            Terms::Deferred => (
                chance.pick("count", &[1, 1, 2, 3]),
                chance.between("first", 14, 45),
            ),
        };
        let note = deal.credit_note.map_or(0, |note| note.net);
        let upto = |amount: Cents, number: i64| part(country, amount, number, count);
        (1..=count)
            .map(|number| {
                let share = |amount: Cents| upto(amount, number) - upto(amount, number - 1);
                let days = first + (number - 1) * chance.between("apart", 20, 31);
                let due = match deal.terms {
                    Terms::AtOnce => deal.issued,
                    Terms::Deferred => calendar.on_or_after(shifted(deal.issued, days)),
                };
                let (net, vat) = (share(deal.net - note), share(deal.vat_owed()));
                let (tax, kept_vat) = (share(deal.kept_income_tax), share(deal.kept_vat));
                let rate = deal.foreign.map(|_| dollar(country, due));
                let paid = match (deal.foreign, rate) {
                    (Some(foreign), Some(rate)) => part(country, share(foreign.net), rate, 10_000),
                    _ => net + vat - tax - kept_vat,
                };
                Instalment {
                    number: u32::try_from(number).unwrap_or(1),
                    due,
                    settled: net + vat - tax - kept_vat,
                    paid,
                    rate,
                    net,
                    vat,
                    kept_income_tax: tax,
                    kept_vat,
                }
            })
            .collect()
    }

    /// A business day of the month: this one or a near one.
    fn business_day(&self, day: i64) -> Date {
        let calendar = self.person.calendar();
        let after = calendar.on_or_after(self.month.day(day));
        if Month::of(after) == self.month {
            after
        } else {
            calendar.on_or_before(self.month.day(day))
        }
    }
}

fn terms(deferred: bool) -> Terms {
    if deferred {
        Terms::Deferred
    } else {
        Terms::AtOnce
    }
}

fn pick(chance: Chance, wares: &'static [Ware]) -> &'static Ware {
    chance.pick_from("ware", wares).unwrap_or(&ware::ACCOUNTING)
}
