import Preparation
import Tables
import TestSupport

func quantity(_ key: String, _ values: [Double], kind: ColumnKind = .numeric) -> Column {
  Column(name: key.uppercased(), key: key, position: 1, kind: kind, values: .numbers(values))
}

/// Levels in the order of their first row, or in the order given.
func category(
  _ key: String, _ labels: [String?], kind: ColumnKind = .category, levels given: [String]? = nil
) -> Column {
  var levels = given ?? []
  for case let label? in labels where !levels.contains(label) { levels.append(label) }
  let codes = labels.map { label -> Int32 in
    label.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
  }
  return Column(
    name: key, key: key, position: 1, kind: kind, values: .categories(codes: codes, levels: levels))
}

func sets(_ key: String, _ members: [[String]?]) -> Column {
  let levels = Set(members.compactMap { $0 }.joined()).sorted()
  return Column(
    name: key, key: key, position: 1, kind: .set,
    values: .sets(
      members: members.map { row in
        row.map { $0.compactMap { name in levels.firstIndex(of: name).map { Int32($0) } } }
      }, levels: levels))
}

func texts(_ key: String, _ values: [String?], kind: ColumnKind = .text) -> Column {
  Column(name: key, key: key, position: 1, kind: kind, values: .texts(values))
}

/// A portfolio in small: two latent sizes behind four quantities, two categories, a yes/no, a set and
/// a score. A share of the cells is missing.
struct MadePortfolio {
  let rowCount: Int
  var missingShare = 0.0
  var seed: UInt64 = 1

  func table() -> Table {
    var generator = TestGenerator(seed: seed)
    func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }
    func noise() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }
    let size = (0..<rowCount).map { _ in noise() }
    let digital = (0..<rowCount).map { 0.5 * size[$0] + noise() }
    func gap() -> Bool { uniform() < missingShare }
    func numbers(_ value: (Int) -> Double) -> [Double] {
      (0..<rowCount).map { row in
        let drawn = value(row)
        return gap() ? .nan : drawn
      }
    }
    func labels(_ value: (Int) -> String) -> [String?] {
      (0..<rowCount).map { row in
        let drawn = value(row)
        return gap() ? nil : drawn
      }
    }
    return Table(columns: [
      texts("id_client", (0..<rowCount).map { "C\($0)" }, kind: .identifier),
      quantity("ca", numbers { 200_000 * power(1 + 0.2 * noise() + 0.5 * max(size[$0], -1.5)) }),
      quantity("effectif", numbers { max(0, (3 + 2 * size[$0] + noise()).rounded()) }),
      quantity("delai", numbers { 12 - 4 * digital[$0] + 2 * noise() }),
      quantity("ouverture", numbers { 0.5 + 0.1 * digital[$0] + 0.1 * noise() }),
      category(
        "outil",
        labels {
          ["papier", "tableur", "saas"][digital[$0] < -0.5 ? 0 : digital[$0] < 0.6 ? 1 : 2]
        }),
      category("tva", labels { size[$0] + noise() < 0 ? "FB" : uniform() < 0.5 ? "RS" : "RN" }),
      category(
        "banque", labels { digital[$0] + noise() > 0 ? "oui" : "non" }, kind: .yesNo,
        levels: ["non", "oui"]),
      quantity(
        "score", numbers { min(5, max(1, (3 + digital[$0] + noise() / 2).rounded())) },
        kind: .ordinal),
      sets(
        "missions",
        (0..<rowCount).map { row -> [String]? in
          if gap() { return nil }
          return ["tenue"].filter { _ in size[row] < 0.5 }
            + ["conseil"].filter { _ in uniform() < 0.4 }
        }),
    ])
  }

  /// 4ˣ.
  private func power(_ x: Double) -> Double {
    let whole = x.rounded(.down)
    var result = 1 + 3 * (x - whole)
    for _ in 0..<Int(abs(whole)) { result = whole > 0 ? result * 4 : result / 4 }
    return result
  }
}
