import LinearAlgebra

/// Reads a text file of separated values into a typed table.
///
///     let reading = try CSVReader().read(path: "portefeuille.csv")
///     reading.table["ca_annuel_ht"]?.kind     // .numeric
///     reading.report.separator                // .semicolon
///
/// Encoding, separator, decimal mark, dates, types and missing values are recognised from the whole
/// file and told in the report; a value that does not fit its column becomes missing and is reported
/// with its line and column. The result depends neither on the number of threads nor on
/// `CSVOptions.chunkBytes`.
///
/// - Complexity: O(bytes) time; memory for the file, 16 bytes a row, and the columns.
public struct CSVReader: Sendable {
  public var options: CSVOptions
  public var parallelism: Parallelism

  public init(options: CSVOptions = CSVOptions(), parallelism: Parallelism = .serial) {
    self.options = options
    self.parallelism = parallelism
  }

  /// - Throws: ``TablesError``, one case for each thing that the reader of the file can do about it.
  public func read(path: String) throws(TablesError) -> TableReading {
    try open(TextBuffer(padding: FileBytes.read(path: path, limit: options.maximumFileBytes)))
      .read()
  }

  /// Reads a text already in memory: standard input, an archive member, a test.
  public func read(bytes: [UInt8]) throws(TablesError) -> TableReading {
    try open(bytes: bytes).read()
  }

  /// Finds where things stand in a text, to read it more than once. The text keeps the bytes: who
  /// gives them away (`consume`) spares a copy.
  public func open(bytes: consuming [UInt8]) throws(TablesError) -> CSVText {
    if bytes.count > options.maximumFileBytes {
      throw .fileTooLarge(bytes: bytes.count, limit: options.maximumFileBytes)
    }
    return try open(TextBuffer(padding: bytes))
  }

  private func open(_ raw: TextBuffer) throws(TablesError) -> CSVText {
    if let format = BinaryFormat(signature: raw) { throw .binaryFile(format) }
    let decoded = Encodings.decode(raw, options: options, parallelism: parallelism)
    var report = ReadReport()
    report.encoding = decoded.encoding
    report.hasByteOrderMark = decoded.hasByteOrderMark
    report.invalidSequencesReplaced = decoded.invalidSequences
    let text = decoded.text
    report.otherEncoding = decoded.other.map {
      OtherEncoding(
        encoding: $0.encoding, lineCount: $0.count,
        firstLine: LineNumbers.line(of: $0.first, in: text))
    }
    let scan =
      decoded.scan
      ?? TextScan(
        text, from: text.start, chunkBytes: options.chunkBytes, parallelism: parallelism)
    if let nul = scan.firstNul {
      if BinaryFormat.isMostlyControl(text) { throw .binaryFile(.unknown) }
      throw .nulByte(line: LineNumbers.line(of: nul, in: text))
    }
    if let format = BinaryFormat(otherText: text) { throw .binaryFile(format) }
    let layout = try FileLayout(text, scan: scan, options: options, parallelism: parallelism)
    layout.describe(in: &report)
    return CSVText(layout: layout, options: options, parallelism: parallelism, report: report)
  }
}

extension BinaryFormat {
  /// Recognises the first bytes of formats that people mistake for text.
  init?(signature text: TextBuffer) {
    let head = Array(text.bytes[..<min(16, text.count)])
    let signatures: [([UInt8], BinaryFormat)] = [
      ([0x50, 0x4B, 3, 4], .zip), ([0x50, 0x4B, 5, 6], .zip),
      ([0xD0, 0xCF, 0x11, 0xE0], .compoundDocument), ([0x1F, 0x8B], .gzip),
      (Array("%PDF-".utf8), .pdf), (Array("SQLite format 3".utf8), .sqlite),
      (Array("PAR1".utf8), .parquet),
    ]
    guard let match = signatures.first(where: { head.starts(with: $0.0) }) else { return nil }
    self = match.1
  }

  /// Recognises texts that are no table.
  init?(otherText text: TextBuffer) {
    let head = text.bytes[text.start..<min(text.count, text.start + 256)]
      .drop { $0 <= 0x20 }.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    let dense = head.filter { $0 > 0x20 }
    if head.starts(with: "<!doctype html".utf8) || head.starts(with: "<html".utf8) {
      self = .html
    } else if ["{\"", "[{", "[["].contains(where: { dense.starts(with: $0.utf8) }) {
      self = .json
    } else {
      return nil
    }
  }

  /// Whether more than a twentieth of the first bytes are control codes that no text has.
  static func isMostlyControl(_ text: TextBuffer) -> Bool {
    let head = text.bytes[text.start..<min(text.count, text.start + 4096)]
    let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) }
    return controls * 20 > head.count
  }
}
