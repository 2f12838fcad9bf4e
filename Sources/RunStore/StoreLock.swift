import Foundation

/// Held by whoever writes a run and its folder, so that nobody takes a run that is being written for one
/// that was interrupted. The system takes it back when a process ends, however it ends.
///
/// It is a lock on the store's folder: one on the store itself would be lost each time any other part of
/// the process closes that file.
struct StoreLock {
  private let descriptor: Int32

  /// - Parameters:
  ///   - patience: seconds to wait for others.
  ///   - checkpoint: called while waiting.
  init(store path: String, patience: Double, checkpoint: () throws -> Void) throws {
    let folder = (path as NSString).deletingLastPathComponent
    descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw RunStoreError.refused(path: path, message: String(cString: strerror(errno)))
    }
    let start = ContinuousClock.now
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // A file system without such locks: SQLite's own remain.
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      do {
        try checkpoint()
        if ContinuousClock.now - start > .seconds(patience) { throw RunStoreError.busy(path: path) }
      } catch {
        close(descriptor)
        throw error
      }
      usleep(20_000)
    }
  }

  func release() { close(descriptor) }
}
