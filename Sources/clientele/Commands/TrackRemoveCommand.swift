import ArgumentParser
import RunStore
import Segmentation

struct TrackRemoveCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: say(
        "Retirer du registre un trimestre, les plus anciens, ou les clients partis.",
        "Take a quarter, the oldest ones, or the clients who left out of the store."),
      discussion: say(
        """
        Exemple :
          clientele track remove --keep-quarters 8
          clientele track remove --departed

        Les dossiers écrits par « run » restent. Ce qui est retiré est effacé du fichier.
        """,
        """
        Example:
          clientele track remove --keep-quarters 8
          clientele track remove --departed

        The folders that 'run' wrote stay. What is taken out is erased from the file.
        """))
  }

  @OptionGroup var choice: StoreChoice

  @Option(
    help: ArgumentHelp(
      say("Trimestre à retirer.", "Quarter to take out."),
      valueName: say("trimestre", "period")))
  var period: Quarter?

  @Option(
    help: ArgumentHelp(
      say("Ne garder que les n derniers trimestres.", "Keep only the last n quarters."),
      valueName: "n"))
  var keepQuarters: Int?

  @Flag(
    help: ArgumentHelp(
      say(
        "Retirer tout ce qui concerne les clients absents du dernier trimestre.",
        "Take out everything about the clients who are not in the last quarter.")))
  var departed = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let requests = [period != nil, keepQuarters != nil, departed].count { $0 }
    if requests != 1 {
      throw ValidationError(
        say(
          "dire quoi retirer : --period, --keep-quarters ou --departed, un seul des trois.",
          "say what to take out: --period, --keep-quarters or --departed, one of the three."))
    }
    if let keepQuarters, keepQuarters < 1 {
      throw ValidationError(
        say(
          "--keep-quarters demande un nombre à partir de 1.",
          "--keep-quarters takes a number from 1."))
    }
  }

  func run() throws {
    let store = try choice.open()
    let portfolio = try choice.name(in: store)
    let removal: StoreRemoval
    if let period {
      removal = try store.remove(portfolio: portfolio, period: period.description)
    } else if let keepQuarters {
      removal = try store.keepQuarters(keepQuarters, portfolio: portfolio)
    } else {
      removal = try store.removeDepartedClients(portfolio: portfolio)
    }
    if !removal.periods.isEmpty {
      let list = removal.periods.joined(separator: ", ")
      print(say("Trimestres retirés : \(list).", "Quarters taken out: \(list)."))
    }
    print(
      say(
        "Clients dont plus rien ne reste : \(removal.clients).",
        "Clients of whom nothing is left: \(removal.clients)."))
  }
}
