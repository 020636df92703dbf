//! The payslip: what was earned, what was withheld, and what reaches the bank.

use jiff::civil::Date;

use crate::chance::Chance;
use crate::price::Cents;
use crate::timeline::Month;

/// One payment by an employer, or by the pension office. Each is one movement at the bank.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Payslip {
    /// Names the payslip for ever.
    pub(crate) chance: Chance,
    /// The place of the job in the career; none for a pension.
    pub(crate) job: Option<usize>,
    pub(crate) kind: PayslipKind,
    /// The month for which it is paid, which need not be the month in which it is.
    pub(crate) month: Month,
    /// First and last day of what is paid.
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) paid_on: Date,
    /// Days that are paid; a whole month has thirty and half a month fifteen.
    pub(crate) days: i64,
    pub(crate) earnings: Vec<Earning>,
    pub(crate) deductions: Vec<(Deduction, Cents)>,
    pub(crate) other_payments: Vec<(OtherPayment, Cents)>,
    /// A day's contract wage.
    pub(crate) daily_wage: Cents,
    /// A day's wage with its part of bonus and premium, and what of it is contributed on (Mexico).
    pub(crate) integrated_daily: Cents,
    pub(crate) contribution_base: Cents,
}

/// What a payslip is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PayslipKind {
    /// The wage of a month, or of half a month.
    Wage,
    /// A part of the wage ahead of its day, which the wage's payslip takes off again.
    Advance,
    /// The first half of the thirteenth salary, which the second payslip takes off again.
    BonusAdvance,
    /// Thirteenth salary, aguinaldo, prima.
    YearlyBonus,
    /// What comes on top of the wage of holidays.
    HolidayBonus,
    /// The share in the company's profit.
    ProfitShare,
    Pension,
    /// The pension's extra of a year.
    PensionBonus,
}

/// One line of what was earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Earning {
    pub(crate) kind: EarningKind,
    pub(crate) taxable: Cents,
    pub(crate) exempt: Cents,
}

/// What was earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EarningKind {
    Salary,
    /// The monthly bonus that Chile's labour code grants.
    LegalBonus,
    /// The aid for the way to work (Colombia).
    TransportAid,
    YearlyBonus,
    HolidayPremium,
    ProfitShare,
    Pension,
}

/// What is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deduction {
    SocialSecurity,
    Health,
    PensionFund,
    Unemployment,
    Solidarity,
    IncomeTax,
    Advance,
    TransportVoucher,
    UnionFee,
}

/// What is paid besides what was earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherPayment {
    /// What the employment subsidy exceeds the tax by (Mexico).
    Subsidy,
    /// Money ahead of its day.
    Advance,
}

impl Payslip {
    /// What was earned, before anything is taken off.
    pub(crate) fn gross(&self) -> Cents {
        let lines = self.earnings.iter();
        lines.map(|line| line.taxable + line.exempt).sum()
    }

    /// What went to social security of every kind.
    pub(crate) fn social_security(&self) -> Cents {
        self.withheld(Deduction::is_social_security)
    }

    pub(crate) fn income_tax(&self) -> Cents {
        self.withheld(|deduction| deduction == Deduction::IncomeTax)
    }

    /// What was taken off besides social security and tax.
    pub(crate) fn other_deductions(&self) -> Cents {
        self.withheld(|deduction| {
            !deduction.is_social_security() && deduction != Deduction::IncomeTax
        })
    }

    /// What was paid besides what was earned.
    pub(crate) fn other_paid(&self) -> Cents {
        self.other_payments.iter().map(|(_, amount)| amount).sum()
    }

    /// What reaches the bank.
    pub(crate) fn net(&self) -> Cents {
        self.gross() + self.other_paid()
            - self.social_security()
            - self.income_tax()
            - self.other_deductions()
    }

    fn withheld(&self, counts: impl Fn(Deduction) -> bool) -> Cents {
        let lines = self.deductions.iter();
        lines
            .filter(|(deduction, _)| counts(*deduction))
            .map(|(_, amount)| amount)
            .sum()
    }

    /// Adds a line of what was earned, unless it is nothing.
    pub(super) fn earn(&mut self, kind: EarningKind, taxable: Cents, exempt: Cents) {
        if taxable > 0 || exempt > 0 {
            self.earnings.push(Earning {
                kind,
                taxable,
                exempt,
            });
        }
    }

    /// Adds a line of what is taken off, unless it is nothing.
    pub(super) fn withhold(&mut self, deduction: Deduction, amount: Cents) {
        if amount > 0 {
            self.deductions.push((deduction, amount));
        }
    }

    /// Adds a line of what else is paid, unless it is nothing.
    pub(super) fn pay_besides(&mut self, payment: OtherPayment, amount: Cents) {
        if amount > 0 {
            self.other_payments.push((payment, amount));
        }
    }
}

impl EarningKind {
    /// The code of the Mexican tax office's catalogue (c_TipoPercepcion).
    pub(crate) fn sat_code(self) -> &'static str {
        match self {
            Self::Salary => "001",
            Self::YearlyBonus => "002",
            Self::ProfitShare => "003",
            Self::HolidayPremium => "021",
            Self::TransportAid => "036",
            Self::LegalBonus => "038",
            Self::Pension => "039",
        }
    }

    /// How a Mexican payslip calls it.
    pub(crate) fn concept(self) -> &'static str {
        match self {
            Self::Salary => "Sueldo",
            Self::YearlyBonus => "Aguinaldo",
            Self::ProfitShare => "Participación de los trabajadores en las utilidades",
            Self::HolidayPremium => "Prima vacacional",
            Self::TransportAid => "Ayuda para transporte",
            Self::LegalBonus => "Gratificación",
            Self::Pension => "Pensión",
        }
    }
}

impl Deduction {
    /// Whether it goes to social security.
    pub(crate) fn is_social_security(self) -> bool {
        matches!(
            self,
            Self::SocialSecurity
                | Self::Health
                | Self::PensionFund
                | Self::Unemployment
                | Self::Solidarity
        )
    }
}

impl Deduction {
    /// The code of the Mexican tax office's catalogue (c_TipoDeduccion).
    pub(crate) fn sat_code(self) -> &'static str {
        match self {
            Self::SocialSecurity | Self::Health => "001",
            Self::IncomeTax => "002",
            Self::PensionFund => "003",
            Self::Unemployment | Self::Solidarity | Self::TransportVoucher => "004",
            Self::Advance => "012",
            Self::UnionFee => "019",
        }
    }

    /// How a Mexican payslip calls it.
    pub(crate) fn concept(self) -> &'static str {
        match self {
            Self::SocialSecurity | Self::Health => "Seguridad social",
            Self::IncomeTax => "ISR",
            Self::PensionFund => "Aportaciones a retiro",
            Self::Unemployment | Self::Solidarity | Self::TransportVoucher => "Otros",
            Self::Advance => "Anticipo de salarios",
            Self::UnionFee => "Cuotas sindicales",
        }
    }
}

impl OtherPayment {
    /// The code of the Mexican tax office's catalogue (c_TipoOtroPago).
    pub(crate) fn sat_code(self) -> &'static str {
        match self {
            Self::Subsidy => "002",
            Self::Advance => "999",
        }
    }

    /// How a Mexican payslip calls it.
    pub(crate) fn concept(self) -> &'static str {
        match self {
            Self::Subsidy => "Subsidio para el empleo",
            Self::Advance => "Anticipo",
        }
    }
}
