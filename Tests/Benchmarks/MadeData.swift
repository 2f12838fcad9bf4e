import Foundation
import LinearAlgebra
import Statistics

/// Data of every benchmark of speed: normal points around normal centres 1.5 times as wide, which
/// overlap as clients do; row *i* is of group *i* mod `groups`. No structure for one group.
enum MadeData {
  static func matrix(rows: Int, columns: Int, groups: Int) -> Matrix {
    var stream = RandomStream(seed: 12, purpose: .example)
    let spread = groups == 1 ? 0 : 1.5
    let means = (0..<(groups * columns)).map { _ in spread * stream.normal() }
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows {
      let group = i % groups
      for j in 0..<columns { elements.append(means[group * columns + j] + stream.normal()) }
    }
    return Matrix(rowCount: rows, columnCount: columns, elements: elements)
  }

  /// Points that are not of the data: where k-means and EM begin.
  static func start(count: Int, columns: Int) -> Matrix {
    var stream = RandomStream(seed: 13, purpose: .example)
    return Matrix(
      rowCount: count, columnCount: columns,
      elements: (0..<(count * columns)).map { _ in stream.normal() })
  }

  /// Leaves the data and the start in `x.f64` and `start.f64`.
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.prefix(3).compactMap { Int($0) }
    guard arguments.count == 4, numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
      print("usage: benchmarks make ROWS COLUMNS GROUPS FOLDER")
      return
    }
    let folder = arguments[3]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try NumberFile.write(
      start(count: numbers[2], columns: numbers[1]).elements, to: "\(folder)/start.f64")
    // Under its name once it is whole.
    try NumberFile.write(
      matrix(rows: numbers[0], columns: numbers[1], groups: numbers[2]).elements,
      to: "\(folder)/x.f64.part")
    try? FileManager.default.removeItem(atPath: "\(folder)/x.f64")
    try FileManager.default.moveItem(
      atPath: "\(folder)/x.f64.part", toPath: "\(folder)/x.f64")
  }
}
