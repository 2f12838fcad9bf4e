import ArgumentParser

struct RulesCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rules",
      abstract: say(
        "Vos règles de segmentation : les appliquer, les vérifier, les tirer de segments.",
        "Your segmentation rules: apply them, check them, learn them from segments."),
      discussion: say(
        """
        Exemple :
          clientele rules check regles.yaml --input clients.csv
          clientele rules apply clients.csv --rules regles.yaml --output segments.csv

        Un fichier de règles est du YAML : une liste de {code, when, because}, dans l'ordre, la \
        première vraie décide. « when » est une condition SQL sur les colonnes du portefeuille ; \
        sans fichier, ce sont les règles livrées pour la réforme (« rules check --show » les écrit).
        """,
        """
        Example:
          clientele rules check rules.yaml --input clients.csv
          clientele rules apply clients.csv --rules rules.yaml --output segments.csv

        A rule file is YAML: a list of {code, when, because}, in order, the first that is true \
        decides. 'when' is an SQL condition over the portfolio's columns; without a file, the \
        rules are those shipped for the reform ('rules check --show' prints them).
        """),
      subcommands: [RulesApplyCommand.self, RulesCheckCommand.self, RulesDistilCommand.self])
  }
}
