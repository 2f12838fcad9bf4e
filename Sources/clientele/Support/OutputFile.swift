import Foundation

/// One file, written whole or not at all.
struct OutputFile {
  let path: String

  /// A slip of the hand must not cost the portfolio.
  func refuse(over input: String) throws {
    guard input != "-",
      URL(fileURLWithPath: path).resolvingSymlinksInPath()
        == URL(fileURLWithPath: input).resolvingSymlinksInPath()
    else { return }
    throw Complaint(
      status: .outputUnwritable,
      message: say(
        "« \(path) » est le fichier lu : il ne sera pas remplacé.",
        "'\(path)' is the file that is read: it will not be replaced."))
  }

  /// Refuses, before the work, a path that cannot be written, the input, and, without `force`, a file
  /// that exists.
  func refuse(over input: String, replacing force: Bool) throws {
    try refuse(over: input)
    if !force, FileManager.default.fileExists(atPath: path) {
      throw Complaint(
        status: .outputUnwritable,
        message: say(
          "« \(path) » existe déjà. Ajouter --force pour le remplacer.",
          "'\(path)' exists already. Add --force to replace it."))
    }
    try probe()
  }

  /// Refuses before the work what ``write(_:)`` would refuse after it: writes a file beside, and takes
  /// it away.
  func probe() throws {
    var isFolder: ObjCBool = false
    let beside = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent(".clientele-" + UUID().uuidString)
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !(isThere && isFolder.boolValue), (try? Data().write(to: beside)) != nil else {
      throw unwritable
    }
    try? FileManager.default.removeItem(at: beside)
  }

  func write(_ bytes: [UInt8]) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw unwritable
    }
  }

  private var unwritable: Complaint {
    Complaint(
      status: .outputUnwritable,
      message: say(
        "« \(path) » ne peut pas être écrit : vérifier le dossier, les droits, l'espace disque.",
        "'\(path)' cannot be written: check the folder, the permissions, the disk space."))
  }
}
