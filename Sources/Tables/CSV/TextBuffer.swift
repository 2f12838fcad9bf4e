/// The bytes of a file, followed by zero bytes so that loads of eight bytes stay inside.
struct TextBuffer: Sendable {
  /// The text stands in `start..<count`.
  let bytes: [UInt8]
  var start: Int
  let count: Int

  static let padding = 64

  /// - Parameter bytes: already padded.
  init(padded bytes: [UInt8], count: Int) {
    precondition(bytes.count >= count + Self.padding, "room for the padding")
    self.bytes = bytes
    self.start = 0
    self.count = count
  }

  /// Bytes that nobody else holds, with room behind them, are padded where they stand.
  init(padding bytes: consuming [UInt8]) {
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    self.init(padded: bytes, count: count)
  }
}
