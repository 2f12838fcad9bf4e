import Foundation

/// A folder that a command adds files to, each written whole or not at all.
struct OutputFolder {
  let path: String

  func path(of name: String) -> String {
    URL(fileURLWithPath: path).appendingPathComponent(name).relativePath
  }

  func create() throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Complaint(
        status: .outputUnwritable,
        message: say(
          "le dossier « \(path) » ne peut pas être créé. Choisir un autre dossier avec --output.",
          "the folder '\(path)' cannot be created. Choose another with --output."))
    }
  }

  func refuseExisting(_ names: [String]) throws {
    guard let taken = names.first(where: { FileManager.default.fileExists(atPath: path(of: $0)) })
    else { return }
    throw Complaint(
      status: .outputUnwritable,
      message: say(
        "« \(path(of: taken)) » existe déjà. Ajouter --force pour le remplacer.",
        "'\(path(of: taken))' exists already. Add --force to replace it."))
  }

  func write(_ bytes: [UInt8], as name: String) throws {
    try OutputFile(path: path(of: name)).write(bytes)
  }
}
