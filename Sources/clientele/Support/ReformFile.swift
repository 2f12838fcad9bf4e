import Segmentation
import Tables

/// The reform as it is known to the product, with what a file of the firm changes.
struct ReformFile {
  let reform: Reform

  init(path: String?) throws {
    guard let path else {
      reform = try Reform.standard()
      return
    }
    do {
      let bytes = try FileContents.read(path: path, limit: 1 << 20)
      reform = try Reform.read(over: String(decoding: bytes, as: UTF8.self))
    } catch let error as TablesError {
      throw Complaint(error, file: path)
    } catch let error as ConfigurationError {
      throw Complaint(error, file: path)
    }
  }
}
