/// A table of text cells; the first column names the row.
public struct DataTable: Sendable, Equatable {
  public enum Alignment: Sendable, Equatable { case text, number }

  public struct Column: Sendable, Equatable {
    public var heading: RichText
    public var alignment: Alignment

    public init(_ heading: RichText, _ alignment: Alignment = .text) {
      self.heading = heading
      self.alignment = alignment
    }
  }

  public var caption: RichText
  public var columns: [Column]
  /// Each as long as `columns`.
  public var rows: [[RichText]]

  public init(caption: RichText, columns: [Column], rows: [[RichText]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "a cell for each column")
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}
