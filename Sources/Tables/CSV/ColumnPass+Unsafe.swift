import LinearAlgebra

/// How one column is to be read in a pass over the rows.
struct ColumnTask: Sendable {
  /// 0-based field of the record.
  let field: Int
  let reading: ColumnReading
}

/// The values of one column as a pass leaves them.
enum ColumnStorage: Sendable {
  case numbers([Double])
  case dates([Int32])
  /// Numbers of the distinct cells, −1 for an empty one.
  case levels([Int32], Interner)
  /// The hashes are there for identifiers only.
  case texts([String?], hashes: [UInt64])
}

/// One column read, with what did not fit.
struct ColumnOutcome: Sendable {
  var storage: ColumnStorage
  var tally = ColumnTally()
}

/// A cell that does not fit, by its row.
struct Misfit: Sendable {
  let row: Int
  let found: CellContent
}

struct ColumnTally: Sendable {
  /// The first misfits, in row order, up to the limit of the report.
  var misfits: [Misfit] = []
  var misfitCount = 0
  var blank = 0
  var invalidIdentifiers = 0
  /// Dates written as a spreadsheet's number of days.
  var serials = 0

  mutating func add(_ other: ColumnTally, limit: Int) {
    misfits.append(contentsOf: other.misfits.prefix(max(0, limit - misfits.count)))
    misfitCount += other.misfitCount
    blank += other.blank
    invalidIdentifiers += other.invalidIdentifiers
    serials += other.serials
  }
}

/// Reads some columns of some rows. Rows are cut into blocks of fixed size, blocks are read in
/// parallel straight into the columns, and what must be merged is merged in block order.
struct ColumnPass: Sendable {
  static let blockRows = 8192
  /// Columns read in one pass: their buffers are open together, one call deep each.
  static let widestPass = 128

  let text: TextBuffer
  let dialect: Dialect
  let hasQuotes: Bool
  let columnCount: Int
  /// Fields a row must have: columns up to the last one with a header.
  let requiredCount: Int
  let options: CSVOptions
  let parallelism: Parallelism

  /// The outcome of each task, over `rows`; ragged rows are reported when `noteRagged` is given.
  func run(
    _ tasks: [ColumnTask], rows: ArraySlice<RowSpan>, ragged: inout RaggedTally
  ) throws(TablesError) -> [ColumnOutcome] {
    var outcomes: [ColumnOutcome] = []
    var first = 0
    repeat {
      let batch = Array(tasks[first..<min(first + Self.widestPass, tasks.count)])
      let part = runBatch(batch, rows: rows)
      if let offence = part.tooLong { throw fieldTooLong(offence) }
      outcomes += part.outcomes
      ragged = part.ragged
      first += Self.widestPass
    } while first < tasks.count
    return outcomes
  }

  private func fieldTooLong(_ offence: LongField) -> TablesError {
    .fieldTooLong(
      line: LineNumbers.line(of: offence.offset, in: text), column: offence.column,
      limit: options.maximumFieldBytes)
  }

  private struct BatchResult {
    var outcomes: [ColumnOutcome]
    var ragged = RaggedTally()
    var tooLong: LongField?
  }

  private func runBatch(_ tasks: [ColumnTask], rows: ArraySlice<RowSpan>) -> BatchResult {
    let count = rows.count
    let blocks = (count + Self.blockRows - 1) / Self.blockRows
    var parts: [BlockResult] = []
    var levels: [Interner?] = []
    let storages = Destinations.open(tasks[...], count: count) { destinations in
      parts = parallelism.map(count: blocks) { block in
        let lower = rows.startIndex + block * Self.blockRows
        let upper = min(lower + Self.blockRows, rows.endIndex)
        var reader = BlockReader(
          pass: self, tasks: tasks, destinations: destinations,
          origin: block * Self.blockRows)
        return reader.read(rows[lower..<upper])
      }
      levels = mergeLevels(tasks, parts, destinations, count: count)
    }
    var result = BatchResult(outcomes: storages.map { ColumnOutcome(storage: $0) })
    for part in parts {
      result.tooLong = result.tooLong ?? part.tooLong
      result.ragged.add(part.ragged, limit: options.reportLimit)
      for index in tasks.indices {
        result.outcomes[index].tally.add(part.tallies[index], limit: options.reportLimit)
      }
    }
    for (index, merged) in levels.enumerated() {
      if let merged, case .levels(let codes, _) = storages[index] {
        result.outcomes[index].storage = .levels(codes, merged)
      }
    }
    return result
  }

