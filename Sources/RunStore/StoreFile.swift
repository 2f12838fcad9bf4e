import Foundation
import GRDB

/// The file of a store: made whole or not at all, and looked at before SQLite is let near it.
struct StoreFile {
  let path: String

  enum State { case absent, store, other }

  /// - Throws: ``RunStoreError/notAFile(path:)``, ``RunStoreError/damaged(path:copy:)``,
  ///   ``RunStoreError/refused(path:message:)``.
  func state() throws(RunStoreError) -> State {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return .absent }
      throw .refused(path: path, message: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    // A store never has no byte: it is made beside and takes its name when it is whole.
    if status.st_size == 0 { throw damaged() }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .refused(path: path, message: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &header, 100)
    guard count >= 16, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      return .other
    }
    if count < 100 { throw damaged() }
    // Another program's database is told before SQLite is let near it: even opening would change it.
    guard Self.number(header, 68, 4) == Int(StoreSchema.applicationIdentifier) else {
      return .other
    }
    if isCut(header, size: Int(status.st_size)) { throw damaged() }
    return .store
  }

  /// Whether the file has fewer pages than its header says. What a write-ahead log still holds is not
  /// counted in it.
  private func isCut(_ header: [UInt8], size: Int) -> Bool {
    func number(_ place: Int, _ bytes: Int) -> Int { Self.number(header, place, bytes) }
    let page = number(16, 2) == 1 ? 65_536 : number(16, 2)
    let pages = number(28, 4)
    // The count holds only where the change counter agrees with the version that wrote it.
    guard page >= 512, number(24, 4) == number(92, 4) else { return page < 512 }
    return size < page * pages && !hasLog
  }

  private static func number(_ header: [UInt8], _ place: Int, _ bytes: Int) -> Int {
    header[place..<(place + bytes)].reduce(0) { $0 << 8 | Int($1) }
  }

  private var hasLog: Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// Puts the bytes of a damaged store aside, once for each state of them: whatever anybody tries on the
  /// store, they are still there.
  func damaged() -> RunStoreError {
    let manager = FileManager.default
    for number in 1...99 {
      let copy = "\(path).damaged-\(number)"
      if manager.contentsEqual(atPath: path, andPath: copy) {
        return .damaged(path: path, copy: copy)
      }
      if manager.fileExists(atPath: copy) { continue }
      guard (try? manager.copyItem(atPath: path, toPath: copy)) != nil else { break }
      chmod(copy, 0o600)
      if hasLog { try? manager.copyItem(atPath: path + "-wal", toPath: copy + "-wal") }
      return .damaged(path: path, copy: copy)
    }
    return .damaged(path: path, copy: nil)
  }

  /// Makes an empty store, 0600. Where somebody else makes one in the meantime, that one stays.
  func create() throws(RunStoreError) {
    let folder = (path as NSString).deletingLastPathComponent
    let made = makeFolders(folder.isEmpty ? "." : folder)
    let temporary = "\(path).new-\(UUID().uuidString)"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(temporary + suffix) } }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let message = String(cString: strerror(errno))
      for folder in made.reversed() { rmdir(folder) }
      throw .refused(path: path, message: message)
    }
    close(descriptor)
    do {
      let queue = try DatabaseQueue(path: temporary, configuration: Self.configuration)
      try StoreSchema.migrator.migrate(queue)
      try queue.close()
    } catch {
      throw .refused(path: path, message: Self.words(error))
    }
    if link(temporary, path) != 0, errno != EEXIST {
      throw .refused(path: path, message: String(cString: strerror(errno)))
    }
  }

  /// Makes the folders above the store, 0700, and names those that were not there.
  private func makeFolders(_ folder: String) -> [String] {
    var missing: [String] = []
    var next = folder
    while !FileManager.default.fileExists(atPath: next), next != "/", !next.isEmpty {
      missing.append(next)
      next = (next as NSString).deletingLastPathComponent
    }
    var made: [String] = []
    for folder in missing.reversed() where mkdir(folder, 0o700) == 0 { made.append(folder) }
    return made
  }

  /// What is removed is overwritten with zeros: a client who left is to be gone.
  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(60)
    configuration.label = "clientele"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    return configuration
  }

  /// SQLite's own words for what went wrong, without any value.
  static func words(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(type(of: error))"
  }
}
