//! How each country's banks print what happened: upper case, no accents, cut to the line's length.

mod credit;

use caudal_latam::Country;
use caudal_latam::text::folded;
use caudal_model::resources::transaction::Direction;

use crate::merchant::Outlet;
use crate::person::Person;
use crate::timeline::{Cause, Event, Instrument};

/// Characters that fit on the line of a statement.
pub(super) const LINE_LENGTH_MAX: usize = 48;

/// The description of an event.
pub(super) fn description(person: &Person, event: &Event) -> String {
    if let Some(words) = described(person, event) {
        return words;
    }
    let party = folded(&event.deed.party.name);
    let text = match person.country {
        country if credit::is_told(event.deed.cause) => credit::line(country, event.deed.cause),
        Country::Brazil => brazil(person, event, &party),
        Country::Mexico => mexico(event, &party),
        Country::Colombia => colombia(event, &party),
        Country::Chile => chile(event, &party),
    };
    let cut: String = text.chars().take(LINE_LENGTH_MAX).collect();
    cut.trim().to_owned()
}

/// What a description says that the statement prints.
fn described(person: &Person, event: &Event) -> Option<String> {
    let Cause::Described { place } = event.deed.cause else {
        return None;
    };
    let persona = person.described.as_ref()?;
    let movement = persona.movements.get(usize::from(place))?;
    Some(movement.description.clone())
}

fn city(person: &Person) -> String {
    folded(person.place.city)
        .replace(' ', "")
        .chars()
        .take(12)
        .collect()
}

/// The branch's number after a shop's name, where it has one.
fn branch(event: &Event) -> String {
    match event.deed.label.outlet {
        Outlet::Branch(number) => format!(" {number:04}"),
        Outlet::Unknown | Outlet::Single | Outlet::Online => String::new(),
    }
}

fn is_online(event: &Event) -> bool {
    event.deed.label.outlet == Outlet::Online
}

fn is_in(event: &Event) -> bool {
    event.direction == Direction::Inflow
}

fn brazil(person: &Person, event: &Event, party: &str) -> String {
    let day = format!("{:02}/{:02}", event.date.day(), event.date.month());
    match event.deed.cause {
        Cause::Salary => format!("LIQ VENCIMENTO {party}"),
        Cause::SalaryAdvance => format!("ADIANT SALARIAL {party}"),
        Cause::YearlyBonus => format!("13 SALARIO {party}"),
        Cause::HolidayBonus => format!("FERIAS {party}"),
        Cause::ProfitShare => format!("PLR {party}"),
        Cause::Pension => "CREDITO BENEFICIO INSS".to_owned(),
        Cause::CashDeposit => format!("DEPOSITO DINHEIRO ATM {day}"),
        Cause::Withdrawal => format!("SAQUE 24H {day} {}", city(person)),
        Cause::OwnTransfer if is_of_one_bank(event) && is_in(event) => {
            "TRANSF ENTRE CONTAS RECEBIDA".to_owned()
        }
        Cause::OwnTransfer if is_of_one_bank(event) => "TRANSF ENTRE CONTAS ENVIADA".to_owned(),
        Cause::Investment if is_in(event) => format!("RESGATE {party}"),
        Cause::Investment => format!("APLICACAO {party}"),
        Cause::Proceeds => format!("REND {party}"),
        Cause::InvestmentFee => format!("TAXA CUSTODIA {party}"),
        Cause::CardPayment if is_in(event) => "PAGAMENTO RECEBIDO OBRIGADO".to_owned(),
        Cause::CardPayment => "PAGTO FATURA CARTAO".to_owned(),
        Cause::RevolvingInterest => "ENCARGOS ROTATIVO".to_owned(),
        Cause::LoanPayout => "CREDITO EMPRESTIMO".to_owned(),
        Cause::LoanInstalment { number, of } => format!("PARCELA EMPRESTIMO {number:03}/{of:03}"),
        Cause::CardPayout => format!("VENDAS CARTAO {party}"),
        Cause::Exchange if is_in(event) => format!("CAMBIO VENDA {party}"),
        Cause::Exchange => format!("CAMBIO COMPRA {party}"),
        Cause::BankFee => "TARIFA MANUTENCAO CONTA".to_owned(),
        Cause::Interest => "REND POUPANCA".to_owned(),
        Cause::Payroll => format!("FOLHA PAGTO {party}"),
        Cause::Instalment { number, of, .. } => format!("{party} PARC {number:02}/{of:02}"),
        Cause::Refund => format!("ESTORNO {party}"),
        Cause::Reversal => format!("ESTORNO LANCTO DUPLIC {party}"),
        Cause::ForeignPurchaseTax => "IOF COMPRA INTERNACIONAL".to_owned(),
        Cause::CourtHold if is_in(event) => "DESBLOQUEIO JUDICIAL".to_owned(),
        Cause::CourtHold => "BLOQUEIO JUDICIAL".to_owned(),
        _ => match event.deed.instrument {
            Instrument::CreditCard if is_online(event) => format!("EC *{party}"),
            Instrument::CreditCard => format!("{party}{} {}", branch(event), city(person)),
            Instrument::DebitCard if is_online(event) => format!("COMPRA ONLINE {party} {day}"),
            Instrument::DebitCard => format!("COMPRA CARTAO {party}{} {day}", branch(event)),
            Instrument::Bill => format!("PAG BOLETO {party}"),
            Instrument::DirectDebit => format!("DEB AUTOMATICO {party}"),
            _ if is_in(event) => format!("PIX RECEBIDO {party}"),
            _ => format!("PIX ENVIADO {party}"),
        },
    }
}

