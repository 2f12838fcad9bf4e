import ArgumentParser
import Foundation
import Reports
import RunStore
import Segmentation
import Tracking

/// Where a run is recorded, and whether.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Registre des trimestres (par défaut : clientele.sqlite à côté du dossier écrit ; avec --output, "
          + "seulement s'il y est déjà).",
        "Store of the quarters (default: clientele.sqlite beside the folder written; with --output, only "
          + "where it is there already)."),
      valueName: say("fichier", "file")))
  var store: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Ne rien enregistrer et ne comparer à aucun trimestre.",
        "Record nothing and compare with no quarter.")))
  var noStore = false

  @Option(
    help: ArgumentHelp(
      say(
        "Ne garder que les n derniers trimestres de ce portefeuille.",
        "Keep only the last n quarters of this portfolio."), valueName: "n"))
  var keepQuarters: Int?

  func validate() throws {
    if store != nil, noStore {
      throw ValidationError(
        say(
          "--store et --no-store s'excluent : garder l'une des deux.",
          "--store and --no-store exclude each other: keep one of them."))
    }
    if store?.isEmpty == true {
      throw ValidationError(
        say("--store demande le nom d'un fichier.", "--store takes the name of a file."))
    }
    if let keepQuarters, keepQuarters < 1 {
      throw ValidationError(
        say(
          "--keep-quarters demande un nombre à partir de 1.",
          "--keep-quarters takes a number from 1."))
    }
  }

  /// The store that a run goes to; `nil` where it is not recorded.
  ///
  /// - Parameters:
  ///   - folder: the run's.
  ///   - isElsewhere: whether the user chose the folder. Nothing is then put beside it unasked.
  ///   - period: without one there is nothing to record.
  func place(besides folder: String, isElsewhere: Bool, period: String?) throws -> StorePlace? {
    if noStore { return nil }
    if let store { return try StorePlace(OutputFolder.absolute(store)) }
    if period == nil { return nil }
    let parent = (OutputFolder.absolute(folder) as NSString).deletingLastPathComponent
    let path = (parent as NSString).appendingPathComponent(RunStore.fileName)
    if isElsewhere, !FileManager.default.fileExists(atPath: path) { return nil }
    return try StorePlace(path)
  }

  static func open(_ path: String, creating: Bool) throws -> RunStore {
    do throws(RunStoreError) {
      return try RunStore(path: OutputFolder.absolute(path), creating: creating)
    } catch {
      throw Complaint(error)
    }
  }
}

/// A store that is there, or that will be made with the first run that is recorded: a run that fails
/// leaves none behind.
struct StorePlace {
  let path: String
  /// `nil` where there is none yet.
  let existing: RunStore?

  init(_ path: String) throws {
    self.path = path
    do throws(RunStoreError) {
      existing = try RunStore(path: path, creating: false)
    } catch .notFound {
      existing = nil
    } catch {
      throw Complaint(error)
    }
  }

  func made() throws -> RunStore {
    try existing ?? StoreOptions.open(path, creating: true)
  }
}

extension OutputFolder {
  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}

extension Complaint {
  init(_ error: RunStoreError) {
    switch error {
    case .notFound(let path):
      self.init(
        status: .inputUnreadable,
        message: say(
          "\(path) : aucun registre à cet endroit. Faire d'abord un « run », ou donner --store.",
          "\(path): no store there. Make a 'run' first, or give --store."))
    case .notAFile(let path):
      self.init(
        status: .inputUnreadable,
        message: say(
          "\(path) : ce n'est pas un fichier. Donner le chemin d'un registre avec --store.",
          "\(path): this is no file. Give the path of a store with --store."))
    case .notAStore(let path):
      self.init(
        status: .unusableData,
        message: say(
          "\(path) : ce fichier n'est pas un registre de Clientele ; il n'est pas touché. Donner un autre "
            + "chemin avec --store, ou --no-store.",
          "\(path): this file is no store of Clientele; it is left alone. Give another path with --store, "
            + "or --no-store."))
    case .damaged(let path, let copy):
      let aside =
        copy.map {
          say(
            " Une copie de son contenu est en « \($0) ».", " A copy of its content is at '\($0)'.")
        } ?? ""
      self.init(
        status: .unusableData,
        message: say(
          "\(path) : le registre est abîmé ou tronqué ; rien n'y est écrit.\(aside) Reprendre une "
            + "sauvegarde, ou continuer sans lui avec --no-store ou un autre --store.",
          "\(path): the store is damaged or cut short; nothing is written to it.\(aside) Take a backup, or "
            + "go on without it by --no-store or another --store."))
    case .newerSchema(let path):
      self.init(
        status: .unusableData,
        message: say(
          "\(path) : ce registre a été écrit par une version plus récente de Clientele. Mettre Clientele à "
            + "jour, ou donner un autre --store.",
          "\(path): this store was written by a newer version of Clientele. Update Clientele, or give another "
            + "--store."))
    case .refused(let path, let message):
      self.init(
        status: .outputUnwritable,
        message: say(
          "\(path) : le registre ne peut pas être ouvert ou écrit (\(message)). Vérifier les droits et la "
            + "place, ou prendre --no-store.",
          "\(path): the store cannot be opened or written (\(message)). Check the permissions and the space, "
            + "or take --no-store."))
    case .busy(let path):
      self.init(
        status: .outputUnwritable,
        message: say(
          "\(path) : une autre commande écrit dans le registre et n'a pas fini. Réessayer.",
          "\(path): another command is writing to the store and has not finished. Try again."))
    case .noSuchRun:
      self.init(
        status: .unusableData,
        message: say(
          "le registre n'a pas ce trimestre de ce portefeuille. « clientele track list » montre ce qu'il a.",
          "the store has no such quarter of this portfolio. 'clientele track list' shows what it has."
        ))
    case .otherModelVersion(let period):
      self.init(
        status: .unusableData,
        message: say(
          "\(period) a été enregistré par une autre version de Clientele, dont les modèles ne se lisent plus.",
          "\(period) was recorded by another version of Clientele, whose models are not read any more."
        ))
    }
  }
}
