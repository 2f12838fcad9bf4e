import ArgumentParser
import RunStore

/// The store that a command looks into.
struct StoreChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Registre (par défaut : notebooks-output/clientele.sqlite).",
        "Store (default: notebooks-output/clientele.sqlite)."),
      valueName: say("fichier", "file")))
  var store: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Portefeuille, où le registre en a plusieurs.", "Portfolio, where the store has several."),
      valueName: say("nom", "name")))
  var portfolio: String?

  func open() throws -> RunStore {
    try StoreOptions.open(store ?? "notebooks-output/" + RunStore.fileName, creating: false)
  }

  /// The portfolio meant: the one given, else the only one there is.
  func name(in store: RunStore) throws -> String {
    let known = Array(Set(try store.runs().map(\.portfolio))).sorted()
    if let portfolio {
      guard known.contains(portfolio) else { throw unknown(portfolio, known) }
      return portfolio
    }
    guard known.count == 1, let only = known.first else {
      throw Complaint(
        status: known.isEmpty ? .unusableData : .usage,
        message: known.isEmpty
          ? say("le registre est vide.", "the store is empty.")
          : say(
            "le registre a plusieurs portefeuilles : en choisir un avec --portfolio (\(known.joined(separator: ", "))).",
            "the store has several portfolios: choose one by --portfolio (\(known.joined(separator: ", ")))."
          ))
    }
    return only
  }

  private func unknown(_ name: String, _ known: [String]) -> Complaint {
    Complaint(
      status: .unusableData,
      message: say(
        "le registre n'a pas de portefeuille « \(name) ». Il a : \(known.joined(separator: ", ")).",
        "the store has no portfolio '\(name)'. It has: \(known.joined(separator: ", "))."))
  }
}
