import Interpretation
import LinearAlgebra
import Segmentation
import TestSupport
import Testing

/// Columns that segments are set beside or tried on name no segment, however well they tell them apart.
@Suite struct NamingColumnsTests {
  private let portfolio: SmallPortfolio

  /// A column that repeats the type, and tells it better than any other.
  init() {
    portfolio = {
      var portfolio = Studies.blurred(clients: 160)
      portfolio.header.append("temoin")
      for i in portfolio.rows.indices { portfolio.rows[i].append(["Zut", "Bof", "Oui"][i % 3]) }
      return portfolio
    }()
  }

  private func study(_ change: (inout StudyConfiguration) -> Void) throws -> Study {
    try Pipeline(
      Studies.configuration {
        $0.clusters = .fixed(3)
        change(&$0)
      }
    ).run(Studies.source(portfolio.text), parallelism: Parallelism(threads: 2))
  }

  private func named(_ study: Study) -> Set<String> {
    Set(study.segments.flatMap { $0.name.traits.map(\.variable.key) })
  }

  @Test func outcomesRulesAndTestGroupsNameNothing() throws {
    let changes: [(inout StudyConfiguration) -> Void] = [
      { $0.preparation.roles["temoin"] = .outcome }, { $0.ruleColumn = "temoin" },
      { $0.heldOut = .groups(column: "temoin") },
      {
        $0.heldOut = .groups(column: "temoin")
        $0.preparation.roles["temoin"] = .illustrative
      },
    ]
    for change in changes {
      let study = try study(change)
      #expect(!study.model.recipe.activeKeys.contains("temoin"))
      #expect(!named(study).contains("temoin") && !named(study).isEmpty)
    }
  }

  /// Columns that only describe, and those that made the segments, may name them.
  @Test func othersMay() throws {
    let illustrative = try study { $0.preparation.roles["temoin"] = .illustrative }
    #expect(named(illustrative).contains("temoin"))
    let active = try study {
      $0.ruleColumn = "temoin"
      $0.preparation.roles["temoin"] = .active
    }
    #expect(named(active).contains("temoin"))
  }

  /// They are described all the same.
  @Test func theyAreInTheProfile() throws {
    let study = try study { $0.preparation.roles["temoin"] = .outcome }
    #expect(
      study.profile.segments.contains { segment in
        segment.categories.contains { $0.variable.key == "temoin" }
      })
  }
}
