import Statistics
import Tables

/// A column as strata of a pilot: each row's class, in words of the file.
///
/// Levels stand as they are; a quantity of more than six values is cut at its terciles. A missing value
/// is a class of its own.
package enum PilotStrata {
  static let missing = "–"
  /// A quantity with no more values is not cut.
  private static let fewValues = 6

  /// - Throws: ``StudyError/columnWithoutGroups(name:)`` for identifiers, texts, days and lists.
  package static func classes(of column: Column) throws(StudyError) -> [String] {
    guard column.kind != .identifier, column.kind != .text, column.known != .name else {
      throw .columnWithoutGroups(name: column.name)
    }
    if case .numbers(let numbers) = column.values { return classes(of: numbers) }
    guard let texts = column.rowTexts else { throw .columnWithoutGroups(name: column.name) }
    return texts.map { $0 ?? missing }
  }

  private static func classes(of numbers: [Double]) -> [String] {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    if Set(sorted).count <= fewValues { return numbers.map { $0.isNaN ? missing : text($0) } }
    let low = sorted.quantileOfSorted(1.0 / 3) ?? 0
    let high = sorted.quantileOfSorted(2.0 / 3) ?? 0
    let names = ["≤ \(text(low))", "\(text(low)) … \(text(high))", "> \(text(high))"]
    return numbers.map { number in
      if number.isNaN { return missing }
      return number <= low ? names[0] : number <= high ? names[1] : names[2]
    }
  }

  /// To a hundredth, without zeros that say nothing.
  private static func text(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return Int(exactly: rounded).map(String.init) ?? String(rounded)
  }
}
