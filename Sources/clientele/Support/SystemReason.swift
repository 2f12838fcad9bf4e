import Foundation

/// Why the system refused a file, in the language of the process: the C library speaks English
/// unless the locale's messages are installed.
enum SystemReason {
  static func words(_ code: Int32) -> String {
    guard language == .french else { return String(cString: strerror(code)) }
    return french[code] ?? "erreur \(code) du système"
  }

  private static let french: [Int32: String] = [
    EPERM: "opération interdite", ENOENT: "dossier ou fichier introuvable",
    EIO: "erreur d'entrée-sortie", EACCES: "accès refusé", EBUSY: "fichier ou dossier occupé",
    EEXIST: "existe déjà", EXDEV: "autre volume",
    ENOTDIR: "un élément du chemin n'est pas un dossier",
    EISDIR: "c'est un dossier", EINVAL: "chemin non valable", EMFILE: "trop de fichiers ouverts",
    ENFILE: "trop de fichiers ouverts", EFBIG: "fichier trop grand", ENOSPC: "disque plein",
    EROFS: "volume en lecture seule", ENAMETOOLONG: "nom trop long",
    ELOOP: "trop de liens symboliques", ENOTEMPTY: "dossier non vide",
    EDQUOT: "quota d'espace atteint",
  ]
}
