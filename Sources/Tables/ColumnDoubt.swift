/// Something `inspect` should show, with facts and never a client's value.
public enum ColumnDoubt: Sendable, Equatable, Codable {
  /// `12,345` may be twelve thousand or twelve and a bit, and nothing decides: the mark that is
  /// written, whether it was taken for the decimal one (else it sets thousands apart), and on how
  /// many values.
  case decimalSeparatorUndecided(mark: DecimalMark, isDecimal: Bool, count: Int)
  /// Percentages written both as 0–1 and 0–100.
  case percentScaleMixed
  /// Values whose unit differs from the column's (`k€` among `€`), converted: how many.
  case unitsMixed(count: Int)
  /// Day and month cannot be told apart in any row.
  case dayMonthUndecided
  /// Days and months without a year (`31/12`), read as days of the year: how many.
  case datesWithoutYear(count: Int)
  /// Levels spelt in several ways (`SARL`, `S.A.R.L.`), read as one: how many in another way than shown.
  case spellingsMerged(count: Int)
  /// Yes and no said in several ways (`oui` and `O`), read as one: how many in another way than most.
  case answersMixed(count: Int)
  /// Dates that a spreadsheet has left as numbers of days (`45658`), read as dates: how many.
  case serialDates(count: Int)
  /// Values that do not fit the type, now missing: how many.
  case valuesNotFitting(count: Int)
  /// The header or the configuration says what the column holds, and too much of it is something
  /// else. Refused: such a file is not studied; otherwise the column holds one other thing
  /// throughout, and was read as that.
  case unexpectedContent(UnexpectedContent, isRefused: Bool)
  /// SIREN or SIRET that fail the Luhn check: how many.
  case invalidIdentifiers(count: Int)
  /// SIREN or SIRET whose last digits a spreadsheet has lost (`7,32829E+13`), now missing.
  case lostDigits(count: Int, firstLine: Int)
  /// The same identifier on several rows: how many rows beyond the first.
  case duplicatedIdentifiers(count: Int)
  /// The column that names the rows repeats so often that it does not name clients, or that the file
  /// has several rows a client.
  case notOneRowPerClient(count: Int, rows: Int)
  /// Digits with few distinct values: read as an ordinal or a category rather than a quantity.
  case fewDistinctNumbers(count: Int)
  /// Numbers (or dates) and other things, too many of both: read as categories or text.
  case mixedContent(of: ColumnKind, fitting: Int, notFitting: Int)
  /// The letters A, B, C… under a header that says neither a scale nor names: read as names.
  case letterLevels
  /// Imposed as a scale, and in no order that is known: the levels stand in alphabetical order.
  case levelOrderUnknown
  /// Data about persons, by the header or by the form and check digits of the values: not to be
  /// used, not to be copied.
  case personalData(PersonalDataKind)

  private enum UnexpectedContentCodingKeys: String, CodingKey { case _0 = "content", isRefused }
  private enum PersonalDataCodingKeys: String, CodingKey { case _0 = "kind" }
}

/// How far a column is from what its header or the configuration says of it.
public struct UnexpectedContent: Sendable, Codable, Equatable {
  public let columnName: String
  /// 1-based position in the file.
  public let position: Int
  public let expected: ColumnKind
  /// The first value that is something else.
  public let firstLine: Int
  /// Values that are something else, of all the values present.
  public let count: Int
  public let present: Int
  /// The limits passed: more values than `limitCount`, and more than `limitShare` of them.
  public let limitCount: Int
  public let limitShare: Double

  public init(
    columnName: String, position: Int, expected: ColumnKind, firstLine: Int, count: Int,
    present: Int, limitCount: Int, limitShare: Double
  ) {
    self.columnName = columnName
    self.position = position
    self.expected = expected
    self.firstLine = firstLine
    self.count = count
    self.present = present
    self.limitCount = limitCount
    self.limitShare = limitShare
  }
}
