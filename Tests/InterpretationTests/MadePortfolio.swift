import Foundation
import Interpretation
import LinearAlgebra
import Statistics
import Tables

/// A made portfolio of known types: enough like a firm's to read names and paragraphs.
struct MadePortfolio {
  let columns: [Column]
  let labels: [Int]
  let geometry: SegmentGeometry

  struct Kind {
    let count: Int
    let turnover: Double
    let headcount: Double
    let invoices: Double
    let appetite: Double
    let bank: Double
    let fees: Double
    /// Levels with their probabilities in the order of ``tools``, ``regimes``, ``sectors``.
    let tools: [Double]
    let regimes: [Double]
    let sectors: [Double]
    let advice: Double
  }

  static let tools = ["papier", "word_excel", "saas", "erp", "aucun"]
  static let regimes = ["RN_M", "RS", "EXO", "FB", "HORS"]
  static let sectors = ["btp", "services_entreprises", "sante", "immobilier", "industrie"]

  static let kinds: [Kind] = [
    // Word and Excel
    Kind(
      count: 214, turnover: 260_000, headcount: 2, invoices: 22, appetite: 3, bank: 0.4,
      fees: 2_700, tools: [0.1, 0.75, 0.1, 0.02, 0.03], regimes: [0.4, 0.55, 0, 0.05, 0],
      sectors: [0.3, 0.45, 0.02, 0.03, 0.2], advice: 0.1),
    // Paper
    Kind(
      count: 176, turnover: 140_000, headcount: 1, invoices: 11, appetite: 1.7, bank: 0.15,
      fees: 1_900, tools: [0.71, 0.2, 0.02, 0, 0.07], regimes: [0.2, 0.7, 0, 0.1, 0],
      sectors: [0.75, 0.15, 0, 0, 0.1], advice: 0.02),
    // Connected
    Kind(
      count: 139, turnover: 280_000, headcount: 2.5, invoices: 55, appetite: 4.3, bank: 0.9,
      fees: 3_300, tools: [0.01, 0.09, 0.85, 0.05, 0], regimes: [0.6, 0.35, 0, 0.05, 0],
      sectors: [0.15, 0.45, 0.05, 0.05, 0.3], advice: 0.3),
    // Exempt professionals
    Kind(
      count: 118, turnover: 150_000, headcount: 0.5, invoices: 2, appetite: 3, bank: 0.5,
      fees: 1_800, tools: [0.2, 0.2, 0.3, 0, 0.3], regimes: [0.02, 0.03, 0.9, 0.05, 0],
      sectors: [0, 0.05, 0.9, 0.05, 0], advice: 0.05),
    // Property
    Kind(
      count: 96, turnover: 28_000, headcount: 0, invoices: 1, appetite: 2.6, bank: 0.3,
      fees: 900, tools: [0.1, 0.1, 0.02, 0, 0.78], regimes: [0, 0.05, 0.3, 0.3, 0.35],
      sectors: [0, 0.05, 0, 0.92, 0.03], advice: 0.1),
    // Structured PME
    Kind(
      count: 57, turnover: 4_500_000, headcount: 26, invoices: 300, appetite: 3.5, bank: 0.6,
      fees: 15_000, tools: [0, 0.03, 0.15, 0.82, 0], regimes: [0.97, 0.03, 0, 0, 0],
      sectors: [0.15, 0.25, 0, 0.02, 0.58], advice: 0.7),
  ]

  init(kinds: [Kind] = MadePortfolio.kinds, seed: UInt64 = 2026) {
    var draws = Draws(seed: seed)
    for (label, kind) in kinds.enumerated() {
      for _ in 0..<kind.count { draws.add(kind, label: label) }
    }
    columns = draws.columns
    labels = draws.labels
    geometry = draws.geometry(segmentCount: kinds.count)
  }