fn mexico(event: &Event, party: &str) -> String {
    let folio = event.key % 10_000_000;
    match event.deed.cause {
        Cause::Salary | Cause::SalaryAdvance => format!("PAGO DE NOMINA {party}"),
        Cause::YearlyBonus => format!("AGUINALDO {party}"),
        Cause::HolidayBonus => format!("PRIMA VACACIONAL {party}"),
        Cause::ProfitShare => format!("PTU {party}"),
        Cause::Pension => "PENSION IMSS".to_owned(),
        Cause::CashDeposit => format!("DEPOSITO EN EFECTIVO {folio:07}"),
        Cause::Withdrawal => format!("RET CAJERO {folio:07}"),
        Cause::OwnTransfer if is_of_one_bank(event) && is_in(event) => {
            "TRASPASO ENTRE CUENTAS ABONO".to_owned()
        }
        Cause::OwnTransfer if is_of_one_bank(event) => "TRASPASO ENTRE CUENTAS CARGO".to_owned(),
        Cause::Investment if is_in(event) => format!("VENC INVERSION {party}"),
        Cause::Investment => format!("INVERSION {party}"),
        Cause::Proceeds | Cause::InvestmentFee => format!("INVERSION RENDIMIENTO {party}"),
        Cause::CardPayout => format!("VENTAS TARJETA {party}"),
        Cause::CardPayment if is_in(event) => "SU PAGO GRACIAS".to_owned(),
        Cause::CardPayment => "PAGO TARJETA DE CREDITO".to_owned(),
        Cause::RevolvingInterest => "INTERESES ORDINARIOS".to_owned(),
        Cause::LoanPayout => "DISPOSICION DE CREDITO".to_owned(),
        Cause::LoanInstalment { number, of } => format!("PAGO CREDITO {number:02} DE {of:02}"),
        Cause::BankFee => "COMISION MANEJO DE CUENTA".to_owned(),
        Cause::Interest => "INTERESES GANADOS".to_owned(),
        Cause::Payroll => format!("DISPERSION NOMINA {party}"),
        Cause::Instalment { number, of, .. } => format!("{party} MSI {number:02} DE {of:02}"),
        Cause::Refund => format!("DEVOLUCION {party}"),
        Cause::Reversal => format!("CARGO DUPLICADO ABONO {party}"),
        Cause::CourtHold if is_in(event) => "LIBERACION DE EMBARGO".to_owned(),
        Cause::CourtHold => "RETENCION POR EMBARGO".to_owned(),
        Cause::Friend if !is_in(event) => format!("PAGO CUENTA DE TERCERO {folio:07} {party}"),
        _ => match event.deed.instrument {
            Instrument::CreditCard => format!("{party}{}", branch(event)),
            Instrument::DebitCard if is_online(event) => format!("COMPRA WEB {party}"),
            Instrument::DebitCard => format!("COMPRA {party}{}", branch(event)),
            Instrument::Bill => format!("PAGO DE SERVICIO {party}"),
            Instrument::DirectDebit => format!("CARGO DOMICILIADO {party}"),
            _ if is_in(event) => format!("SPEI RECIBIDO {party}"),
            _ => format!("SPEI ENVIADO {party}"),
        },
    }
}

