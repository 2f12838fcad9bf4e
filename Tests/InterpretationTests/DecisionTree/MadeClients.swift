import Interpretation
import Tables

/// Small random clients whose segments depend on their columns: two quantities, ordered words, a category,
/// an answer, a list; some values missing.
struct MadeClients {
  let columns: [Column]
  let labels: [Int]

  /// - Parameter noise: the share of clients whose segment is any.
  init(
    count: Int, segments: Int = 4, seed: UInt64, missing: Double = 0.1, noise: Double = 0.1
  ) {
    var random = SmallRandom(seed: seed)
    func draw(_ body: (inout SmallRandom) -> Int) -> [Int?] {
      (0..<count).map { _ in
        let value = body(&random)
        return random.uniform() < missing ? nil : value
      }
    }
    let turnover = draw { $0.integer(below: 5_000) }
    let heads = draw { $0.integer(below: 12) }
    let level = draw { $0.integer(below: 3) }
    let tool = draw { $0.integer(below: 6) }
    let bank = draw { $0.integer(below: 2) }
    let missions = draw { $0.integer(below: 8) }
    labels = (0..<count).map { i in
      if random.uniform() < noise { return random.integer(below: segments) }
      let score =
        ((turnover[i] ?? 0) > 2_300 ? 1 : 0) + ([1, 4, 5].contains(tool[i] ?? -1) ? 2 : 0)
        + ((missions[i] ?? 0) & 2 == 2 ? 1 : 0)
      return score % segments
    }
    func codes(_ values: [Int?]) -> [Int32] { values.map { Int32($0 ?? -1) } }
    func numbers(_ values: [Int?]) -> [Double] { values.map { $0.map(Double.init) ?? .nan } }
    columns = [
      numeric("CA", "ca", numbers(turnover).map { $0 * 100 }, 1, .euro),
      numeric("Part", "part", numbers(heads).map { $0 / 12 }, 2, .percent),
      category("Niveau", "niveau", codes(level), ["bas", "moyen", "haut"], 3, kind: .ordinal),
      category("Outil", "outil", codes(tool), ["a", "b", "c", "d'e", "f", "g"], 4),
      category("Banque", "banque", codes(bank), ["non", "oui"], 5, kind: .yesNo),
      Column(
        name: "Missions", key: "missions", position: 6, kind: .set,
        values: .sets(
          members: missions.map { set in
            set.map { set in (0..<3).filter { set & (1 << $0) != 0 }.map { Int32($0) } }
          }, levels: ["tenue", "paie", "conseil_%"])),
    ]
  }

  var everyone: LabelledRows { LabelledRows(labels: labels) }

  /// The same columns with these rows' features coded.
  func coded(_ rows: [Int]? = nil) -> CodedClients {
    let rows = rows ?? Array(labels.indices)
    return CodedClients(
      features: columns.enumerated().flatMap { place, column in
        SplitFeature.features(of: column, at: place, rows: rows)
      }, labels: rows.map { labels[$0] }, segmentCount: (labels.max() ?? 0) + 1)
  }
}
