//! The complement of payroll: what an employer paid, for what, and what was taken off.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::node::node;
use super::value::words;

words! {
    /// Whether pay is of the usual round.
    pub enum PayrollKind("O or E") {
        /// The usual round: `O`.
        Ordinary = "O",
        /// Out of the usual round, such as a yearly bonus: `E`.
        Extraordinary = "E",
    }
}

node! {
    /// One payslip, version 1.2 (`Nomina`).
    pub struct Payroll {
        /// `Version`.
        version: String = attribute "Version",
        /// `TipoNomina`.
        kind: PayrollKind = attribute "TipoNomina",
        /// `FechaPago`.
        paid_on: Date = attribute "FechaPago",
        /// `FechaInicialPago`.
        first_day: Date = attribute "FechaInicialPago",
        /// `FechaFinalPago`.
        last_day: Date = attribute "FechaFinalPago",
        /// `NumDiasPagados`.
        days: Decimal = attribute "NumDiasPagados",
        /// `TotalPercepciones`.
        total_earnings: Option<Decimal> = attribute "TotalPercepciones",
        /// `TotalDeducciones`.
        total_deductions: Option<Decimal> = attribute "TotalDeducciones",
        /// `TotalOtrosPagos`.
        total_other_payments: Option<Decimal> = attribute "TotalOtrosPagos",
        /// Who pays.
        employer: Option<Employer> = child "Emisor",
        /// Who is paid.
        employee: Employee = child "Receptor",
        /// What is earned.
        earnings: Option<Earnings> = child "Percepciones",
        /// What is taken off.
        deductions: Option<Deductions> = child "Deducciones",
        /// What is paid without being earned.
        other_payments: Vec<OtherPayment> = child "OtrosPagos/OtroPago",
        /// Days of sickness.
        incapacities: Vec<Incapacity> = child "Incapacidades/Incapacidad",
    }
}

impl Payroll {
    /// The version that is written.
    pub const VERSION: &'static str = "1.2";
}

node! {
    /// The employer (`Emisor`).
    pub struct Employer {
        /// `Curp`, where the employer is a person.
        curp: Option<String> = attribute "Curp",
        /// The number with the social security: `RegistroPatronal`.
        registration: Option<String> = attribute "RegistroPatronal",
        /// `RfcPatronOrigen`.
        origin_tax_number: Option<String> = attribute "RfcPatronOrigen",
    }
}

node! {
    /// The employee (`Receptor`).
    pub struct Employee {
        /// `Curp`.
        curp: String = attribute "Curp",
        /// The number with the social security: `NumSeguridadSocial`.
        social_security_number: Option<String> = attribute "NumSeguridadSocial",
        /// `FechaInicioRelLaboral`.
        since: Option<Date> = attribute "FechaInicioRelLaboral",
        /// How long, as an ISO 8601 duration such as `P120W`: `Antigüedad`.
        seniority: Option<String> = attribute "Antigüedad",
        /// `01` is indefinite: `TipoContrato`.
        contract: String = attribute "TipoContrato",
        /// `Sí` or `No`: `Sindicalizado`.
        unionised: Option<String> = attribute "Sindicalizado",
        /// `01` is by day: `TipoJornada`.
        shift: Option<String> = attribute "TipoJornada",
        /// `02` is wages: `TipoRegimen`.
        regime: String = attribute "TipoRegimen",
        /// The employer's number for the employee: `NumEmpleado`.
        number: String = attribute "NumEmpleado",
        /// `Departamento`.
        department: Option<String> = attribute "Departamento",
        /// `Puesto`.
        position: Option<String> = attribute "Puesto",
        /// `1` to `5`: `RiesgoPuesto`.
        risk: Option<String> = attribute "RiesgoPuesto",
        /// `04` is by fortnight: `PeriodicidadPago`.
        periodicity: String = attribute "PeriodicidadPago",
        /// `Banco`.
        bank: Option<String> = attribute "Banco",
        /// `CuentaBancaria`.
        account: Option<String> = attribute "CuentaBancaria",
        /// The wage of a day on which contributions are computed: `SalarioBaseCotApor`.
        base_daily_wage: Option<Decimal> = attribute "SalarioBaseCotApor",
        /// The wage of a day with the shares of yearly benefits: `SalarioDiarioIntegrado`.
        integrated_daily_wage: Option<Decimal> = attribute "SalarioDiarioIntegrado",
        /// The state where the work is done, three letters: `ClaveEntFed`.
        state: String = attribute "ClaveEntFed",
    }
}

node! {
    /// What is earned (`Percepciones`).
    pub struct Earnings {
        /// `TotalSueldos`.
        total_wages: Option<Decimal> = attribute "TotalSueldos",
        /// `TotalSeparacionIndemnizacion`.
        total_severance: Option<Decimal> = attribute "TotalSeparacionIndemnizacion",
        /// `TotalJubilacionPensionRetiro`.
        total_retirement: Option<Decimal> = attribute "TotalJubilacionPensionRetiro",
        /// `TotalGravado`.
        total_taxable: Decimal = attribute "TotalGravado",
        /// `TotalExento`.
        total_exempt: Decimal = attribute "TotalExento",
        /// Each of them.
        earnings: Vec<Earning> = child "Percepcion",
        /// What a pension is made of.
        retirement: Option<Retirement> = child "JubilacionPensionRetiro",
        /// What a severance is made of.
        severance: Option<Severance> = child "SeparacionIndemnizacion",
    }
}

