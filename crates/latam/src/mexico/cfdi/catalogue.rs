//! English names of the codes that payroll and taxes are written with.
//!
//! Five names of the payroll are published by example (`SALARY`, `BONUS`, `CHRISTMAS_BONUS`,
//! `UNION_FEES`, `EMPLOYMENT_SUBSIDY`); the others follow them.

/// ISR, IVA or IEPS; an unknown code stands for itself.
#[must_use]
pub fn tax_name(code: &str) -> &str {
    match code {
        "001" | "01" => "ISR",
        "002" | "02" => "IVA",
        "003" | "03" => "IEPS",
        other => other,
    }
}

/// The name of what is earned (`TipoPercepcion`).
#[must_use]
pub fn earning_name(code: &str) -> Option<&'static str> {
    named(EARNINGS, code)
}

/// The name of what is taken off (`TipoDeduccion`).
#[must_use]
pub fn deduction_name(code: &str) -> Option<&'static str> {
    let adjustment = || {
        let number: u32 = code.parse().ok()?;
        (24..=115).contains(&number).then_some("ADJUSTMENT")
    };
    named(DEDUCTIONS, code).or_else(adjustment)
}

/// The name of what is paid without being earned (`TipoOtroPago`).
#[must_use]
pub fn other_payment_name(code: &str) -> Option<&'static str> {
    named(OTHER_PAYMENTS, code)
}

fn named(table: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    let (_, name) = table.iter().find(|(each, _)| *each == code)?;
    Some(name)
}

const EARNINGS: &[(&str, &str)] = &[
    ("001", "SALARY"),
    ("002", "CHRISTMAS_BONUS"),
    ("003", "PROFIT_SHARING"),
    ("004", "MEDICAL_REIMBURSEMENT"),
    ("005", "SAVINGS_FUND"),
    ("006", "SAVINGS_BANK"),
    ("009", "EMPLOYEE_CONTRIBUTIONS_PAID_BY_EMPLOYER"),
    ("010", "PUNCTUALITY_BONUS"),
    ("011", "LIFE_INSURANCE"),
    ("012", "MEDICAL_INSURANCE"),
    ("013", "UNION_FEES_PAID_BY_EMPLOYER"),
    ("014", "DISABILITY_SUBSIDY"),
    ("015", "SCHOLARSHIP"),
    ("019", "OVERTIME"),
    ("020", "SUNDAY_PREMIUM"),
    ("021", "VACATION_PREMIUM"),
    ("022", "SENIORITY_PREMIUM"),
    ("023", "SEVERANCE"),
    ("024", "RETIREMENT_INSURANCE"),
    ("025", "COMPENSATION"),
    ("026", "FUNERAL_REIMBURSEMENT"),
    ("027", "SOCIAL_SECURITY_PAID_BY_EMPLOYER"),
    ("028", "COMMISSIONS"),
    ("029", "FOOD_VOUCHERS"),
    ("030", "RESTAURANT_VOUCHERS"),
    ("031", "GASOLINE_VOUCHERS"),
    ("032", "CLOTHING_VOUCHERS"),
    ("033", "RENT_AID"),
    ("034", "SCHOOL_SUPPLIES_AID"),
    ("035", "GLASSES_AID"),
    ("036", "TRANSPORT_AID"),
    ("037", "FUNERAL_AID"),
    ("038", "BONUS"),
    ("039", "RETIREMENT"),
    ("044", "RETIREMENT"),
    ("045", "STOCK"),
    ("046", "ASSIMILATED_INCOME"),
    ("047", "FOOD"),
    ("048", "HOUSING"),
    ("049", "ATTENDANCE_BONUS"),
    ("050", "TRAVEL_EXPENSES"),
    ("051", "FORMER_EMPLOYEE_PAYMENTS"),
    ("052", "FORMER_EMPLOYEE_PAYMENTS"),
    ("053", "FORMER_EMPLOYEE_PAYMENTS"),
    ("054", "WORKED_REST_DAYS"),
    ("055", "WORKED_HOLIDAYS"),
    ("056", "SOCIAL_WELFARE"),
    ("057", "CONTEST_PRIZES"),
];

const DEDUCTIONS: &[(&str, &str)] = &[
    ("001", "SOCIAL_SECURITY"),
    ("002", "ISR"),
    ("003", "RETIREMENT_CONTRIBUTIONS"),
    ("004", "OTHER"),
    ("005", "HOUSING_FUND"),
    ("006", "DISABILITY_DISCOUNT"),
    ("007", "ALIMONY"),
    ("008", "RENT"),
    ("009", "INFONAVIT_LOAN"),
    ("010", "HOUSING_CREDIT"),
    ("011", "INFONACOT"),
    ("012", "SALARY_ADVANCE"),
    ("013", "OVERPAYMENT"),
    ("014", "ERRORS"),
    ("015", "LOSSES"),
    ("016", "DAMAGES"),
    ("017", "COMPANY_PRODUCTS"),
    ("018", "COOPERATIVE_FEES"),
    ("019", "UNION_FEES"),
    ("020", "ABSENCE"),
    ("021", "EMPLOYER_EMPLOYEE_FEES"),
    ("022", "LOCAL_TAXES"),
    ("023", "VOLUNTARY_CONTRIBUTIONS"),
    ("101", "PREVIOUS_YEAR_ISR"),
];

const OTHER_PAYMENTS: &[(&str, &str)] = &[
    ("001", "ISR_REFUND"),
    ("002", "EMPLOYMENT_SUBSIDY"),
    ("003", "TRAVEL_EXPENSES"),
    ("004", "ANNUAL_COMPENSATION_BALANCE"),
    ("005", "PREVIOUS_YEAR_ISR_REFUND"),
    ("006", "FOOD"),
    ("007", "ISR_ADJUSTED_BY_SUBSIDY"),
    ("008", "SUBSIDY_ADJUSTMENT"),
    ("009", "HOUSING_CREDIT_REIMBURSEMENT"),
    ("999", "OTHER"),
];
