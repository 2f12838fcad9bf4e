/// The eight latent types of a made portfolio, in decreasing order of how often the firm talks of them.
/// The raw value is what the truth file says.
public enum ClientType: String, CaseIterable, Sendable, Codable {
  /// Craftsman or shopkeeper on paper, reluctant to change.
  case paperCraftsman = "T1_ARTISAN_PAPIER"
  /// Small company on Word and Excel, willing if helped.
  case officeSuiteCompany = "T2_TPE_BUREAUTIQUE"
  /// Small company that lives in its software.
  case connectedCompany = "T3_TPE_CONNECTEE"
  /// Mid-sized company with an ERP and its own accountant.
  case structuredCompany = "T4_PME_STRUCTUREE"
  /// Professional exempt from VAT: health, law, teaching.
  case exemptProfessional = "T5_LIBERAL_EXONERE"
  /// Real-estate company, furnished letting, holding.
  case wealthVehicle = "T6_PATRIMONIAL"
  /// Shop, café, restaurant, online shop.
  case retailer = "T7_COMMERCE_B2C"
  /// Association or social enterprise.
  case association = "T8_ASSOCIATION"

  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What makes a type: the parameters its clients are drawn with. Values are in `ClientType+Values.swift`.
package struct ClientTypeParameters: Sendable {
  /// Share of the portfolio.
  package var share: Double
  /// Means of the four latents, in standard deviations of the portfolio.
  package var latents: LatentVector
  /// Turnover is log-normal: median in k€ and standard deviation of the logarithm.
  package var turnover: LogNormalParameters
  /// Turnover per full-time equivalent, k€; `nil` when the type has no employees.
  package var productivity: Double?
  /// Balance sheet over turnover is log-normal (median e^−0.4, σ 0.6) times this.
  package var balanceSheetFactor: Double
  /// Sales invoices a month: mean of those who invoice, and share of those who never do.
  package var salesInvoices: Double
  package var salesZeroShare: Double
  /// Purchase invoices a month.
  package var purchaseInvoices: Double
  /// Share of turnover sold to businesses, Beta distributed.
  package var businessShare: BetaParameters
  /// Share of clients who sell or buy abroad.
  package var internationalShare: Double
  /// Yearly fees, €, log-normal.
  package var fees: LogNormalParameters
  package var managerAge: Double
  /// Requests to the firm in a quarter without deadline.
  package var requests: Double
  package var tools: Weights<InvoicingTool>
  package var collection: Weights<DocumentCollection>
  package var bankConnected: Double
  package var legalForms: Weights<LegalForm>
  package var sectors: Weights<Sector>
  package var vatStatus: Weights<VATStatus>
  /// Share of those who opt for a stricter VAT regime than their turnover asks.
  package var vatOption: Double
  /// Probability of each mission, in the order of `Mission.allCases`.
  package var missions: MissionProbabilities
  package var evolution: EvolutionParameters
}

/// Quarterly hazards and shares of a type.
package struct EvolutionParameters: Sendable {
  /// Base hazard of choosing a platform or signing the mandate.
  package var mandate: Double
  /// Probability of leaving the firm at the end of a quarter.
  package var departure: Double
  /// Share of those who choose their platform themselves, without a mandate.
  package var choosesAlone: Double
}

package struct LogNormalParameters: Sendable {
  package var median: Double
  package var sigma: Double
}

package struct BetaParameters: Sendable {
  package var alpha: Double
  package var beta: Double

  var mean: Double { alpha / (alpha + beta) }
  var concentration: Double { alpha + beta }
}

/// Independent probabilities, one a mission.
package struct MissionProbabilities: Sendable, ExpressibleByDictionaryLiteral {
  package var values: [Double]

  init(values: [Double]) { self.values = values }

  package init(dictionaryLiteral elements: (Mission, Double)...) {
    values = Mission.allCases.map { mission in elements.first { $0.0 == mission }?.1 ?? 0 }
  }
}
