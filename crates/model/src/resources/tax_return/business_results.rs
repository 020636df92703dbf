//! The income statement in a company's return, up to the year 2021.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Line, Parties};

/// The income statement, up to the year 2021.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResultsStatement {
    /// Sales at home.
    pub ventas_servicios_nacionales: Parties,
    /// Sales abroad.
    pub ventas_servicios_extranjero: Parties,
    /// Returns and discounts at home.
    pub devoluciones_descuentos_bonificaciones_ventas_nacionales: Parties,
    /// Returns and discounts abroad.
    pub devoluciones_descuentos_bonificaciones_ventas_extranjero: Parties,
    /// Sales less returns and discounts.
    pub ingresos_netos: Parties,
    /// Stock at the beginning.
    pub inventario_inicial: Line,
    /// Purchases at home.
    pub compras_netas_nacionales: Parties,
    /// Purchases abroad.
    pub compras_netas_importacion: Parties,
    /// Stock at the end.
    pub inventario_final: Line,
    /// What the goods cost that were sold.
    pub costo_mercancias: Line,
    /// Labour.
    pub mano_de_obra: Parties,
    /// Work by subcontractors.
    pub maquilas: Parties,
    /// Indirect costs of making.
    pub gastos_indirectos_fabricacion: Parties,
    /// All that the sales cost.
    pub costo_ventas_servicios: Line,
    /// Gross profit.
    pub utilidad_bruta: Line,
    /// Gross loss.
    pub perdida_bruta: Line,
    /// Operating expenses.
    pub gastos_operacion: Parties,
    /// Operating profit.
    pub utilidad_operacion: Line,
    /// Operating loss.
    pub perdida_operacion: Line,
    /// Interest earned at home.
    pub intereses_devengados_a_favor_nacionales: Parties,
    /// Interest earned abroad.
    pub intereses_devengados_a_favor_extranjero: Parties,
    /// Interest for late payment earned at home.
    pub intereses_moratorios_a_favor_nacionales: Parties,
    /// Interest for late payment earned abroad.
    pub intereses_moratorios_a_favor_extranjero: Parties,
    /// Gains of exchange.
    pub ganancia_cambiaria: Parties,
    /// Interest owed at home.
    pub intereses_devengados_a_cargo_nacionales: Parties,
    /// Interest owed abroad.
    pub intereses_devengados_a_cargo_extranjero: Parties,
    /// Interest for late payment owed at home.
    pub intereses_moratorios_a_cargo_nacionales: Parties,
    /// Interest for late payment owed abroad.
    pub intereses_moratorios_a_cargo_extranjero: Parties,
    /// Losses of exchange.
    pub perdida_cambiaria: Parties,
    /// Gains of inflation on debts.
    pub resultado_posicion_monetaria_favorable: Parties,
    /// Losses of inflation on claims.
    pub resultado_posicion_monetaria_desfavorable: Parties,
    /// Other finance at home.
    pub otras_operaciones_financieras_nacionales: Parties,
    /// Other finance abroad.
    pub otras_operaciones_financieras_extranjero: Parties,
    /// Other finance, altogether.
    pub otras_operaciones_financieras: Line,
    /// The result of financing.
    pub resultado_integral_financiamiento: Line,
    /// Other expenses at home.
    pub otros_gastos_nacionales: Line,
    /// Other expenses abroad.
    pub otros_gastos_extranjero: Line,
    /// Other expenses, altogether.
    pub otros_gastos: Line,
    /// Other income at home.
    pub otros_productos_nacionales: Line,
    /// Other income abroad.
    pub otros_productos_extranjero: Line,
    /// Other income, altogether.
    pub otros_productos: Line,
    /// Extraordinary income.
    pub ingresos_partidas_discontinuas_extraordinarias: Line,
    /// Extraordinary expenses.
    pub gastos_partidas_discontinuas_extraordinarias: Line,
    /// Profit before tax.
    pub utilidad_antes_impuesto: Line,
    /// Loss before tax.
    pub perdida_antes_impuesto: Line,
    /// Income tax.
    pub isr: Line,
    /// Flat-rate tax of former years.
    pub ietu: Line,
    /// Tax on assets of former years.
    pub impac: Line,
    /// Profit shared with the staff.
    pub ptu: Line,
    /// Share in subsidiaries' profit.
    pub utilidad_participacion_subsidiaria: Line,
    /// Share in subsidiaries' loss.
    pub perdida_participacion_subsidiaria: Line,
    /// Favourable effects of restatement.
    pub efectos_reexpresion_favorables_excepto_resultado_posicion_monetaria: Line,
    /// Unfavourable effects of restatement.
    pub efectos_reexpresion_desfavorables_excepto_resultado_posicion_monetaria: Line,
    /// Net profit.
    pub utilidad_neta: Line,
    /// Net loss.
    pub perdida_neta: Line,
}
