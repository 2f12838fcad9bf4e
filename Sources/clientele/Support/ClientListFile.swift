import LinearAlgebra
import Segmentation
import Tables

/// Clients that a file lists.
struct ClientList {
  var identifiers: Set<String> = []
  /// What was taken for the header, in a list that has none the first identifier.
  var header: String?

  /// Those named: the header is one where it stands for a client.
  var all: Set<String> { identifiers.union(header.map { [$0] } ?? []) }
}

/// A file that lists clients: its column of identifiers, else its first column.
struct ClientListFile {
  let path: String

  func read(_ parallelism: Parallelism) throws -> ClientList {
    let source = try InputReader(path: path, parallelism: parallelism).read()
    let table = source.reading.table
    let key = source.reading.report.identifierColumn ?? table.columns.first?.key
    guard let key, let column = table[key], let text = source.text else {
      return ClientList()
    }
    do {
      let reading = try text.readStrictly([column.key: .identifier])
      let texts = reading.table[column.key]?.rowTexts ?? []
      return ClientList(identifiers: Set(texts.compactMap { $0 }), header: column.header)
    } catch {
      throw Complaint(error, file: InputReader.displayName(of: path))
    }
  }
}
