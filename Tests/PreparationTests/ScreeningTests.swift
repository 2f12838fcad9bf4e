import Foundation
import Preparation
import Tables
import TestSupport
import Testing

@Suite struct ScreeningTests {
  private let base = (0..<60).map { Double(($0 * 37) % 60) }

  private func decisions(
    _ columns: [Column], _ options: PreparationOptions = PreparationOptions()
  ) throws -> [ScreeningDecision] {
    try Recipe.fit(Table(columns: [quantity("repere", base)] + columns), options: options).screening
  }

  @Test func columnsThatSayNothing() throws {
    let gaps = base.enumerated().map { $0 < 37 ? Double.nan : $1 * $1 }
    let nearlyFixed = (0..<60).map { $0 == 3 ? 5.0 : 1.0 }
    let found = try decisions([
      quantity("fixe", base.map { _ in 4 }), quantity("trous", gaps),
      quantity("vide", base.map { _ in .nan }), quantity("presque", nearlyFixed),
      category("un", base.map { _ in "a" }),
      category("noms", base.map { "n\($0)" }),
      category("rare", base.indices.map { $0 == 0 ? "oui" : "non" }),
      sets("etiquettes", base.map { _ in ["a"] }),
    ])
    #expect(
      found == [
        ScreeningDecision(key: "fixe", reason: .constant),
        ScreeningDecision(key: "trous", reason: .tooMissing(share: 37.0 / 60)),
        ScreeningDecision(key: "vide", reason: .tooMissing(share: 1)),
        ScreeningDecision(key: "presque", reason: .almostConstant(share: 59.0 / 60)),
        ScreeningDecision(key: "un", reason: .constant),
        ScreeningDecision(key: "noms", reason: .almostUnique(levels: 60, observed: 60)),
        ScreeningDecision(key: "rare", reason: .almostConstant(share: 59.0 / 60)),
        ScreeningDecision(key: "etiquettes", reason: .almostConstant(share: 1)),
      ])
  }

  /// Told beforehand what the fit leaves out.
  @Test func screeningAheadIsThatOfTheFit() throws {
    let table = Table(columns: [
      quantity("repere", base), quantity("fixe", base.map { _ in 4 }),
      category("niveau", base.map { "n\($0)" }, kind: .ordinal),
      category("rang", base.indices.map { $0 == 0 ? "haut" : "bas" }, kind: .ordinal),
      category("rares", base.indices.map { "r\($0 / 2)" }),
    ])
    let recipe = try Recipe.fit(table)
    #expect(try Recipe.screening(of: table, roles: recipe.roles) == recipe.screening)
    #expect(try Recipe.screening(of: table, roles: recipe.roles, rows: []) == [])
    #expect(
      recipe.screening == [
        ScreeningDecision(key: "fixe", reason: .constant),
        ScreeningDecision(key: "niveau", reason: .almostUnique(levels: 60, observed: 60)),
        ScreeningDecision(key: "rang", reason: .almostConstant(share: 59.0 / 60)),
        ScreeningDecision(key: "rares", reason: .almostUnique(levels: 30, observed: 60)),
      ])
  }

  @Test(arguments: [
    (ScreeningReason.tooMissing(share: 0.625), #"{"name":"tooMissing","share":0.625}"#),
    (.constant, #"{"name":"constant"}"#),
    (.almostConstant(share: 0.75), #"{"name":"almostConstant","share":0.75}"#),
    (
      .almostUnique(levels: 5, observed: 6),
      #"{"levels":5,"name":"almostUnique","observed":6}"#
    ),
    (
      .nearDuplicate(of: "ca", measure: .pearson, correlation: 0.5),
      #"{"column":"ca","correlation":0.5,"measure":"pearson","name":"nearDuplicate"}"#
    ),
    (.sameLevels(as: "ca"), #"{"column":"ca","name":"sameLevels"}"#),
    (.outOfRange, #"{"name":"outOfRange"}"#),
  ])
  func reasonsAreStoredByName(_ reason: ScreeningReason, _ text: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(reason), as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(ScreeningReason.self, from: Data(text.utf8)) == reason)
  }

  /// Exactly at the limit a column stays.
  @Test func missingLimitIsExclusive() throws {
    let atLimit = base.indices.map { $0 < 36 ? Double.nan : Double(($0 * 17) % 23) }
    #expect(try decisions([quantity("trous", atLimit)]).isEmpty)
  }

  @Test func aQuantityBeyondTheNumbersIsLeftOut() throws {
    var options = PreparationOptions()
    options.skewnessLimit = nil
    let signs = base.enumerated().map { row, value -> Double in
      let size = 1e300 * (1 + value)
      return row % 2 == 0 ? size : -size
    }
    #expect(
      try decisions([quantity("enorme", signs)], options)
        == [ScreeningDecision(key: "enorme", reason: .outOfRange)])
  }

  @Test func everythingScreenedOut() {
    let table = Table(columns: [quantity("x", [1, 1, 1, 1]), category("k", ["a", "a", "a", "a"])])
    #expect(throws: PreparationError.noActiveColumn(candidates: 2)) { try Recipe.fit(table) }
    let names = Table(columns: [texts("nom", ["a", "b", "c"])])
    #expect(throws: PreparationError.noActiveColumn(candidates: 0)) { try Recipe.fit(names) }
  }
}
