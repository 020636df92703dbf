//! A person's return of a year.

use caudal_model::Money;
use caudal_model::resources::tax_return::{
    AdvancesMade, AuthorizedDeductions, Dividends, FiscalResult, InformativeData, KeptByCompanies,
    Line, PersonalDeductions, PersonalYearlyReturn, ProfessionalIncome, ProfessionalServices,
    TaxDetermination, TaxReturn, WagePayer, Wages, Withholding, Withholdings,
};

use super::super::{Life, Request, money};
use super::{Filing, pesos, positive};
use crate::price::Cents;
use crate::taxpayer::{DeclaredYear, YearOfWages};

/// The return of this year.
pub(super) fn year_return(life: &Life<'_>, request: Request<'_>, year: &DeclaredYear) -> TaxReturn {
    let filing = Filing {
        life,
        request,
        chance: year.chance,
        filed: year.filed,
        year: year.year,
        month: None,
    };
    let stamp = filing.stamp();
    let form = PersonalYearlyReturn {
        id: stamp.id,
        link: Some(request.stamper.link),
        collected_at: stamp.collected_at,
        created_at: stamp.created_at,
        informacion_general: filing.general(),
        sueldos_salarios: (!year.wages.is_empty()).then(|| wages(&year.wages)),
        servicios_profesionales: (year.own.total() > 0).then(|| services(year)),
        deducciones_personales: Some(PersonalDeductions::default()),
        determinacion_impuesto: Some(determination(life, year)),
        retenciones: Some(Withholdings {
            sueldos_salarios: year.wages.iter().map(withheld).collect(),
            ..Withholdings::default()
        }),
        dividendos: Some(Dividends::default()),
        datos_informativos: Some(InformativeData::default()),
        pdf: None,
        receipt_pdf: None,
    };
    let papers = filing.papers(&TaxReturn::PersonalYearly(Box::new(form.clone())));
    TaxReturn::PersonalYearly(Box::new(PersonalYearlyReturn {
        pdf: papers.0,
        receipt_pdf: papers.1,
        ..form
    }))
}

/// Wages are declared as the employers certified them, to the cent.
fn exact(amount: Cents) -> Line {
    Some(money(amount))
}

fn wages(payers: &[YearOfWages]) -> Wages {
    let sum =
        |of: fn(&YearOfWages) -> Cents| -> Option<Money> { exact(payers.iter().map(of).sum()) };
    Wages {
        retenedores: payers
            .iter()
            .map(|payer| WagePayer {
                rfc_retenedor: Some(payer.document.clone()),
                nombre_denominacion_razon_social: Some(payer.name.to_uppercase()),
                ingreso_anual: exact(payer.taxable + payer.exempt),
                ingresos_exentos: exact(payer.exempt),
                subsidio_empleo: exact(payer.subsidy),
            })
            .collect(),
        impuesto_retenido: sum(|payer| payer.tax),
        ingreso_anual: sum(|payer| payer.taxable + payer.exempt),
        ingresos_acumulables: sum(|payer| payer.taxable),
        ingresos_exentos: sum(|payer| payer.exempt),
        subsidio_empleo: sum(|payer| payer.subsidy),
    }
}

fn withheld(payer: &YearOfWages) -> Withholding {
    Withholding {
        rfc_retenedor: Some(payer.document.clone()),
        monto_retenciones: exact(payer.taxable + payer.exempt),
        retenciones_isr: exact(payer.tax),
    }
}

fn services(year: &DeclaredYear) -> ProfessionalServices {
    let (income, off) = (year.own.total(), year.own_deduction);
    ProfessionalServices {
        deducciones_autorizadas: AuthorizedDeductions {
            deducciones_autorizadas: pesos(off),
            total_deducciones_autorizadas: pesos(off),
            ..AuthorizedDeductions::default()
        },
        ingresos: ProfessionalIncome {
            ingresos_acumulables: pesos(income),
            total_ingresos: pesos(income),
            ..ProfessionalIncome::default()
        },
        resultado_fiscal: FiscalResult {
            utilidad_fiscal: pesos(income - off),
            ptu_pagada_ejercicio: pesos(0),
            perdidas_fiscales_ejercicios_anteriores_aplicadas: pesos(0),
            utilidad_gravable: pesos(income - off),
        },
        pagos_provisionales: AdvancesMade {
            pagos_provisionales_efectuados_en_ejercicio: pesos(year.advances),
        },
        retenciones_isr: KeptByCompanies {
            isr_retenido_personas_morales: pesos(year.own.kept_tax),
        },
    }
}

fn determination(life: &Life<'_>, year: &DeclaredYear) -> TaxDetermination {
    let back = year.difference < 0;
    let account = life.books.first().and_then(|book| book.clabe.as_ref());
    TaxDetermination {
        base_gravable: pesos(year.income),
        deducciones_personales: pesos(0),
        ingresos_acumulables: pesos(year.income),
        isr_favorable: positive(-year.difference),
        isr_cargo: positive(year.difference),
        isr_conforme_tarifa_final: pesos(year.tax),
        isr_retenido: pesos(year.kept),
        num_clabe: account.filter(|_| back).map(ToString::to_string),
        nombre_banco: None,
        pagos_provisionales: pesos(year.advances),
        titular_clabe_permite_verificacion: back.then(|| "SÍ".to_owned()),
        accion_saldo_a_favor: back.then(|| "DEVOLUCIÓN".to_owned()),
    }
}
