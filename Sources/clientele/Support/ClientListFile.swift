import LinearAlgebra
import Segmentation
import Tables

/// A file that lists clients: its column of identifiers, else its first column.
struct ClientListFile {
  let path: String

  /// The identifiers. A list without a header loses none: what was taken for the header is one too.
  func read(_ parallelism: Parallelism) throws -> Set<String> {
    let source = try InputReader(path: path, parallelism: parallelism).read()
    let table = source.reading.table
    let key = source.reading.report.identifierColumn ?? table.columns.first?.key
    guard let key, let column = table[key], let text = source.text else { return [] }
    do {
      let reading = try text.readStrictly([column.key: .identifier])
      let texts = reading.table[column.key]?.rowTexts ?? []
      return Set(texts.compactMap { $0 }).union([column.header])
    } catch {
      throw Complaint(error, file: InputReader.displayName(of: path))
    }
  }
}
