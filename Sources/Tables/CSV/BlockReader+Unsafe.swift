/// Reads one block of rows: splits some rows into fields, then goes down each column in turn.
struct BlockReader {
  let pass: ColumnPass
  let tasks: [ColumnTask]
  let destinations: [Destination]
  /// Number of the block's first row among the values.
  let origin: Int
  private var result: BlockResult
  private var scratch: [UInt8] = []

  init(pass: ColumnPass, tasks: [ColumnTask], destinations: [Destination], origin: Int) {
    self.pass = pass
    self.tasks = tasks
    self.destinations = destinations
    self.origin = origin
    result = BlockResult(
      tallies: [ColumnTally](repeating: ColumnTally(), count: tasks.count),
      levels: [Interner](repeating: Interner(), count: tasks.count))
  }

  mutating func read(_ rows: ArraySlice<RowSpan>) -> BlockResult {
    pass.text.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let scanner = FieldScanner(
        base: base, separator: pass.dialect.separatorByte, hasQuotes: pass.hasQuotes,
        columnCount: pass.columnCount)
      // The fields of one strip stay in the second-level cache while its columns are read.
      let strip = max(1, 8192 / pass.columnCount)
      withUnsafeTemporaryAllocation(of: FieldSpan.self, capacity: strip * pass.columnCount) {
        fields in
        guard let spans = fields.baseAddress else { return }
        var row = rows.startIndex
        while row < rows.endIndex {
          let upper = min(row + strip, rows.endIndex)
          let first = origin + row - rows.startIndex
          split(rows[row..<upper], first: first, scanner: scanner, into: spans)
          readColumns(Strip(scanner: scanner, spans: spans, first: first, count: upper - row))
          row = upper
        }
      }
    }
    return result
  }

  private struct Strip {
    let scanner: FieldScanner
    let spans: UnsafeMutablePointer<FieldSpan>
    let first: Int
    let count: Int
  }

  private mutating func split(
    _ rows: ArraySlice<RowSpan>, first: Int, scanner: FieldScanner,
    into spans: UnsafeMutablePointer<FieldSpan>
  ) {
    var position = spans
    var number = first
    for row in rows {
      let found = scanner.split(row, into: position)
      if found > pass.columnCount || found < pass.requiredCount {
        result.ragged.count += 1
        if result.ragged.rows.count < pass.options.reportLimit {
          result.ragged.rows.append(RaggedTally.Row(row: number, found: found))
        }
      }
      if row.end - row.start > pass.options.maximumFieldBytes && result.tooLong == nil {
        checkLength(position, row)
      }
      position += pass.columnCount
      number += 1
    }
  }

  private mutating func checkLength(_ fields: UnsafeMutablePointer<FieldSpan>, _ row: RowSpan) {
    for column in 0..<pass.columnCount
    where fields[column].end - fields[column].start > pass.options.maximumFieldBytes {
      result.tooLong = LongField(offset: fields[column].start, column: column + 1)
      return
    }
    let last = fields[pass.columnCount - 1].end
    if row.end - last > pass.options.maximumFieldBytes {
      result.tooLong = LongField(offset: row.start, column: pass.columnCount + 1)
    }
  }

  private mutating func readColumns(_ strip: Strip) {
    for (index, task) in tasks.enumerated() {
      switch (task.reading, destinations[index]) {
      case (.numbers(let plan), .numbers(let output)):
        readNumbers(strip, task.field, index, plan, output)
      case (.dates(let plan), .integers(let output)):
        readDates(strip, task.field, index, plan, output)
      case (.texts(let form), .texts(let output, let hashes)):
        readTexts(strip, task.field, index, form, output, hashes)
      case (_, .integers(let output)):
        readLevels(strip, task.field, index, output)
      default: preconditionFailure("a destination fits its task")
      }
    }
  }

  /// The text of a field, quotes taken out.
  @inline(__always)
  private mutating func withText<Value>(
    _ strip: Strip, _ field: FieldSpan, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    if !field.isEscaped {
      return body(
        UnsafeBufferPointer(
          start: strip.scanner.base + field.start, count: field.end &- field.start))
    }
    strip.scanner.unescape(field, into: &scratch)
    return scratch.withUnsafeBufferPointer(body)
  }

  private mutating func note(_ index: Int, row: Int, _ found: CellContent) {
    result.tallies[index].misfitCount += 1
    if result.tallies[index].misfits.count < pass.options.reportLimit {
      result.tallies[index].misfits.append(Misfit(row: row, found: found))
    }
  }

  private mutating func readNumbers(
    _ strip: Strip, _ field: Int, _ index: Int, _ plan: NumberPlan,
    _ output: UnsafeMutablePointer<Double>
  ) {
    let cell = NumberCell(plan: plan)
    let plain = PlainNumber(plan)
    let base = strip.scanner.base
    var span = strip.spans + field
    for row in 0..<strip.count {
      let text = span.pointee
      if !text.isEscaped,
        let number = plain?.read(base + text.start, count: text.end &- text.start)
      {
        output[strip.first &+ row] = number
        span += pass.columnCount
        continue
      }
      let value = withText(strip, text) { cell.read($0.span) }
      switch value {
      case .value(let number): output[strip.first &+ row] = number
      case .missing: output[strip.first &+ row] = .nan
      case .misfit(let found):
        output[strip.first &+ row] = .nan
        note(index, row: strip.first + row, found)
      }
      span += pass.columnCount
    }
  }

  private mutating func readDates(
    _ strip: Strip, _ field: Int, _ index: Int, _ plan: DatePlan,
    _ output: UnsafeMutablePointer<Int32>
  ) {
    var span = strip.spans + field
    for row in 0..<strip.count {
      let value = withText(strip, span.pointee) { DateCell.read($0.span, plan) }
      switch value {
      case .value(let day):
        output[strip.first &+ row] = day.value
        if day.isSerial { result.tallies[index].serials &+= 1 }
      case .missing: output[strip.first &+ row] = .min
      case .misfit(let found):
        output[strip.first &+ row] = .min
        note(index, row: strip.first + row, found)
      }
      span += pass.columnCount
    }
  }

  private mutating func readLevels(
    _ strip: Strip, _ field: Int, _ index: Int, _ output: UnsafeMutablePointer<Int32>
  ) {
    // Out of the array and back in, so that the table is not copied at each cell.
    var levels = Interner()
    swap(&levels, &result.levels[index])
    var blank = 0
    var span = strip.spans + field
    for row in 0..<strip.count {
      let code = withText(strip, span.pointee) { text -> Int32 in
        let range = TextCell.range(text.span)
        guard !range.isEmpty, let base = text.baseAddress else { return -1 }
        return levels.intern(base + range.lowerBound, range.count)
      }
      if code < 0 { blank &+= 1 }
      output[strip.first &+ row] = code
      span += pass.columnCount
    }
    swap(&levels, &result.levels[index])
    result.tallies[index].blank += blank
  }

  private mutating func readTexts(
    _ strip: Strip, _ field: Int, _ index: Int, _ form: TextForm,
    _ output: UnsafeMutablePointer<String?>, _ hashes: UnsafeMutablePointer<UInt64>?
  ) {
    var span = strip.spans + field
    for row in 0..<strip.count {
      let reading = withText(strip, span.pointee) { text -> TextReading in
        TextReading(text, form: form)
      }
      (output + strip.first + row).initialize(to: reading.text)
      hashes?[strip.first + row] = reading.hash
      if reading.isInvalid { result.tallies[index].invalidIdentifiers += 1 }
      if let found = reading.misfit { note(index, row: strip.first + row, found) }
      span += pass.columnCount
    }
  }
}

/// A text cell read, with its hash when it names a row.
private struct TextReading {
  var text: String?
  var hash: UInt64 = 0
  var isInvalid = false
  var misfit: CellContent?

  init(_ cell: UnsafeBufferPointer<UInt8>, form: TextForm) {
    let span = cell.span
    let range = TextCell.range(span)
    let trimmed = UnsafeBufferPointer(rebasing: cell[range])
    if MissingTokens.contains(trimmed.span) { return }
    if form == .siren || form == .siret {
      let number = EnterpriseNumber(trimmed.span, count: form == .siren ? 9 : 14)
      isInvalid = !number.isValid && !number.hasLostDigits
      misfit = number.hasLostDigits ? .lostDigits : nil
      if let digits = number.digits {
        text = String(decoding: digits, as: UTF8.self)
        digits.withUnsafeBufferPointer { take(hashOf: $0) }
        return
      }
      if misfit != nil { return }
    }
    text = String(decoding: trimmed, as: UTF8.self)
    if form != .plain { take(hashOf: trimmed) }
  }

  private mutating func take(hashOf bytes: UnsafeBufferPointer<UInt8>) {
    if let base = bytes.baseAddress { hash = ByteHash.hash(base, bytes.count) }
  }
}
