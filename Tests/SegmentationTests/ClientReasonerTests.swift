import Clustering
import LinearAlgebra
import Preparation
import Segmentation
import Tables
import TestSupport
import Testing

@Suite struct ClientReasonerTests {
  private func study(
    _ method: ClusteringMethod = .wardThenKMeans, clients: Int = 160
  ) throws -> Study {
    let portfolio = Studies.blurred(clients: clients)
    let configuration = Studies.configuration {
      $0.method = method
      $0.clusters = .fixed(3)
      $0.seed = 5
    }
    return try Pipeline(configuration).run(Studies.source(portfolio.text))
  }

  /// The table with one cell changed.
  private func table(
    _ study: Study, row: Int, key: String, _ change: ClientReason.Change.Value
  ) throws -> Table {
    Table(
      columns: try study.table.columns.map { column in
        guard column.key == key else { return column }
        switch (change, column.values) {
        case (.quantity(let value), .numbers(var values)):
          values[row] = value
          return column.taking(.numbers(values))
        case (.level(let level), .categories(var codes, let levels)):
          codes[row] = Int32(try #require(levels.firstIndex(of: level)))
          return column.taking(.categories(codes: codes, levels: levels))
        case (.member(let member, let isIn), .sets(var members, let levels)):
          let code = Int32(try #require(levels.firstIndex(of: member)))
          let others = (members[row] ?? []).filter { $0 != code }
          members[row] = isIn ? (others + [code]).sorted() : others
          return column.taking(.sets(members: members, levels: levels))
        default:
          Issue.record("a change of another kind than its column")
          return column
        }
      })
  }

  /// Done to the portfolio, the change does what it says, by the model that places newcomers.
  @Test(arguments: [ClusteringMethod.wardThenKMeans, .kMeans, .kMedoids])
  func theChangeMovesTheClient(method: ClusteringMethod) throws {
    let study = try study(method)
    let reasons = try #require(try ClientReasoner(study)?.reasons())
    #expect(reasons.count == study.clients.count)
    let variables = study.model.recipe.variables
    var moved = 0
    for reason in reasons {
      guard let change = reason.change else { continue }
      let key = variables[change.variable].key
      let changed = try table(study, row: reason.row, key: key, change.value)
      #expect(try study.model.assign(changed, rows: [reason.row]) == [change.segment])
      #expect(try study.model.assign(study.table, rows: [reason.row]) == [reason.segment])
      #expect(change.segment != reason.segment && change.distance > 0)
      moved += 1
    }
    #expect(moved * 5 > reasons.count)
  }

  /// No value of one column that another client has moves the client for less.
  @Test func nothingSmallerWouldDo() throws {
    let study = try study(clients: 80)
    let reasons = try #require(try ClientReasoner(study)?.reasons())
    let recipe = study.model.recipe
    var tried = 0
    for reason in reasons.prefix(25) {
      for (variable, block) in zip(recipe.variables, recipe.factors.coding.variables) {
        guard let column = study.table[variable.key], case .numbers(let values) = column.values,
          case .quantity(let transform, let limits) = variable.encoding,
          case .number(_, let scale) = block.block, values[reason.row].isFinite
        else { continue }
        func coded(_ x: Double) -> Double { limits.map { $0(transform(x)) } ?? transform(x) }
        for other in study.training.rows where values[other].isFinite {
          let distance = abs(coded(values[other]) - coded(values[reason.row])) / scale
          // What is told is rounded outwards to three figures.
          guard distance > 0, distance < (reason.change?.distance ?? .infinity) * 0.99 else {
            continue
          }
          let changed = try table(
            study, row: reason.row, key: variable.key, .quantity(values[other]))
          #expect(try study.model.assign(changed, rows: [reason.row]) == [reason.segment])
          tried += 1
        }
      }
    }
    #expect(tried > 100)
  }

  /// The margin is that of distances to the centres; what a quantity adds to it is what is lost where it is
  /// set to the average.
  @Test func partsAddUpToTheMargin() throws {
    let study = try study()
    let reasons = try #require(try ClientReasoner(study)?.reasons())
    let recipe = study.model.recipe
    func margin(_ table: Table, _ reason: ClientReason) throws -> Double {
      let scores = try recipe.transform(table, rows: [reason.row]).scores
      let distances = try study.model.placement.distances(scores)
      let (own, next) = (distances[0, reason.segment], distances[0, reason.nextSegment])
      return next * next - own * own
    }
    var compared = 0
    for reason in reasons {
      #expect(abs(try margin(study.table, reason) - reason.margin) < 1e-9)
      #expect(zip(reason.parts, reason.parts.dropFirst()).allSatisfy { $0.weight >= $1.weight })
      for part in reason.parts {
        let variable = recipe.variables[part.variable]
        guard case .quantity(let transform, _) = variable.encoding,
          case .number(let mean, _) = recipe.factors.coding.variables[part.variable].block
        else { continue }
        let average = try table(
          study, row: reason.row, key: variable.key, .quantity(transform.inverse(mean)))
        #expect(abs(try margin(average, reason) + part.weight - reason.margin) < 1e-8)
        compared += 1
      }
    }
    #expect(compared > 50)
  }

  /// Two groups on a line: half-way is where a client moves.
  @Test func byHand() throws {
    var text = "id,a,b\n"
    for i in 0..<20 { text += "C-\(i),\(i < 10 ? i : 90 + i),\(i % 2)\n" }
    let configuration = Studies.configuration {
      $0.method = .kMeans
      $0.clusters = .fixed(2)
      $0.heldOut = .fraction(0.01)
      $0.preparation.roles = ["b": .ignored]
    }
    let study = try Pipeline(configuration).run(Studies.source(text))
    let reason = try #require(try ClientReasoner(study)?.reasons()[3])
    #expect(reason.parts.map(\.variable) == [0] && reason.margin > 0)
    // Means 4.5 and 104.5: from 55 on.
    #expect(reason.change?.value == .quantity(55) && reason.change?.segment != reason.segment)
  }

  @Test(arguments: [ClusteringMethod.average, .single, .gaussianMixture])
  func methodsThatPlaceOtherwiseGiveNone(method: ClusteringMethod) throws {
    #expect(try ClientReasoner(study(method, clients: 90)) == nil)
  }
}
