import ArgumentParser

struct TrackCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "track",
      abstract: say(
        "Les trimestres enregistrés : les lister, les montrer, en faire une page, en retirer.",
        "The quarters recorded: list them, show them, make a page of them, take some out."),
      discussion: say(
        """
        Chaque « run » dont le trimestre est connu est enregistré dans clientele.sqlite, à côté des dossiers \
        de notebooks-output, et comparé au trimestre précédent du même portefeuille.
        """,
        """
        Each 'run' whose quarter is known is recorded in clientele.sqlite, beside the folders of \
        notebooks-output, and compared with the quarter before of the same portfolio.
        """),
      subcommands: [
        TrackListCommand.self, TrackShowCommand.self, TrackReportCommand.self,
        TrackRemoveCommand.self,
      ])
  }
}
