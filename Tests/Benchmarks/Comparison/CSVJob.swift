import Foundation
import LinearAlgebra
import Tables

/// Reads a file and types its columns; the separator, the decimal mark and the formats are found out.
struct CSVJob: Job {
  private let path: String
  private let reader: CSVReader
  private var table: Table?

  init(_ work: Work) {
    path = "\(work.folder ?? ".")/portfolio.csv"
    reader = CSVReader(parallelism: work.parallelism)
  }

  mutating func run() throws { table = try reader.read(path: path).table }

  /// The number of rows; of each column of numbers the sum of what is there, in the unit it is
  /// written in.
  var answer: Answer {
    guard let table else { return Answer() }
    var values = ["rows": Double(table.rowCount)]
    for column in table.columns {
      if case .numbers(let numbers) = column.values {
        let sum = numbers.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
        values[column.name] = sum * pow(10, -Double(column.writtenUnit.shift))
      }
    }
    return Answer(values: values)
  }
}
