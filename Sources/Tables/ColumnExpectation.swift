extension TypeInference {
  /// What the name of a known column says that it holds, where that is a number or a date. The
  /// caller's word goes before it.
  var expectedKind: ColumnKind? {
    if imposedKind != nil { return nil }
    return switch header.known?.hint {
    case .number, .fraction: .numeric
    case .date: .date
    default: nil
    }
  }

  /// The column read as `expectedKind`.
  var expected: ColumnDecision {
    expectedKind == .date
      ? dateDecision() : numberDecision(NumberSummary(profile, mark: mark))
  }

  /// Whether a column that was not read as `expectedKind` holds too much that is something else, as
  /// far as the profile tells. A column of another kind whose cells would all fit is a choice (codes
  /// with leading zeros), and personal data are told by themselves.
  func disappoints(_ kind: ColumnKind) -> Bool {
    guard let expectedKind, kind != expectedKind, profile.present > 0,
      profile.personalData == nil
    else { return false }
    let fitting =
      expectedKind == .date
      ? profile.dates + profile.serials : NumberSummary(profile, mark: mark).fitting
    return MisfitLimit(options).isPassed(by: profile.present - fitting, of: profile.present)
  }
}

/// How many values may be something else than their column holds.
struct MisfitLimit {
  let share: Double
  let count: Int

  init(_ options: CSVOptions) {
    share = options.misfitShare
    count = options.misfitCount
  }

  func isPassed(by misfits: Int, of present: Int) -> Bool {
    misfits > count && Double(misfits) > share * Double(present)
  }

  /// Whether so few values fit that the header is what is wrong.
  func isContradicted(by misfits: Int, of present: Int) -> Bool {
    Double(present - misfits) <= share * Double(present)
  }
}

extension UnexpectedContent {
  init(
    _ header: HeaderCell, expected: ColumnKind, firstLine: Int, count: Int, present: Int,
    limit: MisfitLimit
  ) {
    self.init(
      columnName: header.name, position: header.position, expected: expected,
      firstLine: firstLine, count: count, present: present, limitCount: limit.count,
      limitShare: limit.share)
  }
}

extension CSVOptions {
  /// Whether the caller says what a column is.
  func imposes(_ header: HeaderCell) -> Bool {
    [header.key, header.name].contains { kinds[$0] != nil || units[$0] != nil }
  }

  /// Whether a column with too many misfits refuses the file.
  func refuses(_ header: HeaderCell) -> Bool {
    refusesMisfits && !unusedColumns.contains(header.key) && !unusedColumns.contains(header.name)
  }
}
