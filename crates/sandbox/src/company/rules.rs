//! The tax rules of the four countries, as far as a company's books need them.

use caudal_latam::Country;

use super::ware::WareTax;
use crate::price::Cents;

/// How a country taxes companies. Rates are in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rules {
    /// The ordinary rate of value-added tax.
    pub(crate) vat: i64,
    /// Whether everything sold at home bears it: no food at rate zero, no exempt books.
    pub(crate) vat_on_everything: bool,
    /// Whether that tax is owed when money changes hands rather than when the invoice is written.
    pub(crate) vat_on_cash: bool,
    /// What is paid each month in advance of the year's tax, or instead of it, of the month's sales;
    /// nothing where it follows from the last year's profit.
    pub(crate) advance: i64,
    /// Whether the year's profit is taxed, and at which rate.
    pub(crate) profit: i64,
    /// The day of the following month by which a month's taxes are paid.
    pub(crate) due_day: i64,
    /// Month and day by which a year's balance is paid.
    pub(crate) yearly_due: (i8, i64),
    /// Social security of the employer's, of gross wages.
    pub(crate) employer_security: i64,
    /// Social security of the employee's, of gross wages.
    pub(crate) employee_security: i64,
    /// Under which name the tax office takes its payments.
    pub(crate) office: &'static str,
    /// Under which name social security does.
    pub(crate) security_office: &'static str,
}

impl Rules {
    /// The rules of a country.
    pub(crate) fn of(country: Country) -> Self {
        match country {
            Country::Brazil => Self {
                vat: 0,
                vat_on_everything: false,
                vat_on_cash: false,
                advance: 75,
                profit: 0,
                due_day: 20,
                yearly_due: (5, 31),
                employer_security: 80,
                employee_security: 90,
                office: "Receita Federal DAS",
                security_office: "Caixa Econômica Federal FGTS",
            },
            Country::Mexico => Self {
                vat: 160,
                vat_on_everything: false,
                vat_on_cash: true,
                advance: 0,
                profit: 300,
                due_day: 17,
                yearly_due: (3, 31),
                employer_security: 248,
                // By the tables of the year: see the staff's wages.
                employee_security: 0,
                office: "SAT Servicio de Administración Tributaria",
                security_office: "IMSS Instituto Mexicano del Seguro Social",
            },
            Country::Colombia => Self {
                vat: 190,
                vat_on_everything: false,
                vat_on_cash: false,
                advance: 11,
                profit: 350,
                due_day: 18,
                yearly_due: (5, 12),
                employer_security: 205,
                employee_security: 80,
                office: "DIAN",
                security_office: "Aportes en Línea PILA",
            },
            Country::Chile => Self {
                vat: 190,
                vat_on_everything: true,
                vat_on_cash: false,
                advance: 10,
                profit: 250,
                due_day: 20,
                yearly_due: (4, 30),
                employer_security: 48,
                employee_security: 180,
                office: "Tesorería General de la República",
                security_office: "Previred",
            },
        }
    }

    /// How a ware is taxed that is sold at home.
    pub(super) fn at_home(&self, tax: WareTax) -> WareTax {
        if self.vat_on_everything {
            WareTax::Standard
        } else {
            tax
        }
    }

    /// The rate for a ware, where it is taxed at all. Mexico's northern border pays half.
    pub(super) fn vat_rate(&self, tax: WareTax, at_the_border: bool) -> Option<i64> {
        match tax {
            WareTax::Exempt => None,
            WareTax::Zero => Some(0),
            WareTax::Standard if at_the_border => Some(self.vat / 2),
            WareTax::Standard => Some(self.vat),
        }
    }
}

/// `parts` of `of` of an amount, rounded half up to the smallest unit that the country writes.
pub(crate) fn part(country: Country, amount: Cents, parts: i64, of: i64) -> Cents {
    let unit = unit(country);
    let value = i128::from(amount) * i128::from(parts);
    let whole = i128::from(of.max(1)) * unit;
    let rounded = (2 * value + whole).div_euclid(2 * whole) * unit;
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// An amount in the whole units in which returns are declared and paid, rounded half up; Brazil pays
/// centavos.
pub(crate) fn declared(country: Country, amount: Cents) -> Cents {
    match country {
        Country::Brazil => amount,
        _ => (amount + 50).div_euclid(100) * 100,
    }
}

/// Hundredths of the smallest unit that is written.
fn unit(country: Country) -> i128 {
    if country.currency().scale() == 0 {
        100
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_rounded_half_up_to_what_the_country_writes() {
        assert_eq!(part(Country::Mexico, 1_00, 160, 1000), 16);
        assert_eq!(part(Country::Mexico, 3, 500, 1000), 2);
        assert_eq!(part(Country::Mexico, -3, 500, 1000), -1);
        assert_eq!(part(Country::Chile, 1_250_00, 190, 1000), 238_00);
        assert_eq!(declared(Country::Mexico, 10_50), 11_00);
        assert_eq!(declared(Country::Mexico, -10_50), -10_00);
    }

    #[test]
    fn the_northern_border_pays_half() {
        let rules = Rules::of(Country::Mexico);
        assert_eq!(rules.vat_rate(WareTax::Standard, true), Some(80));
        assert_eq!(rules.vat_rate(WareTax::Zero, true), Some(0));
        assert_eq!(rules.vat_rate(WareTax::Exempt, false), None);
    }
}