fn colombia(event: &Event, party: &str) -> String {
    match event.deed.cause {
        Cause::Salary | Cause::SalaryAdvance => format!("PAGO DE NOMINA {party}"),
        Cause::YearlyBonus => format!("PAGO PRIMA {party}"),
        Cause::HolidayBonus | Cause::ProfitShare => format!("PAGO BONIFICACION {party}"),
        Cause::Pension => "ABONO PENSION COLPENSIONES".to_owned(),
        Cause::CashDeposit => "CONSIGNACION EFECTIVO".to_owned(),
        Cause::Withdrawal => "RETIRO CAJERO".to_owned(),
        Cause::OwnTransfer => "TRANSFERENCIA CTAS PROPIAS".to_owned(),
        Cause::Investment if is_in(event) => format!("REDENCION {party}"),
        Cause::Investment => format!("APERTURA {party}"),
        Cause::Proceeds | Cause::InvestmentFee => format!("RENDIMIENTO {party}"),
        Cause::CardPayout => format!("VENTAS TARJETA {party}"),
        Cause::CardPayment => "PAGO TARJETA CREDITO".to_owned(),
        Cause::RevolvingInterest => "INTERESES CORRIENTES".to_owned(),
        Cause::LoanPayout => "DESEMBOLSO CREDITO".to_owned(),
        Cause::LoanInstalment { number, of } => format!("CUOTA CREDITO {number} DE {of}"),
        Cause::BankFee => "CUOTA DE MANEJO".to_owned(),
        Cause::Interest => "ABONO INTERESES AHORROS".to_owned(),
        Cause::Payroll => format!("PAGO NOMINA {party}"),
        Cause::Instalment { number, of, .. } => format!("{party} CUOTA {number}/{of}"),
        Cause::Refund => format!("REVERSO COMPRA {party}"),
        Cause::Reversal => format!("AJUSTE DOBLE COBRO {party}"),
        Cause::CourtHold if is_in(event) => "DESEMBARGO".to_owned(),
        Cause::CourtHold => "EMBARGO JUDICIAL".to_owned(),
        _ => match event.deed.instrument {
            Instrument::CreditCard => format!("{party}{}", branch(event)),
            Instrument::DebitCard if is_online(event) => format!("COMPRA INTERNET {party}"),
            Instrument::DebitCard => format!("COMPRA EN {party}{}", branch(event)),
            Instrument::Bill => format!("PAGO PSE {party}"),
            Instrument::DirectDebit => format!("PAGO AUTOMATICO {party}"),
            _ if is_in(event) => format!("TRANSFERENCIA DE {party}"),
            _ => format!("TRANSFERENCIA A {party}"),
        },
    }
}

