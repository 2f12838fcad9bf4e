import Interpretation
import LinearAlgebra
import Segmentation
import Tables
import TestSupport
import Testing

/// Two sets of labels against one outcome, on made clients.
@Suite struct OutcomeComparisonTests {
  private struct Made {
    var values: [Double] = []
    var segments: [Int] = []
    var rules: [Int?] = []
  }

  private func comparison(
    _ made: Made, levels: [String]? = nil, seed: UInt64 = 1
  ) throws -> OutcomeComparison {
    let header = "id;y\n"
    let rows = made.values.enumerated().map { i, value in
      "C\(i);" + (levels.map { $0[Int(value)] } ?? String(value))
    }
    let table = try CSVReader().read(bytes: Array((header + rows.joined(separator: "\n")).utf8))
      .table
    let column = try #require(table["y"])
    let values = try #require(OutcomeValues(column))
    return try PairedClients(
      values, rows: Array(made.values.indices), segments: made.segments, rules: made.rules
    ).comparison(replicates: 299, seed: seed, item: 1, parallelism: .serial)
  }

  private func made(
    _ count: Int, seed: UInt64, _ client: (inout TestGenerator) -> (Double, Int, Int)
  ) -> Made {
    var generator = TestGenerator(seed: seed)
    var made = Made()
    for _ in 0..<count {
      let (value, segment, rule) = client(&generator)
      made.values.append(value)
      made.segments.append(segment)
      made.rules.append(rule)
    }
    return made
  }

  /// Segments that cut each of four rules in two at random explain no more, though their plain share is
  /// larger every time.
  @Test func moreGroupsDoNotWinByTheirNumber() throws {
    var (told, plainlyMore) = (0, 0)
    for seed in 0..<40 {
      let clients = made(90, seed: UInt64(seed)) { generator in
        let rule = Int.random(in: 0..<4, using: &generator)
        let noise = Double.random(in: -3...3, using: &generator)
        let half = Int.random(in: 0..<2, using: &generator)
        return (Double(rule) + noise, 2 * rule + half, rule)
      }
      let found = try comparison(clients, seed: UInt64(seed))
      if found.conclusion != .noDifference { told += 1 }
      #expect(found.lower <= found.difference && found.difference <= found.upper)
      let (n, k, m) = (90.0, 8.0, 4.0)
      let plain = { (freed: Double, groups: Double) in 1 - (1 - freed) * (n - groups) / (n - 1) }
      if plain(found.segments, k) > plain(found.rules, m) { plainlyMore += 1 }
    }
    #expect(told <= 2 && plainlyMore == 40)
  }

  /// A quantity, then levels, that one side tells and the other does not.
  @Test func theBetterSideIsTold() throws {
    let quantity = made(120, seed: 3) { generator in
      let group = Int.random(in: 0..<3, using: &generator)
      let noise = Double.random(in: -1...1, using: &generator)
      return (Double(group) + noise, group, Int.random(in: 0..<3, using: &generator))
    }
    #expect(try comparison(quantity).conclusion == .segments)
    var turned = quantity
    turned.segments = quantity.rules.map { $0 ?? 0 }
    turned.rules = quantity.segments
    let found = try comparison(turned)
    #expect(found.conclusion == .rules)
    #expect(abs(found.difference + (try comparison(quantity).difference)) < 1e-12)
    let levels = made(120, seed: 4) { generator in
      let group = Int.random(in: 0..<2, using: &generator)
      let value = Double.random(in: 0..<1, using: &generator) < 0.85 ? group : 1 - group
      return (Double(value), group, Int.random(in: 0..<4, using: &generator))
    }
    #expect(try comparison(levels, levels: ["reste", "part"]).conclusion == .segments)
  }

  @Test func whyTwoAreNotCompared() throws {
    let table = try CSVReader().read(
      bytes: Array(("id;y\n" + (0..<60).map { "C\($0);\($0 % 7),5\n" }.joined()).utf8)
    ).table
    let column = try #require(table["y"])
    let values = try #require(OutcomeValues(column))
    func refusal(_ rows: Range<Int>, _ segment: (Int) -> Int, _ rule: (Int) -> Int?)
      -> OutcomeRefusal?
    {
      do throws(OutcomeRefusal) {
        _ = try PairedClients(
          values, rows: Array(rows), segments: rows.map(segment), rules: rows.map(rule))
        return nil
      } catch { return error }
    }
    #expect(refusal(0..<60, { $0 % 2 }, { $0 % 3 }) == nil)
    #expect(refusal(0..<0, { $0 % 2 }, { $0 % 3 }) == .nobodyHeldOut)
    #expect(refusal(0..<60, { $0 % 2 }, { $0 < 10 ? 1 : nil }) == .tooFewValues)
    #expect(refusal(0..<60, { _ in 0 }, { $0 % 3 }) == .oneSegment)
    #expect(refusal(0..<60, { $0 % 2 }, { _ in 4 }) == .oneRule)
  }
}
