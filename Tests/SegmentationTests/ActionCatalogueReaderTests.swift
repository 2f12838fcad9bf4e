import Foundation
import Segmentation
import Tables
import Testing

@Suite struct ActionCatalogueReaderTests {
  @Test func theStandardCatalogueIsWhole() throws {
    let catalogue = try ActionCatalogue.standard()
    let codes = (1...20).map { "A" + ($0 < 10 ? "0" : "") + String($0) }
    #expect(catalogue.actions.map(\.code) == codes)
    #expect(
      catalogue.actions.map(\.hours) == [
        0.1, 0.2, 0.2, 1.5, 0.3, 0.5, 3, 2, 2.5, 6, 2, 2, 0.7, 1.5, 3, 1, 0.5, 0.4, 0.2, 0.5,
      ])
    #expect(catalogue["A05"]?.timing == .before(.reception, months: 8))
    #expect(catalogue["A07"]?.timing == .before(.issuing, months: 10))
    #expect(
      catalogue["A15"]?.timing == .continuous && catalogue["A17"]?.timing == .every(months: 3))
    #expect(catalogue["A04"]?.label[.french] == "Rendez-vous individuel pédagogique")
    #expect(catalogue["A04"]?.label[.english] == "One-to-one meeting to explain")
    #expect(catalogue["A21"] == nil)
    #expect(
      catalogue.profiles.map(\.profile) == [
        "HORS_CHAMP", "RECEPTION_SEULE", "STRUCTURE_ERP", "AUTONOME_CONNECTE", "FLUX_B2C",
        "A_EQUIPER", "A_ACCOMPAGNER", "RESISTANT", "DELEGATION_TOTALE", "A_QUALIFIER",
      ])
    #expect(
      catalogue.plan(for: "A_EQUIPER").map(\.code) == [
        "A03", "A04", "A05", "A06", "A07", "A08", "A09",
      ])
    #expect(catalogue.plan(for: "RESISTANT")[1] == PlanItem(code: "A16", classes: [.a]))
    #expect(catalogue.plan(for: "?") == catalogue.defaultPlan)
    #expect(catalogue.plan(for: nil) == catalogue.defaultPlan)
    let weights = catalogue.priority
    #expect(weights.urgency + weights.exposure + weights.value + weights.maturity == 100)
    #expect(catalogue.capacity.hours(of: "anyone") == 80)
  }

  @Test func aFirmAddsItsOwn() throws {
    let catalogue = try ActionCatalogue.read(
      over: """
        capacity: {hours-per-quarter: 60, collaborators: {COL-01: 20}}
        actions:
          A05: {hours: 0.5}
          A06: {done-if: {}}
          A15: {when: {every-months: 1}}
          B01:
            label: {fr: Café, en: Coffee}
            channel: {fr: visite, en: visit}
            hours: 1
            when: {every-months: 6}
            done: {fr: bu, en: drunk}
        plans:
          NOTRE_SEGMENT: [B01, A05, {action: A16, classes: [A, B]}]
          HORS_CHAMP: []
        """)
    #expect(catalogue["A05"]?.hours == 0.5 && catalogue["A05"]?.doneIf.count == 1)
    #expect(catalogue.actions.last?.code == "B01" && catalogue["B01"]?.timing == .every(months: 6))
    #expect(catalogue.plan(for: "NOTRE_SEGMENT").map(\.code) == ["B01", "A05", "A16"])
    #expect(catalogue.plan(for: "NOTRE_SEGMENT")[2].classes == [.a, .b])
    #expect(catalogue.plan(for: "HORS_CHAMP").isEmpty)
    #expect(catalogue["A06"]?.doneIf.isEmpty == true && catalogue["A06"]?.hours == 0.5)
    #expect(catalogue["A15"]?.timing == .every(months: 1))
    #expect(catalogue.capacity.hours(of: "COL-01") == 20)
    #expect(catalogue.capacity.hours(of: "COL-02") == 60)
  }

  private func failure(_ text: String) -> ConfigurationError? {
    do {
      _ = try ActionCatalogue.read(over: text)
      return nil
    } catch { return error as? ConfigurationError }
  }

  @Test func unknownCodesAreToldWithTheirPlace() throws {
    let codes = try ActionCatalogue.standard().actions.map(\.code)
    #expect(
      failure("plans:\n  MOI:\n    - A01\n    - A99\n")
        == .unknownCode(Place(line: 4, column: 7, key: "A99"), known: codes))
    #expect(
      failure("plans:\n  RESISTANT: [A04, {action: A61, classes: [A]}]\n")
        == .unknownCode(Place(line: 2, column: 29, key: "A61"), known: codes))
    #expect(
      failure("actions:\n  A05:\n    done-if: {statut: [a], statu: [b]}\n")
        == .unknownKey(
          Place(line: 3, column: 28, key: "statu"), known: KnownColumn.allCases.map(\.rawValue)))
    #expect(
      failure("actions: {A15: {when: {continuous: true, every-months: 1}}}")
        == .exclusiveKeys(
          Place(line: 1, column: 42, key: "every-months"), other: "continuous"))
  }

  @Test(arguments: [
    "a: 1", "capacity: {a: 1}", "capacity: {hours-per-quarter: -1}",
    "capacity: {collaborators: {X: beaucoup}}", "priority: {a: 1}", "priority: {horizon-days: 0}",
    "priority: {classes: {D: 1}}", "priority: {classes: {A: 2}}", "priority: {cumulated: {C: 1}}",
    "priority: {urgency: x}", "actions: {A01: {a: 1}}", "actions: {A01: {label: {de: x}}}",
    "actions: {A01: {label: x}}", "actions: {A01: {hours: .nan}}", "actions: {A01: {hours: 1e300}}",
    "actions: {A01: {when: {deadline: next, months-before: 10001}}}", "actions: {B01: {hours: 1}}",
    "actions: {A01: {when: {deadline: soon}}}", "actions: {A01: {when: {months-before: 1.5}}}",
    "actions: {A01: {when: {a: 1}}}", "actions: {A15: {when: {continuous: false}}}",
    "plans: {X: A01}", "plans: {X: [[A01]]}", "plans: {X: [{action: A01}]}",
    "plans: {X: [{action: A01, classes: [D]}]}", "plans: {X: [{action: A01, classes: [A], b: 1}]}",
    "plans: {default: }",
  ])
  func everyOtherMistakeIsOneToo(text: String) { #expect(failure(text) != nil) }

  @Test func isStoredAndReadBack() throws {
    let catalogue = try ActionCatalogue.standard()
    let coded = try JSONEncoder().encode(catalogue)
    #expect(try JSONDecoder().decode(ActionCatalogue.self, from: coded) == catalogue)
  }
}
