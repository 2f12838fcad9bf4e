import ArgumentParser
import Clustering
import Foundation

/// A command whose data come from a file that its messages name.
protocol ReadsInput {
  var input: String { get }
}

extension RunCommand: ReadsInput {}
extension ClusterCommand: ReadsInput {}
extension ChooseCommand: ReadsInput {}
extension FactorsCommand: ReadsInput {}
extension InspectCommand: ReadsInput {}
extension CompareCommand: ReadsInput {}
extension DescribeCommand: ReadsInput {}
extension RulesDistilCommand: ReadsInput {}

/// Parses, runs, and turns whatever goes wrong into one message on standard error and a status.
enum Launcher {
  static func launch(_ arguments: [String]) -> Int32 {
    if let complaint = UsageText.complaint(about: arguments) {
      Terminal.write(complaint)
      return ExitStatus.usage.rawValue
    }
    tellOfUnknownKernels()
    do {
      var command = try Clientele.parseAsRoot(arguments)
      do {
        if command is any ReadsInput { try refuseWithoutRoom() }
        try command.run()
      } catch {
        guard !(error is Complaint), let reading = command as? any ReadsInput,
          let known = Complaint(error)
        else { throw error }
        throw known.about(InputReader.displayName(of: reading.input))
      }
      try Terminal.finishOutput()
      return ExitStatus.done.rawValue
    } catch let complaint as Complaint {
      Terminal.error(complaint.message)
      return complaint.status.rawValue
    } catch {
      return explain(error)
    }
  }

  /// OpenBLAS takes 128 MB for each thread, and asks for ever where it does not get them.
  private static let leastAddressSpace = 1 << 30

  private static func refuseWithoutRoom() throws {
    guard let room = Memory.addressSpace(), room < leastAddressSpace else { return }
    let (least, given) = (leastAddressSpace >> 20, room >> 20)
    throw Complaint(
      status: .failure,
      message: say(
        "ulimit -v laisse \(given) Mo à cette commande ; il lui en faut \(least), dont elle n'emploie "
          + "qu'une partie.",
        "ulimit -v leaves \(given) MB to this command; it takes \(least), of which it uses but a "
          + "part."))
  }

  private static func tellOfUnknownKernels() {
    let wish = ProcessInfo.processInfo.environment[KernelSets.override] ?? ""
    guard !wish.isEmpty, !KernelSets.names.contains(wish) else { return }
    let names = KernelSets.names.joined(separator: ", ")
    Terminal.error(
      say(
        "attention, \(KernelSets.override) nomme un jeu d'instructions que ce processeur n'a pas ; il a "
          + "\(names). Employé : \(KernelSets.inUse).",
        "note that \(KernelSets.override) names an instruction set that this processor does not have; "
          + "it has \(names). Used: \(KernelSets.inUse)."))
  }

  /// Help and usage errors come from the argument parser; anything else nobody foresaw is our bug.
  private static func explain(_ error: any Error) -> Int32 {
    if let known = Complaint(error) {
      Terminal.error(known.message)
      return known.status.rawValue
    }
    let status = Clientele.exitCode(for: error).rawValue
    let text = ParserText.localized(
      Clientele.fullMessage(for: error), arguments: CommandLine.arguments)
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