  /// The levels of each column of levels. Each block has numbered its own; the codes are renumbered
  /// where they stand, as the whole file numbers them: by first appearance.
  private func mergeLevels(
    _ tasks: [ColumnTask], _ parts: [BlockResult], _ destinations: [Destination], count: Int
  ) -> [Interner?] {
    parallelism.map(count: tasks.count) { index -> Interner? in
      if case .dates = tasks[index].reading { return nil }
      guard case .integers(let codes) = destinations[index] else { return nil }
      var levels = Interner()
      for (block, part) in parts.enumerated() {
        let numbers = levels.merge(part.levels[index])
        let lower = block * Self.blockRows
        let upper = min(lower + Self.blockRows, count)
        if numbers.enumerated().allSatisfy({ $0.offset == Int($0.element) }) { continue }
        for row in lower..<upper where codes[row] >= 0 { codes[row] = numbers[Int(codes[row])] }
      }
      return levels
    }
  }
}

struct LongField: Sendable {
  let offset: Int
  let column: Int
}

/// Rows with another number of fields than the header.
struct RaggedTally: Sendable {
  struct Row: Sendable {
    let row: Int
    let found: Int
  }

  var rows: [Row] = []
  var count = 0

  mutating func add(_ other: RaggedTally, limit: Int) {
    rows.append(contentsOf: other.rows.prefix(max(0, limit - rows.count)))
    count += other.count
  }
}

struct BlockResult: Sendable {
  var tallies: [ColumnTally]
  var levels: [Interner]
  var ragged = RaggedTally()
  var tooLong: LongField?
}

/// Where the values of one column are to be written; rows are written once each, by one thread.
enum Destination: @unchecked Sendable {
  case numbers(UnsafeMutablePointer<Double>)
  case integers(UnsafeMutablePointer<Int32>)
  case texts(UnsafeMutablePointer<String?>, hashes: UnsafeMutablePointer<UInt64>?)
}

enum Destinations {
  /// Opens a buffer for each task, one call inside the other, so that all are open in `body` and
  /// none outlives it; then hands back the arrays. `body` must write every value.
  static func open(
    _ tasks: ArraySlice<ColumnTask>, count: Int, _ opened: [Destination] = [],
    _ body: ([Destination]) -> Void
  ) -> [ColumnStorage] {
    guard let task = tasks.first else {
      body(opened)
      return []
    }
    let rest = tasks.dropFirst()
    var tail: [ColumnStorage] = []
    switch task.reading {
    case .numbers:
      let values = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
        guard let base = buffer.baseAddress else { return }
        LargeMemory.expectWrites(buffer)
        tail = open(rest, count: count, opened + [.numbers(base)], body)
        initialized = count
      }
      return [.numbers(values)] + tail
    case .texts(let form):
      return texts(form, rest, count, opened, body)
    default:
      let values = [Int32](unsafeUninitializedCapacity: count) { buffer, initialized in
        guard let base = buffer.baseAddress else { return }
        LargeMemory.expectWrites(buffer)
        tail = open(rest, count: count, opened + [.integers(base)], body)
        initialized = count
      }
      if case .dates = task.reading { return [.dates(values)] + tail }
      return [.levels(values, Interner())] + tail
    }
  }

  private static func texts(
    _ form: TextForm, _ rest: ArraySlice<ColumnTask>, _ count: Int, _ opened: [Destination],
    _ body: ([Destination]) -> Void
  ) -> [ColumnStorage] {
    var tail: [ColumnStorage] = []
    var hashes: [UInt64] = []
    let values = [String?](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let base = buffer.baseAddress else { return }
      LargeMemory.expectWrites(buffer)
      if form == .plain {
        tail = open(rest, count: count, opened + [.texts(base, hashes: nil)], body)
      } else {
        hashes = [UInt64](unsafeUninitializedCapacity: count) { inner, hashed in
          LargeMemory.expectWrites(inner)
          tail = open(rest, count: count, opened + [.texts(base, hashes: inner.baseAddress)], body)
          hashed = count
        }
      }
      initialized = count
    }
    return [.texts(values, hashes: hashes)] + tail
  }
}
