import Interpretation
import Testing

@Suite struct FrenchGrammarTests {
  @Test(arguments: [
    "appétence", "effectif", "outil", "honoraires", "heures", "Église", "œuvre", "Yvelines",
    "usage",
    "habitude",
  ])
  func elided(_ word: String) {
    #expect(FrenchGrammar.elides(word))
    #expect(FrenchGrammar.de(word) == "d’" + word)
  }

  @Test(arguments: [
    "chiffre d’affaires", "PME", "SCI", "holding", "hausse", "onze", "oui", "yaourt", "hors champ",
    "8 jours", "", "h",
  ])
  func notElided(_ word: String) {
    #expect(!FrenchGrammar.elides(word))
    #expect(FrenchGrammar.de(word) == "de " + word)
  }

  @Test func articles() {
    #expect(FrenchGrammar.definite("régime de TVA", gender: .masculine) == "le régime de TVA")
    #expect(FrenchGrammar.definite("maturité", gender: .feminine) == "la maturité")
    #expect(FrenchGrammar.definite("appétence", gender: .feminine) == "l’appétence")
    #expect(
      FrenchGrammar.definite("honoraires", gender: .masculine, plural: true) == "les honoraires")
    #expect(FrenchGrammar.of("régime de TVA", gender: .masculine) == "du régime de TVA")
    #expect(FrenchGrammar.of("maturité", gender: .feminine) == "de la maturité")
    #expect(FrenchGrammar.of("effectif", gender: .masculine) == "de l’effectif")
    #expect(FrenchGrammar.of("heures", gender: .feminine, plural: true) == "des heures")
  }
}