  var profile: PortfolioProfile {
    SegmentProfiler().profile(
      of: columns, training: LabelledRows(labels: labels), geometry: geometry)
  }
}

/// Values drawn one client at a time.
private struct Draws {
  var stream: RandomStream
  var labels: [Int] = []
  var turnover: [Double] = []
  var headcount: [Double] = []
  var invoices: [Double] = []
  var appetite: [Double] = []
  var fees: [Double] = []
  var bank: [Int32] = []
  var tool: [Int32] = []
  var regime: [Int32] = []
  var sector: [Int32] = []
  var missions: [[Int32]?] = []

  init(seed: UInt64) { stream = RandomStream(seed: seed, purpose: .example) }

  mutating func add(_ kind: MadePortfolio.Kind, label: Int) {
    labels.append(label)
    turnover.append(logNormal(kind.turnover, 0.6).rounded())
    headcount.append((kind.headcount * (0.5 + stream.uniform())).rounded())
    invoices.append(logNormal(kind.invoices, 0.5).rounded())
    appetite.append(min(5, max(1, (kind.appetite + 0.7 * stream.normal()).rounded())))
    fees.append(logNormal(kind.fees, 0.4).rounded())
    bank.append(stream.uniform() < kind.bank ? 1 : 0)
    tool.append(level(kind.tools))
    regime.append(level(kind.regimes))
    sector.append(level(kind.sectors))
    missions.append(stream.uniform() < kind.advice ? [0, 1] : [0])
  }

  mutating func logNormal(_ median: Double, _ sigma: Double) -> Double {
    median * exp(sigma * stream.normal())
  }

  mutating func level(_ probabilities: [Double]) -> Int32 {
    Int32(stream.weightedIndex(probabilities))
  }

  var columns: [Column] {
    [
      numeric("CA annuel HT", "ca_annuel_ht", turnover, 1, .euro),
      numeric("Effectif", "effectif", headcount, 2),
      numeric("Factures ventes / mois", "nb_factures_ventes_mois", invoices, 3),
      numeric("Appétence", "appetence_changement", appetite, 4, kind: .ordinal),
      numeric("Honoraires", "honoraires", fees, 5, .euro),
      category("Banque connectée", "banque_connectee", bank, ["non", "oui"], 6, kind: .yesNo),
      category("Outil", "outil_facturation", tool, MadePortfolio.tools, 7),
      category("TVA", "regime_tva", regime, MadePortfolio.regimes, 8),
      category("Secteur", "secteur", sector, MadePortfolio.sectors, 9),
      Column(
        name: "Missions", key: "missions", position: 10, kind: .set,
        values: .sets(members: missions, levels: ["tenue", "conseil"])),
    ]
  }

  func geometry(segmentCount: Int) -> SegmentGeometry {
    let features = [
      turnover.map { log($0) }, invoices.map { log($0 + 1) }, appetite,
      bank.map { Double($0) }, tool.map { $0 == 2 ? 1.5 : 0 }, regime.map { $0 == 2 ? 1.5 : 0 },
    ]
    let scores = Matrix(rows: labels.indices.map { i in features.map { $0[i] } })
    let centroids = Matrix(
      rows: (0..<segmentCount).map { segment in
        scores.rows(at: labels.indices.filter { labels[$0] == segment }).columnMeans()
      })
    return SegmentGeometry(scores: scores, centroids: centroids)
  }
}

func numeric(
  _ name: String, _ key: String, _ values: [Double], _ position: Int, _ unit: ColumnUnit = .none,
  kind: ColumnKind = .numeric
) -> Column {
  Column(
    name: name, key: key, position: position, kind: kind, unit: unit, values: .numbers(values))
}

func category(
  _ name: String, _ key: String, _ codes: [Int32], _ levels: [String], _ position: Int,
  kind: ColumnKind = .category
) -> Column {
  Column(
    name: name, key: key, position: position, kind: kind,
    values: .categories(codes: codes, levels: levels))
}
