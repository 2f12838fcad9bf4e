import ArgumentParser
import Foundation

/// Parses, runs, and turns whatever goes wrong into one message on standard error and a status.
enum Launcher {
  static func launch(_ arguments: [String]) -> Int32 {
    do {
      var command = try Clientele.parseAsRoot(arguments)
      try command.run()
      return ExitStatus.done.rawValue
    } catch let complaint as Complaint {
      Terminal.error(complaint.message)
      return complaint.status.rawValue
    } catch {
      return explain(error)
    }
  }

  /// Help and usage errors come from the argument parser; anything else nobody foresaw is our bug.
  private static func explain(_ error: any Error) -> Int32 {
    if let known = Complaint(error) {
      Terminal.error(known.message)
      return known.status.rawValue
    }
    let status = Clientele.exitCode(for: error).rawValue
    let text = ParserText.localized(Clientele.fullMessage(for: error))
    if status == ExitStatus.done.rawValue {
      print(text)
      return status
    }
    if status == ExitStatus.usage.rawValue {
      Terminal.write(text)
      return status
    }
    Terminal.error(
      say(
        "défaut de Clientele (\(type(of: error))) : merci de le signaler avec la commande tapée.",
        "a defect of Clientele (\(type(of: error))): please report it with the command you typed."))
    return ExitStatus.ourBug.rawValue
  }
}