node! {
    /// One thing that is earned (`Percepcion`).
    pub struct Earning {
        /// `001` is the wage: `TipoPercepcion`.
        kind: String = attribute "TipoPercepcion",
        /// The employer's code: `Clave`.
        code: String = attribute "Clave",
        /// `Concepto`.
        concept: String = attribute "Concepto",
        /// `ImporteGravado`.
        taxable: Decimal = attribute "ImporteGravado",
        /// `ImporteExento`.
        exempt: Decimal = attribute "ImporteExento",
        /// Hours beyond the usual.
        overtime: Vec<Overtime> = child "HorasExtra",
    }
}

node! {
    /// Hours beyond the usual (`HorasExtra`).
    pub struct Overtime {
        /// `Dias`.
        days: u32 = attribute "Dias",
        /// `01` is paid double, `02` threefold: `TipoHoras`.
        kind: String = attribute "TipoHoras",
        /// `HorasExtra`.
        hours: u32 = attribute "HorasExtra",
        /// `ImportePagado`.
        amount: Decimal = attribute "ImportePagado",
    }
}

node! {
    /// What a pension is made of (`JubilacionPensionRetiro`).
    pub struct Retirement {
        /// `TotalUnaExhibicion`.
        single_payment: Option<Decimal> = attribute "TotalUnaExhibicion",
        /// `TotalParcialidad`.
        instalment: Option<Decimal> = attribute "TotalParcialidad",
        /// `MontoDiario`.
        daily_amount: Option<Decimal> = attribute "MontoDiario",
        /// `IngresoAcumulable`.
        accumulable: Decimal = attribute "IngresoAcumulable",
        /// `IngresoNoAcumulable`.
        not_accumulable: Decimal = attribute "IngresoNoAcumulable",
    }
}

node! {
    /// What a severance is made of (`SeparacionIndemnizacion`).
    pub struct Severance {
        /// `TotalPagado`.
        paid: Decimal = attribute "TotalPagado",
        /// `NumAñosServicio`.
        years: u32 = attribute "NumAñosServicio",
        /// `UltimoSueldoMensOrd`.
        last_monthly_wage: Decimal = attribute "UltimoSueldoMensOrd",
        /// `IngresoAcumulable`.
        accumulable: Decimal = attribute "IngresoAcumulable",
        /// `IngresoNoAcumulable`.
        not_accumulable: Decimal = attribute "IngresoNoAcumulable",
    }
}

node! {
    /// What is taken off (`Deducciones`).
    pub struct Deductions {
        /// `TotalOtrasDeducciones`.
        total_other: Option<Decimal> = attribute "TotalOtrasDeducciones",
        /// `TotalImpuestosRetenidos`.
        total_taxes: Option<Decimal> = attribute "TotalImpuestosRetenidos",
        /// Each of them.
        deductions: Vec<Deduction> = child "Deduccion",
    }
}

node! {
    /// One thing that is taken off (`Deduccion`).
    pub struct Deduction {
        /// `001` is social security, `002` income tax: `TipoDeduccion`.
        kind: String = attribute "TipoDeduccion",
        /// The employer's code: `Clave`.
        code: String = attribute "Clave",
        /// `Concepto`.
        concept: String = attribute "Concepto",
        /// `Importe`.
        amount: Decimal = attribute "Importe",
    }
}

node! {
    /// One thing that is paid without being earned (`OtroPago`).
    pub struct OtherPayment {
        /// `002` is the subsidy for employment: `TipoOtroPago`.
        kind: String = attribute "TipoOtroPago",
        /// The employer's code: `Clave`.
        code: String = attribute "Clave",
        /// `Concepto`.
        concept: String = attribute "Concepto",
        /// `Importe`.
        amount: Decimal = attribute "Importe",
        /// The subsidy that was caused, which may be more than what is paid.
        subsidy: Option<Subsidy> = child "SubsidioAlEmpleo",
    }
}

node! {
    /// The subsidy for employment (`SubsidioAlEmpleo`).
    pub struct Subsidy {
        /// `SubsidioCausado`.
        caused: Decimal = attribute "SubsidioCausado",
    }
}

node! {
    /// Days of sickness (`Incapacidad`).
    pub struct Incapacity {
        /// `DiasIncapacidad`.
        days: u32 = attribute "DiasIncapacidad",
        /// `02` is sickness: `TipoIncapacidad`.
        kind: String = attribute "TipoIncapacidad",
        /// `ImporteMonetario`.
        amount: Option<Decimal> = attribute "ImporteMonetario",
    }
}
