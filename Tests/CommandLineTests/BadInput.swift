import TestSupport

/// One input that cannot be studied, and how each command must say so.
struct BadInput: Sendable, CustomStringConvertible {
  let name: String
  let bytes: [UInt8]
  /// Part of the message, in English.
  let message: String
  /// Commands that refuse it; the others must not crash on it.
  let refusedBy: [String]

  var description: String { name }

  init(
    _ name: String, _ text: String, _ message: String,
    refusedBy: [String] = ["run", "inspect", "cluster", "choose", "factors"]
  ) {
    self.init(name, bytes: Array(text.utf8), message, refusedBy: refusedBy)
  }

  init(
    _ name: String, bytes: [UInt8], _ message: String,
    refusedBy: [String] = ["run", "inspect", "cluster", "choose", "factors"]
  ) {
    self.name = name
    self.bytes = bytes
    self.message = message
    self.refusedBy = refusedBy
  }
}

extension BadInput {
  private static let secret = SmallPortfolio.secret

  private static func portfolio(_ clients: Int, _ change: (inout SmallPortfolio) -> Void = { _ in })
    -> String
  {
    var portfolio = SmallPortfolio(clients: clients)
    change(&portfolio)
    return portfolio.text
  }

  /// `lines` rows under a header.
  private static func table(_ header: String, _ lines: Int, _ row: (Int) -> String) -> String {
    header + "\n" + (0..<lines).map { row($0) + "\n" }.joined()
  }

  /// Files that no command reads as a table.
  static let unreadable: [BadInput] = [
    BadInput("empty", "", "the file is empty"),
    BadInput("white space", " \n\n  \n", "the file is empty"),
    BadInput("header only", "id;\(secret);b\n", "line 1: a header and no row of data"),
    BadInput(
      "ragged rows",
      portfolio(60) { for i in stride(from: 0, to: 60, by: 2) { $0.rows[i] += [secret, "2"] } },
      "line 2: 9 fields instead of 7, as 30 rows of 60"),
    BadInput(
      "unclosed quote", portfolio(60) { $0.rows[40][1] = "\"" + secret },
      "line 42: a quote opens and never closes"),
    BadInput(
      "NUL bytes", portfolio(60) { $0.rows[40][1] = secret + "\0b" }, "line 42: a NUL byte"),
    BadInput(
      "PNG", bytes: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array(0...255),
      "this is not a text file"),
    BadInput(
      "XLSX", bytes: [0x50, 0x4B, 3, 4, 20, 0, 6, 0] + Array(0...255),
      "this is a workbook or an archive"),
  ]

  /// A known column of which too much is something else.
  static let misread: [BadInput] = [
    BadInput(
      "words among the fees",
      portfolio(60) { for i in 10..<28 { $0.rows[i][2] = "\(secret) \(i)" } },
      "in.csv: column 3 ('honoraires'), line 12 for the first: 18 values of 60 (30%) are not numbers; "
        + "up to 3 values, or 5%, they would be taken as missing. Mend or empty these cells, or say",
      refusedBy: ["run", "cluster", "choose", "factors"])
  ]

  /// Tables that are read, but hold nothing to segment.
  static let poor: [BadInput] = [
    BadInput(
      "one row", "id;ca;nom\nC1;12;\(secret)\n", "1 client to make the segments",
      refusedBy: ["run", "factors", "choose"]),
    BadInput(
      "two clients", portfolio(2), "2 clients to make the segments",
      refusedBy: ["run", "factors", "choose"]),
    BadInput(
      "all missing", table("id;a;b", 50) { "C\($0);;" }, "no column can serve to segment",
      refusedBy: ["run", "factors"]),
    BadInput(
      "all missing, as numbers", table("id;a;b", 50) { "C\($0);;" }, "no numeric column",
      refusedBy: ["cluster", "choose"]),
    BadInput(
      "all text",
      table("a;b", 50) { "words of every sort \($0) \(secret);others \($0 * 7) of no use" },
      "no column can serve to segment", refusedBy: ["run", "factors"]),
    BadInput(
      "all text, as numbers",
      table("a;b", 50) { "words of every sort \($0) \(secret);others \($0 * 7) of no use" },
      "no numeric column", refusedBy: ["cluster", "choose"]),
    BadInput(
      "constant columns", table("id;a;b", 50) { "C\($0);5;\(secret)" },
      "none of the 2 candidate columns can serve: they are constant", refusedBy: ["run", "factors"]),
    BadInput(
      "constant columns, as numbers", table("id;a;b", 50) { "C\($0);5;\(secret)" },
      "2 groups asked for, but every row has the same values", refusedBy: ["cluster"]),
  ]

  /// Odd tables that still make sense: every command answers.
  static let odd: [BadInput] = [
    BadInput("one column", table("ca", 60) { "\($0 * $0 % 97)" }, "", refusedBy: []),
    BadInput("three clients", portfolio(3), "", refusedBy: []),
    BadInput("twelve clients", portfolio(12), "", refusedBy: []),
    BadInput(
      "duplicated ids", portfolio(60) { for i in 30..<60 { $0.rows[i][0] = $0.rows[0][0] } }, "",
      refusedBy: []),
    BadInput(
      "NaN, Inf and words among numbers",
      portfolio(60) {
        $0.rows[3][2] = "NaN"
        $0.rows[4][2] = "Inf"
        $0.rows[5][3] = "-Infinity"
        $0.rows[6][3] = "1e999"
        $0.rows[7][3] = secret
      }, "", refusedBy: ["cluster", "choose"]),
    BadInput(
      "1e308 everywhere",
      portfolio(60) {
        for i in 0..<60 { $0.rows[i][2] = ["1e308", "-1e308", "1e-308", "12,5"][i % 4] }
      }, "", refusedBy: ["cluster", "choose"]),
    BadInput(
      "rows that are all alike", portfolio(60) { for i in 0..<60 { $0.rows[i] = $0.rows[0] } },
      "", refusedBy: ["run", "factors", "cluster", "choose"]),
  ]
}
