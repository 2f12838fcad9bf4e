import Foundation
import Preparation
import Reports

extension Complaint {
  init(_ error: PreparationError) {
    self.init(status: .unusableData, message: say(error.french, error.english))
  }

  init(_ error: RunFolderError) {
    switch error {
    case .exists(let path):
      self.init(
        status: .outputUnwritable,
        message: say(
          "« \(path) » existe déjà. Ajouter --force pour le remplacer, ou choisir --output.",
          "'\(path)' exists already. Add --force to replace it, or choose --output."))
    case .notARun(let path):
      self.init(
        status: .outputUnwritable,
        message: say(
          "« \(path) » n'est pas un dossier de Clientele : --force ne le remplace pas. Choisir "
            + "--output.",
          "'\(path)' is not a folder of Clientele: --force does not replace it. Choose --output."))
    case .holdsOtherFiles(let path, let names):
      let list = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
      self.init(
        status: .outputUnwritable,
        message: say(
          "« \(path) » contient ce que Clientele n'a pas écrit : \(list). --force n'efface rien de "
            + "tel ; le déplacer, ou choisir --output.",
          "'\(path)' holds what Clientele did not write: \(list). --force removes no such thing; "
            + "move it, or choose --output."))
    case .refused(.removeEarlierRun, let path, let code):
      self.init(
        status: .outputUnwritable,
        message: say(
          "les résultats sont écrits, mais les précédents restent en « \(path) » "
            + "(\(SystemReason.words(code))).",
          "the results are written, but the earlier ones remain at '\(path)' "
            + "(\(SystemReason.words(code)))."))
    case .refused(_, let path, let code):
      self.init(
        status: .outputUnwritable,
        message: say(
          "impossible d'écrire « \(path) » (\(SystemReason.words(code))). Rien n'a été laissé ; choisir un "
            + "autre dossier avec --output.",
          "cannot write '\(path)' (\(SystemReason.words(code))). Nothing was left behind; choose another "
            + "folder with --output."))
    }
  }
}

extension PreparationError {
  fileprivate var french: String {
    switch self {
    case .tooFewRows(let found, let required):
      "\(found) \(found < 2 ? "client" : "clients") pour former les segments ; il en faut au moins "
        + "\(required)."
    case .noActiveColumn(let candidates):
      candidates == 0
        ? "aucune colonne ne peut servir à segmenter : il faut des quantités, des notes, des "
          + "catégories ou des oui/non. « clientele inspect » montre ce qui a été lu."
        : (candidates == 1
          ? "la seule colonne candidate ne peut pas servir : elle est constante, presque vide, ou "
            + "démesurée. "
          : "aucune des \(candidates) colonnes candidates ne peut servir : elles sont constantes, presque "
            + "vides, redondantes ou démesurées. ") + "« clientele inspect » montre pourquoi."
    case .unknownColumn(let key): "aucune colonne ne s'appelle « \(key) »."
    case .personalIdentifier(let key, let kind):
      "la colonne « \(key) » contient des données personnelles (\(kind.rawValue)) : elle ne peut pas "
        + "servir à segmenter. La retirer ou lui donner le rôle ignored."
    case .missingColumn(let key): "la colonne « \(key) » manque ; le modèle en a besoin."
    case .kindChanged(let key, let expected, let found):
      "la colonne « \(key) » contenait \(expected.rawValue) et contient \(found.rawValue)."
    case .tooManyCodedColumns(let found, let limit):
      "\(found) variables une fois les catégories développées, pour \(limit) au plus. Écarter des "
        + "colonnes dans la configuration (rôle ignored)."
    case .unsupportedVersion(let found, let supported):
      "modèle de version \(found) ; cette version lit la version \(supported)."
    case .notNumeric(let key): "la colonne « \(key) » n'est pas numérique."
    case .noFiniteVariance(let variable, .noValue):
      "la variable « \(variable) » n'a aucune valeur : l'écarter."
    case .noFiniteVariance(let variable, .constant):
      "la variable « \(variable) » a la même valeur partout : l'écarter."
    case .noFiniteVariance(let variable, .outOfRange):
      "la variable « \(variable) » a des valeurs qui dépassent ce qui se calcule : changer d'unité."
    }
  }

  fileprivate var english: String {
    switch self {
    case .tooFewRows(let found, let required):
      "\(found) \(found == 1 ? "client" : "clients") to make the segments; it takes at least "
        + "\(required)."
    case .noActiveColumn(let candidates):
      candidates == 0
        ? "no column can serve to segment: it takes quantities, scores, categories or yes/no. "
          + "'clientele inspect' shows what was read."
        : (candidates == 1
          ? "the only candidate column cannot serve: it is constant, almost empty or out of range. "
          : "none of the \(candidates) candidate columns can serve: they are constant, almost empty, "
            + "redundant or out of range. ") + "'clientele inspect' shows why."
    case .unknownColumn(let key): "no column is called '\(key)'."
    case .personalIdentifier(let key, let kind):
      "the column '\(key)' holds personal data (\(kind.rawValue)): it cannot serve to segment. "
        + "Remove it or give it the role ignored."
    case .missingColumn(let key): "the column '\(key)' is missing; the model needs it."
    case .kindChanged(let key, let expected, let found):
      "the column '\(key)' held \(expected.rawValue) and holds \(found.rawValue)."
    case .tooManyCodedColumns(let found, let limit):
      "\(found) variables once categories are spread out, for \(limit) at most. Set columns aside in "
        + "the configuration (role ignored)."
    case .unsupportedVersion(let found, let supported):
      "a model of version \(found); this version reads version \(supported)."
    case .notNumeric(let key): "the column '\(key)' is not numeric."
    case .noFiniteVariance(let variable, .noValue):
      "the variable '\(variable)' has no value: leave it out."
    case .noFiniteVariance(let variable, .constant):
      "the variable '\(variable)' has the same value everywhere: leave it out."
    case .noFiniteVariance(let variable, .outOfRange):
      "the variable '\(variable)' has values beyond what can be computed: change its unit."
    }
  }
}
