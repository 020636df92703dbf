//! Keys of documents as labels in Spanish, the language of the institutions that print them.

/// Keys whose label is more than their words.
const LABELS: &[(&str, &str)] = &[
    ("activity", "Giro"),
    ("address", "Dirección"),
    ("addresses", "Direcciones"),
    ("amount", "Monto"),
    ("amount_due", "Monto adeudado"),
    (
        "annual_costs_and_deductions_statement",
        "Costos y deducciones",
    ),
    ("annual_income_statement", "Ingresos"),
    ("annual_totals", "Totales del año"),
    ("authorization_date", "Fecha de autorización"),
    ("authorized_tax_documents", "Documentos autorizados"),
    ("base_salary", "Salario base"),
    ("birth_date", "Fecha de nacimiento"),
    ("between_street", "Entre calles"),
    ("capital_contributed", "Capital enterado"),
    ("capital_contribution_outstanding", "Capital por enterar"),
    ("capital_income", "Rentas de capital"),
    ("code", "Código"),
    ("commercial_name", "Nombre comercial"),
    ("company_name", "Razón social"),
    ("company_partnership_stakes", "Participación en sociedades"),
    ("costs", "Costos"),
    ("credit_lines", "Líneas de crédito"),
    ("credit_type", "Tipo de crédito"),
    ("currency", "Moneda"),
    ("current", "Vigente"),
    ("curp", "CURP"),
    ("date", "Fecha"),
    ("date_issued", "Fecha de presentación"),
    ("debt_data_last_update", "Información al"),
    ("debts", "Deudas"),
    ("defaulted", "Mora de 90 días o más"),
    ("delinquent", "Mora de 30 a 59 días"),
    ("digital_stamp", "Sello digital"),
    ("digital_stamp_chain", "Cadena original del sello"),
    ("direct_amount", "Directo"),
    ("direct_debts", "Deudas directas"),
    ("district", "Comuna"),
    ("document_id", "Documento de identidad"),
    ("document_id_number", "Número de documento"),
    ("document_id_type", "Tipo de documento"),
    ("document_information", "Formulario"),
    ("document_limit", "Máximo de documentos"),
    ("document_number", "Número de documento"),
    ("document_type", "Tipo de documento"),
    ("due_date", "Vencimiento"),
    ("earned_income", "Rentas de trabajo"),
    ("economic_activities", "Actividades económicas"),
    ("economic_activity", "Actividades económicas"),
    ("email", "Correo electrónico"),
    ("emails", "Correos electrónicos"),
    ("employer", "Patrón"),
    ("employer_id", "Registro patronal"),
    ("employment_records", "Historial laboral"),
    ("employment_scores", "Puntajes de empleo"),
    ("employment_status_estimate", "Situación laboral estimada"),
    ("employment_status_updates", "Movimientos"),
    ("end_date", "Fecha de término"),
    (
        "entitled_to_company_benefits",
        "Con prestaciones de empresa",
    ),
    (
        "entitled_to_health_insurance",
        "Con derecho a servicio médico",
    ),
    ("entitlements", "Derechos"),
    ("entity_details", "Contribuyente"),
    ("equity_holders", "Socios"),
    ("equity_statement", "Patrimonio"),
    ("event", "Movimiento"),
    ("expiration", "Vencimiento"),
    ("exterior_number", "Número exterior"),
    ("fee_based_income", "Honorarios"),
    ("financial_institution", "Institución"),
    ("first_last_name", "Primer apellido"),
    ("first_name", "Nombre"),
    ("fiscal_office", "Dirección regional"),
    ("form_number", "Número de formulario"),
    ("fortuitous_profit_tax", "Impuesto de ganancias ocasionales"),
    ("full_name", "Nombre completo"),
    ("gross_income", "Ingresos brutos"),
    ("id_cif", "idCIF"),
    ("inactive", "Inactivo"),
    ("incorporation_date", "Fecha de constitución"),
    ("indirect_amount", "Indirecto"),
    ("indirect_debts", "Deudas indirectas"),
    ("initial_date", "Fecha de inicio"),
    ("installment", "Cuota"),
    ("interior_number", "Número interior"),
    ("internal_identification", "Folio"),
    ("inventory", "Inventarios"),
    ("is_current", "Vigente"),
    ("last_name", "Apellidos"),
    ("last_status_change_date", "Último cambio de estado"),
    ("legal_representative", "Representantes legales"),
    ("locality", "Localidad"),
    ("main_economic_activity", "Actividad económica principal"),
    ("monthly_salary", "Salario mensual"),
    ("municipality", "Municipio"),
    ("name", "Nombre"),
    ("net_income", "Renta líquida"),
    ("net_income_tax", "Impuesto neto de renta"),
    ("net_pension_income", "Renta líquida de pensiones"),
    (
        "net_taxable_pension_income",
        "Renta líquida gravable de pensiones",
    ),
    ("non_labor_income", "Rentas no laborales"),
    ("non_taxable_income", "Ingresos no constitutivos de renta"),
    ("number", "Número"),
    ("obligation", "Obligación"),
    ("obligations", "Obligaciones"),
    ("official_name", "Razón social"),
    ("order", "Orden"),
    ("other_credits", "Otros créditos"),
    ("other_names", "Otros nombres"),
    ("outcome", "Sentido de la opinión"),
    ("overdue_tax_payments", "Cuotas vencidas"),
    ("ownership_share", "Participación (%)"),
    ("pension_income_statement", "Rentas de pensiones"),
    ("percentage", "Porcentaje"),
    ("period", "Período"),
    ("personal_data", "Datos personales"),
    ("phone", "Teléfono"),
    ("phone_numbers", "Teléfonos"),
    ("place_and_date_of_issuance", "Lugar y fecha de emisión"),
    ("postal_code", "Código postal"),
    ("previous_year_balance", "Saldo a favor del año anterior"),
    ("profit_share", "Utilidades (%)"),
    ("property_id", "Rol"),
    (
        "property_tax_liabilities",
        "Contribuciones de bienes raíces",
    ),
    ("regimen", "Régimen"),
    ("regimes", "Regímenes"),
    ("report_date", "Fecha del reporte"),
    ("reporting_id", "Dirección seccional"),
    ("reporting_type", "Tipo"),
    ("reporting_value", "Código"),
    ("rfc", "RFC"),
    ("salary_estimation", "Estimación del salario"),
    ("scheduled_tax_payments", "Cuotas por vencer"),
    ("score", "Puntaje"),
    ("second_last_name", "Segundo apellido"),
    ("severely_delinquent", "Mora de 60 a 89 días"),
    ("social_name", "Razón social"),
    ("social_security_summary", "Resumen de seguridad social"),
    ("start_date", "Fecha de inicio"),
    ("start_operations_date", "Inicio de operaciones"),
    ("state", "Entidad federativa"),
    ("status", "Estado"),
    ("status_padron", "Estatus en el padrón"),
    ("street", "Calle"),
    ("street_type", "Tipo de vialidad"),
    ("suburb", "Colonia"),
    ("tax_assessment", "Liquidación privada"),
    ("tax_category", "Categoría tributaria"),
    ("tax_payer_information", "Contribuyente"),
    ("total", "Total"),
    ("total_debts", "Total de deudas"),
    ("total_gross_equity", "Patrimonio bruto"),
    ("total_net_equity", "Patrimonio líquido"),
    ("total_payment", "Pago total"),
    ("total_tax_due", "Total impuesto a cargo"),
    ("total_withheld_tax", "Retenciones del año"),
    ("type", "Tipo"),
    ("update_date", "Fecha del movimiento"),
    ("valid_until", "Vigente hasta"),
    ("value", "Valor"),
    ("vat_affected", "Afecta a IVA"),
    ("weeks_contributed", "Semanas cotizadas"),
    ("weeks_employed", "Semanas cotizadas en el empleo"),
    ("weeks_redeemed", "Semanas descontadas"),
    ("weeks_reinstated", "Semanas reintegradas"),
    ("year", "Año"),
];

