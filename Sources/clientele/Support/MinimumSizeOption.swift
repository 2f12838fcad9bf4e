import ArgumentParser

/// The fewest clients that a segment is worth having for.
struct MinimumSizeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Clients qu'un segment doit compter (par défaut : 3 %, au moins 10).",
        "Clients a segment must have (default: 3%, at least 10)."), valueName: "n"))
  var minimumSize: Int?

  func validate() throws {
    if let minimumSize, minimumSize < 1 {
      throw ValidationError(
        say(
          "--minimum-size demande un nombre à partir de 1.",
          "--minimum-size takes a number from 1."))
    }
  }
}
