import ArgumentParser

struct PilotCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pilot",
      abstract: say(
        "Essayer une action sur quelques clients d'abord : qui prendre, et ce que l'essai a montré.",
        "Try an action on a few clients first: whom to take, and what the trial showed."),
      discussion: say(
        """
        Exemple :
          clientele pilot design portefeuille.csv --segment segment --baseline 30% --effect 15% --output pilote
          clientele pilot evaluate resultats.csv --design pilote

        « design » tire, dans chaque segment, des clients à tester et des témoins. Quand les résultats \
        sont là, « evaluate » compare les deux.
        """,
        """
        Example:
          clientele pilot design portfolio.csv --segment segment --baseline 30% --effect 15% --output pilot
          clientele pilot evaluate results.csv --design pilot

        'design' draws, in each segment, clients to test and controls. When the results are there, \
        'evaluate' compares both.
        """),
      subcommands: [PilotDesignCommand.self, PilotEvaluateCommand.self])
  }
}
