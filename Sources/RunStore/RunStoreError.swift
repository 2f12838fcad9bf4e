/// Why a store cannot be used. Facts only: no client, no value.
public enum RunStoreError: Error, Sendable, Equatable {
  /// Nothing at this path, and none was to be made.
  case notFound(path: String)
  /// A folder, a device: no file.
  case notAFile(path: String)
  /// A file that is no store: another program's.
  case notAStore(path: String)
  /// A store that was cut short or changed otherwise than by this module; `copy` is where its bytes were
  /// put aside, `nil` where they could not be.
  case damaged(path: String, copy: String?)
  /// Written by a newer version, in a form that this one does not know.
  case newerSchema(path: String)
  /// The system refused; `message` is SQLite's own, or the system's.
  case refused(path: String, message: String)
  /// Somebody else is writing, and did not finish in time.
  case busy(path: String)
  /// No such run.
  case noSuchRun
  /// A run whose model this version does not read.
  case otherModelVersion(period: String)
}
