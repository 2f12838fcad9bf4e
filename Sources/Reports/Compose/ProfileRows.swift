import Interpretation
import Segmentation

/// The variables that tell segments apart most, each with its test value in every segment.
struct ProfileRows: Sendable {
  let context: ReportContext
  private let rowLimit = 20

  private struct Row {
    let variable: ProfiledVariable
    let label: String
    let values: [Double?]
    var reach: Double { values.compactMap { $0.map(abs) }.max() ?? 0 }
  }

  /// `nil` with one segment, or where no test value is defined.
  var heatMap: ProfileHeatMap? {
    guard context.hasSegments else { return nil }
    let rows = numericRows + categoryRows
    let order = rows.indices.filter { rows[$0].reach >= 2 }.sorted { a, b in
      rows[a].reach != rows[b].reach ? rows[a].reach > rows[b].reach : a < b
    }
    var told: [String: Int] = [:]
    let shown = order.map { rows[$0] }.filter { row in
      told[row.variable.key, default: 0] += 1
      return told[row.variable.key, default: 0] <= 3
    }.prefix(rowLimit)
    let alike = context.calledAlike(shown.map(\.variable))
    guard let largest = shown.first?.reach else { return nil }
    return ProfileHeatMap(
      segments: context.segments,
      rows: shown.map { row in
        let header = alike.contains(row.variable.key) ? " (\(row.variable.name))" : ""
        return ProfileHeatMap.Row(variable: row.label + header, values: row.values)
      }, threshold: 2,
      cap: min(max((largest * 0.8).rounded(), 4), 20))
  }

  private var numericRows: [Row] {
    let segments = context.study.profile.segments
    let variables = distinct(segments.flatMap { $0.numeric.map(\.variable) })
    return variables.map { variable in
      Row(
        variable: variable, label: context.label(variable),
        values: segments.map { profile in
          profile.numeric.first { $0.variable == variable }?.vTest
        })
    }
  }

  private var categoryRows: [Row] {
    let segments = context.study.profile.segments
    let levels = distinct(
      segments.flatMap { $0.categories.map { Level(variable: $0.variable, name: $0.level) } })
    let tables = segments.map { profile in
      Dictionary(
        profile.categories.map { (Level(variable: $0.variable, name: $0.level), $0.vTest) },
        uniquingKeysWith: { first, _ in first })
    }
    return levels.map { level in
      Row(
        variable: level.variable, label: context.label(level.variable, level: level.name),
        values: tables.map { $0[level] ?? nil })
    }
  }

  private struct Level: Hashable {
    let variable: ProfiledVariable
    let name: String
  }

  private func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