fn chile(event: &Event, party: &str) -> String {
    match event.deed.cause {
        Cause::Salary | Cause::SalaryAdvance => format!("PAGO REMUNERACION {party}"),
        Cause::YearlyBonus => format!("AGUINALDO {party}"),
        Cause::HolidayBonus | Cause::ProfitShare => format!("BONO {party}"),
        Cause::Pension => "PAGO PENSION IPS".to_owned(),
        Cause::CashDeposit => "DEPOSITO EN EFECTIVO".to_owned(),
        Cause::Withdrawal => "GIRO CAJERO AUTOMATICO".to_owned(),
        Cause::OwnTransfer if is_in(event) => "TRASPASO DESDE CTA PROPIA".to_owned(),
        Cause::OwnTransfer => "TRASPASO A CTA PROPIA".to_owned(),
        Cause::Investment if is_in(event) => format!("RESCATE {party}"),
        Cause::Investment => format!("INVERSION {party}"),
        Cause::Proceeds | Cause::InvestmentFee => format!("RENTABILIDAD {party}"),
        Cause::CardPayout => format!("ABONO VENTAS {party}"),
        Cause::CardPayment if is_in(event) => "PAGO PESOS TEF".to_owned(),
        Cause::CardPayment => "PAGO TARJETA DE CREDITO".to_owned(),
        Cause::RevolvingInterest => "INTERESES ROTATIVOS".to_owned(),
        Cause::LoanPayout => "ABONO CREDITO DE CONSUMO".to_owned(),
        Cause::LoanInstalment { number, of } => format!("CUOTA CREDITO {number:02}/{of:02}"),
        Cause::BankFee => "COMISION MANTENCION".to_owned(),
        Cause::Interest => "INTERESES GANADOS".to_owned(),
        Cause::Payroll => format!("PAGO REMUNERACIONES {party}"),
        Cause::Instalment { number, of, .. } => format!("{party} CUOTA {number:02}/{of:02}"),
        Cause::Refund => format!("ANULACION {party}"),
        Cause::Reversal => format!("REVERSA CARGO DUPLICADO {party}"),
        Cause::CourtHold if is_in(event) => "ALZAMIENTO EMBARGO".to_owned(),
        Cause::CourtHold => "RETENCION JUDICIAL".to_owned(),
        _ => match event.deed.instrument {
            Instrument::CreditCard => format!("{party}{}", branch(event)),
            Instrument::DebitCard if is_online(event) => format!("COMPRA WEB {party}"),
            Instrument::DebitCard => format!("COMPRA {party}{}", branch(event)),
            Instrument::Bill => format!("PAGO EN LINEA {party}"),
            Instrument::DirectDebit => format!("PAC {party}"),
            _ if is_in(event) => format!("TRANSF DE {party}"),
            _ => format!("TRANSF A {party}"),
        },
    }
}

/// Whether a transfer between own accounts stays within the bank.
fn is_of_one_bank(event: &Event) -> bool {
    event.deed.instrument == Instrument::Internal
}

/// The operation's type in the words of Open Finance Brasil.
pub(super) fn operation_type(event: &Event) -> &'static str {
    match (event.deed.cause, event.deed.instrument) {
        (Cause::OwnTransfer, Instrument::Internal) => "TRANSFERENCIA_MESMA_INSTITUICAO",
        (Cause::BankFee, _) => "PACOTE_TARIFA_SERVICOS",
        (Cause::Investment, _) if is_in(event) => "RESGATE_APLIC_FINANCEIRA",
        (Cause::Interest | Cause::Proceeds, _) => "RENDIMENTO_APLIC_FINANCEIRA",
        (
            Cause::LoanPayout
            | Cause::LoanInstalment { .. }
            | Cause::CardPayment
            | Cause::RevolvingInterest,
            _,
        ) => "OPERACAO_CREDITO",
        (cause, _) if credit::is_told(cause) => credit::operation_type(cause),
        (Cause::CashDeposit, _) => "DEPOSITO",
        (Cause::Withdrawal, _) => "SAQUE",
        (_, Instrument::Payroll) => "FOLHA_PAGAMENTO",
        (_, Instrument::Bill) => "BOLETO",
        (_, Instrument::DirectDebit) => "CONVENIO_ARRECADACAO",
        (_, Instrument::DebitCard | Instrument::CreditCard) => "CARTAO",
        (_, Instrument::Transfer) => "PIX",
        (_, Instrument::Cash | Instrument::Internal) => "OUTROS",
    }
}
