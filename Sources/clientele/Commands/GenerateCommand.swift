import ArgumentParser
import Foundation
import Segmentation

struct GenerateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "generate",
      abstract: say(
        "Fabriquer un portefeuille inventé, sur plusieurs trimestres, avec sa vérité à part.",
        "Make an invented portfolio over several quarters, its truth in separate files."),
      discussion: say(
        """
        Exemple :
          clientele generate --clients 800 --period 2026-T1 --quarters 3 --output essai

        Écrit portefeuille-<trimestre>.csv et verite-<trimestre>.csv. Les entreprises, leurs noms et \
        leurs numéros sont inventés ; la même graine donne les mêmes fichiers.
        """,
        """
        Example:
          clientele generate --clients 800 --period 2026-T1 --quarters 3 --output trial

        Writes portefeuille-<quarter>.csv and verite-<quarter>.csv. The companies, their names and \
        their numbers are invented; the same seed gives the same files.
        """))
  }

  @Option(
    help: ArgumentHelp(
      say("Clients au premier trimestre.", "Clients in the first quarter."), valueName: "n"))
  var clients = 800

  @Option(
    help: ArgumentHelp(say("Graine des tirages.", "Seed of the random draws."), valueName: "n"))
  var seed: UInt64 = 2026

  @Option(
    help: ArgumentHelp(
      say("Premier trimestre, par exemple 2026-T2.", "First quarter, such as 2026-T2."),
      valueName: say("trimestre", "period")))
  var period: Quarter

  @Option(
    help: ArgumentHelp(say("Nombre de trimestres.", "Number of quarters."), valueName: "n"))
  var quarters = 1

  @Option(
    help: ArgumentHelp(
      say(
        "Écart entre les types de clients : 0.5 plus difficile, 1.5 plus facile.",
        "Distance between the types of clients: 0.5 is harder, 1.5 easier."), valueName: "x"))
  var separation = 1.0

  @Option(
    help: ArgumentHelp(
      say("Multiplie les taux de valeurs manquantes.", "Multiplies the shares of missing values."),
      valueName: "x"))
  var missingness = 1.0

  @Option(
    help: ArgumentHelp(
      say(
        "Inégalité des types : 0 tous égaux, 1 comme documenté.",
        "Inequality of the types: 0 all equal, 1 as documented."), valueName: "x"))
  var imbalance = 1.0

  @Option(
    help: ArgumentHelp(
      say("Dossier où écrire les fichiers.", "Folder for the files."),
      valueName: say("dossier", "folder")))
  var output: String

  @Flag(
    help: ArgumentHelp(
      say("Remplacer les fichiers qui existent.", "Replace files that exist.")))
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if clients < 1 || clients > 10_000_000 {
      throw ValidationError(
        say(
          "--clients demande un nombre de 1 à 10 000 000.",
          "--clients takes a number from 1 to 10,000,000."))
    }
    if output.isEmpty {
      throw ValidationError(
        say("--output demande le nom d'un dossier.", "--output takes the name of a folder."))
    }
    if !(1...80).contains(quarters) {
      throw ValidationError(
        say("--quarters demande un nombre de 1 à 80.", "--quarters takes a number from 1 to 80."))
    }
    if period < Quarter(year: 2020, number: 1) || period.year > 2100 {
      throw ValidationError(
        say(
          "--period demande un trimestre de 2020-T1 à 2100-T4.",
          "--period takes a quarter from 2020-T1 to 2100-T4."))
    }
    for value in [separation, missingness, imbalance] where !(0...10).contains(value) {
      throw ValidationError(
        say(
          "--separation, --missingness et --imbalance demandent un nombre de 0 à 10.",
          "--separation, --missingness and --imbalance take a number from 0 to 10."))
    }
  }

  func run() throws {
    let generator = PortfolioGenerator(
      clients: clients, seed: seed, firstPeriod: period, quarters: quarters,
      options: GeneratorOptions(
        separation: separation, missingness: missingness, imbalance: imbalance))
    let folder = OutputFolder(path: output)
    let names = generator.periods.flatMap {
      [PortfolioGenerator.portfolioFileName($0), PortfolioGenerator.truthFileName($0)]
    }
    if !force { try folder.refuseExisting(names) }
    try folder.create()
    let progress = Progress(quiet: common.quiet, stageCount: generator.periods.count)
    for period in generator.periods {
      progress.begin("\(period)")
      try folder.write(
        generator.portfolioFile(period), as: PortfolioGenerator.portfolioFileName(period))
      try folder.write(generator.truthFile(period), as: PortfolioGenerator.truthFileName(period))
    }
    progress.end()
    print(names.map { folder.path(of: $0) }.joined(separator: "\n"))
  }
}

extension Quarter: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
