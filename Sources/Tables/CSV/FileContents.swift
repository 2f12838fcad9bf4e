/// The bytes of an input, for those who need them besides the reader: a fingerprint, for one.
public enum FileContents {
  /// A file, a pipe or a device, read once.
  ///
  /// - Throws: ``TablesError``: not found, a directory, unreadable, too large.
  public static func read(
    path: String, limit: Int = CSVOptions().maximumFileBytes
  ) throws(TablesError) -> [UInt8] {
    try FileBytes.read(path: path, limit: limit)
  }
}
