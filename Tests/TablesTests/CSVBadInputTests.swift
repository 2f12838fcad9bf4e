import Foundation
import Tables
import Testing

private func error(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) -> TablesError?
{
  error(bytes: Array(text.utf8), change)
}

private func error(bytes: [UInt8], _ change: (inout CSVOptions) -> Void = { _ in }) -> TablesError?
{
  do {
    _ = try read(bytes: bytes, change)
    return nil
  } catch let error as TablesError {
    return error
  } catch {
    Issue.record("not a TablesError")
    return nil
  }
}

@Test func `nothing to read`() {
  #expect(error("") == .emptyFile)
  #expect(error("\n\n  \n;;;\n") == .emptyFile)
  #expect(error("\u{FEFF}") == .emptyFile)
  #expect(error("a;b;c\n") == .noRows(headerLine: 1, emptyRows: 0))
  #expect(error("\n\na;b;c\n;;\n") == .noRows(headerLine: 3, emptyRows: 1))
  let empty = String(repeating: ";;\n", count: 60)
  #expect(error("a;b;c\n" + empty) == .noRows(headerLine: 1, emptyRows: 60))
}

@Test func `small and dull tables are tables`() throws {
  #expect(try read("a;b\n1;2").table.rowCount == 1)
  #expect(try read("nom\nx\n").table.columns.count == 1)
  let missing = try read("a;b\n-;n.c.\n?;\n").table
  #expect(missing.columns.map(\.missingCount) == [2, 2])
  #expect(try read("a;b\n7;x\n7;x\n7;x\n").table["a"]?.kind == .numeric)
  #expect(try read("a;b\nun;x\ndeux;y\ntrois;z\n").table.columns.map(\.kind) == [.text, .text])
}

@Test func `files that are no text`() {
  #expect(error(bytes: [0x50, 0x4B, 3, 4, 20, 0, 6, 0]) == .binaryFile(.zip))
  #expect(error("%PDF-1.7\n") == .binaryFile(.pdf))
  #expect(error("SQLite format 3\u{0}") == .binaryFile(.sqlite))
  #expect(error(bytes: [0xD0, 0xCF, 0x11, 0xE0, 1, 2]) == .binaryFile(.compoundDocument))
  #expect(error(bytes: [0x1F, 0x8B, 8, 0]) == .binaryFile(.gzip))
  #expect(error("\u{FEFF}\n <!DOCTYPE html>\n<table><tr><td>1;2") == .binaryFile(.html))
  #expect(error("<HTML xmlns:x=\"urn:x\"><body>\n</body></HTML>\n") == .binaryFile(.html))
  #expect(error("{\n  \"clients\": [1, 2]\n}\n") == .binaryFile(.json))
  #expect(error("[{\"ca\": 1}, {\"ca\": 2}]\n") == .binaryFile(.json))
  var random = TestRandom(state: 5)
  let noise = (0..<4096).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  #expect(error(bytes: noise) == .binaryFile(.unknown))
  #expect(error("a;b\n1;2\n3;\u{0}\n5;6;\n7;8\n9;10\n") == .nulByte(line: 3))
}

@Test func `a quote never closed names the line where it opens`() {
  #expect(error("a;b\n1;2\n\"x;3\n4;5\n") == .unclosedQuote(line: 3))
  #expect(error("a;b\n1;\"2\n") == .unclosedQuote(line: 2))
}

@Test func `too many ragged rows are refused, the first named`() {
  let rows = (0..<40).map { $0 % 5 == 3 ? "\($0);2" : "\($0);2;3" }
  let text = (["a;b;c"] + rows).joined(separator: "\n")
  #expect(
    error(text) == .raggedRows(firstLine: 5, expected: 3, found: 2, count: 8, rows: 40))
}

@Test func `limits`() {
  let long = String(repeating: "x", count: 2000)
  #expect(
    error("a;b\n1;2\n3;\(long)\n") { $0.maximumFieldBytes = 1000 }
      == .fieldTooLong(line: 3, column: 2, limit: 1000))
  #expect(
    error("a;b;c;d\n1;2;3;4\n") { $0.maximumColumns = 3 } == .tooManyColumns(count: 4, limit: 3))
  #expect(error("a;b\n1;2\n") { $0.maximumFileBytes = 4 } == .fileTooLarge(bytes: 8, limit: 4))
}

@Test func `numbers at the edges of the range`() throws {
  let cells = ["1e308", "-1e308", "1e309", "NaN", "inf", "4.9e-324", "2", "3"]
  let reading = try read("n;x\n" + cells.map { "\($0);y" }.joined(separator: "\n"))
  let numbers = try #require(reading.table["n"]?.numbers)
  #expect(numbers[0] == 1e308 && numbers[1] == -1e308 && numbers[5] == .leastNonzeroMagnitude)
  #expect(numbers[2].isNaN && numbers[3].isNaN && numbers[4].isNaN)
  #expect(reading.report.cellProblems.map(\.line) == [4, 6])
  #expect(reading.report.cellProblems.map(\.found) == [.notFinite, .notFinite])
}

@Test func `a thousand columns`() throws {
  let header = (0..<1000).map { "v\($0)" }.joined(separator: ";")
  let rows = (0..<20).map { row in
    (0..<1000).map { "\(row * $0),5" }.joined(separator: ";")
  }
  let table = try read(([header] + rows).joined(separator: "\n")).table
  #expect(table.columns.count == 1000)
  #expect(table["v999"]?.numbers[19] == 18981.5)
}

@Test func `paths that cannot be read`() throws {
  let reader = CSVReader()
  let directory = FileManager.default.temporaryDirectory
  #expect(throws: TablesError.fileNotFound) { try reader.read(path: "/no/such/file.csv") }
  #expect(throws: TablesError.isDirectory) { try reader.read(path: directory.path) }
  let path = directory.appendingPathComponent("tables-\(UUID().uuidString).csv")
  try Data("a;b\n1;2\n".utf8).write(to: path)
  defer { try? FileManager.default.removeItem(at: path) }
  #expect(try reader.read(path: path.path).table.rowCount == 1)
  var small = reader
  small.options.maximumFileBytes = 3
  #expect(throws: TablesError.fileTooLarge(bytes: 8, limit: 3)) {
    try small.read(path: path.path)
  }
}

/// The superuser reads files that nobody may read.
@Test(.disabled(if: geteuid() == 0, "the superuser may read any file"))
func `a file without permission is unreadable`() throws {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("tables-\(UUID().uuidString).csv")
  try Data("a;b\n1;2\n".utf8).write(to: path)
  defer { try? FileManager.default.removeItem(at: path) }
  try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path.path)
  #expect(throws: TablesError.unreadable(errno: EACCES)) { try CSVReader().read(path: path.path) }
}

/// A name longer than any file system takes: an error of the system other than "not found".
@Test func `the system's other refusals carry its number`() {
  let path = "/tmp/" + String(repeating: "x", count: 5000)
  #expect(throws: TablesError.unreadable(errno: ENAMETOOLONG)) { try CSVReader().read(path: path) }
}
