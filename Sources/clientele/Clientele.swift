import ArgumentParser
import Foundation
import Segmentation

@main
struct Clientele: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "clientele",
      abstract: say(
        "Qui sont vos clients, vraiment ? Clientele trouve les segments naturels d'un portefeuille, "
          + "les éprouve sur des clients mis de côté et les décrit avec des mots.",
        "Who are your clients, really? Clientele finds the natural segments of a portfolio, tries "
          + "them on clients left aside, and describes them in words."),
      discussion: say(
        """
        Pour commencer :
          clientele run portefeuille.csv

        Rien ne quitte cette machine. Les lectures douteuses sont montrées, jamais devinées.
        """,
        """
        To begin:
          clientele run portfolio.csv

        Nothing leaves this machine. Doubtful readings are shown, never guessed.
        """),
      version: Product.version,
      subcommands: [
        RunCommand.self, AssignCommand.self, InspectCommand.self, ClusterCommand.self,
        ChooseCommand.self, FactorsCommand.self, DescribeCommand.self, CompareCommand.self,
        RulesCommand.self,
        TrackCommand.self, ObligationsCommand.self, PilotCommand.self, GenerateCommand.self,
      ])
  }

  static func main() {
    Foundation.exit(Launcher.launch(Array(CommandLine.arguments.dropFirst())))
  }
}
