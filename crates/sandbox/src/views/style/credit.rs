//! How banks print what credit costs.

use caudal_latam::Country;

use crate::timeline::Cause;

/// Whether this page has the words for it.
pub(super) fn is_told(cause: Cause) -> bool {
    words(cause).is_some()
}

/// The line of a statement.
pub(super) fn line(country: Country, cause: Cause) -> String {
    let [brazil, mexico, colombia, chile] = words(cause).unwrap_or_default();
    let line = match country {
        Country::Brazil => brazil,
        Country::Mexico => mexico,
        Country::Colombia => colombia,
        Country::Chile => chile,
    };
    line.to_owned()
}

/// The operation's type in the words of Open Finance Brasil.
pub(super) fn operation_type(cause: Cause) -> &'static str {
    match cause {
        Cause::AnnualFee => "TARIFA_SERVICOS_AVULSOS",
        _ => "OPERACAO_CREDITO",
    }
}

/// In Brazil, Mexico, Colombia and Chile.
fn words(cause: Cause) -> Option<[&'static str; 4]> {
    Some(match cause {
        Cause::LateFee => [
            "MULTA POR ATRASO",
            "COMISION PAGO TARDIO",
            "CARGO POR MORA",
            "GASTO DE COBRANZA",
        ],
        Cause::ArrearsInterest => [
            "JUROS DE MORA",
            "INTERESES MORATORIOS",
            "INTERESES DE MORA",
            "INTERES POR MORA",
        ],
        Cause::CreditTax => [
            "IOF ROTATIVO",
            "IVA INTERESES Y COMISIONES",
            "GRAVAMEN CREDITO",
            "IMPUESTO CREDITO",
        ],
        Cause::AnnualFee => [
            "ANUIDADE CARTAO",
            "ANUALIDAD TARJETA",
            "CUOTA DE MANEJO TARJETA",
            "COMISION ANUAL TARJETA",
        ],
        Cause::LoanCharges { .. } => [
            "ENCARGOS POR ATRASO",
            "CARGO POR MORA CREDITO",
            "INTERES DE MORA CREDITO",
            "INTERES PENAL CREDITO",
        ],
        Cause::LoanChargesPaid { .. } => [
            "PAGTO MULTA E JUROS MORA",
            "PAGO RECARGOS CREDITO",
            "PAGO INTERES DE MORA",
            "PAGO INTERES PENAL",
        ],
        Cause::LoanAhead { .. } => [
            "AMORTIZACAO ANTECIPADA",
            "PAGO ANTICIPADO CREDITO",
            "ABONO EXTRAORDINARIO CREDITO",
            "PREPAGO CREDITO",
        ],
        Cause::LoanDiscount { .. } => [
            "DESCONTO ANTECIPACAO PARCELA",
            "BONIFICACION PAGO ANTICIPADO",
            "DESCUENTO INTERESES NO CAUSADOS",
            "REBAJA INTERESES PREPAGO",
        ],
        Cause::LoanBalloon => [
            "PARCELA BALAO",
            "PAGO FINAL CREDITO",
            "CUOTA FINAL CREDITO",
            "CUOTON CREDITO",
        ],
        Cause::Advance => [
            "ADIANTAMENTO A DEPOSITANTE",
            "ANTICIPO SOBRE CUENTA",
            "ADELANTO CUENTA",
            "ANTICIPO CUENTA",
        ],
        Cause::AdvanceInterest => [
            "JUROS ADIANTAMENTO",
            "INTERESES ANTICIPO",
            "INTERESES ADELANTO",
            "INTERESES ANTICIPO",
        ],
        Cause::OverdraftInterest => [
            "JUROS LIMITE DA CONTA",
            "INTERESES SOBREGIRO",
            "INTERESES SOBREGIRO",
            "INTERESES LINEA DE CREDITO",
        ],
        _ => return None,
    })
}