/// Words that keys spell without their accent, or that are abbreviations.
const WORDS: &[(&str, &str)] = &[
    ("anio", "año"),
    ("articulo", "artículo"),
    ("codigo", "código"),
    ("credito", "crédito"),
    ("creditos", "créditos"),
    ("curp", "CURP"),
    ("debito", "débito"),
    ("depositos", "depósitos"),
    ("ejercicio", "ejercicio"),
    ("electronico", "electrónico"),
    ("ieps", "IEPS"),
    ("imss", "IMSS"),
    ("indice", "índice"),
    ("interes", "interés"),
    ("isr", "ISR"),
    ("iva", "IVA"),
    ("linea", "línea"),
    ("metodo", "método"),
    ("numero", "número"),
    ("pagina", "página"),
    ("pais", "país"),
    ("perdida", "pérdida"),
    ("perdidas", "pérdidas"),
    ("periodo", "período"),
    ("prestamo", "préstamo"),
    ("prestamos", "préstamos"),
    ("ptu", "PTU"),
    ("razon", "razón"),
    ("regimen", "régimen"),
    ("rfc", "RFC"),
    ("tambien", "también"),
    ("ultimo", "último"),
    ("uuid", "UUID"),
];

/// What a key is called on the sheet.
pub(crate) fn label(key: &str) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(own, _)| *own == key) {
        return (*label).to_owned();
    }
    let words: Vec<String> = key
        .split('_')
        .filter(|word| !word.is_empty())
        .map(word)
        .collect();
    let text = words.join(" ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A word of a key with its accent: nouns in -cion and -sion have one.
fn word(word: &str) -> String {
    if let Some((_, spelled)) = WORDS.iter().find(|(own, _)| *own == word) {
        return (*spelled).to_owned();
    }
    for (plain, accented) in [("cion", "ción"), ("sion", "sión")] {
        if let Some(stem) = word.strip_suffix(plain) {
            return format!("{stem}{accented}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_said_in_spanish() {
        assert_eq!(label("direct_debts"), "Deudas directas");
        assert_eq!(label("informacion_general"), "Información general");
        assert_eq!(label("isr_a_cargo"), "ISR a cargo");
        assert_eq!(label("unknown_key"), "Unknown key");
        assert_eq!(label(""), "");
    }

    #[test]
    fn no_key_has_two_labels() {
        for table in [LABELS, WORDS] {
            let mut keys: Vec<&str> = table.iter().map(|(key, _)| *key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), table.len());
        }
    }
}
