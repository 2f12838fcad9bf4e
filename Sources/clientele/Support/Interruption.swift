import Dispatch
import Foundation
import LinearAlgebra
import Synchronization

/// What Ctrl-C and the system's polite kill do while a command works: the work is called off at its
/// next step, nothing half-written is left, and the process ends by the same signal, as shells
/// expect. A second Ctrl-C does not wait.
final class Interruption: Sendable {
  private static let signals = [SIGINT, SIGTERM]
  private let received = Atomic<Int32>(0)

  /// - Parameter progress: whose monitor is told, and whose line is cleared.
  static func guarding<Result>(
    _ progress: Progress, _ body: () throws -> Result
  ) throws -> Result {
    let interruption = Interruption()
    let sources = signals.map { interruption.source($0, calling: progress.monitor) }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
      progress.end()
    }
    do {
      return try body()
    } catch is CancellationError {
      progress.end()
      Terminal.error(
        say("interrompu ; rien n'a été écrit.", "interrupted; nothing has been written."))
      endProcess(by: interruption.received.load(ordering: .relaxed))
    }
  }

  private func source(_ number: Int32, calling monitor: Monitor) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      if monitor.isCancelled { Self.endProcess(by: number) }
      self.received.store(number, ordering: .relaxed)
      monitor.cancel()
    }
    source.resume()
    return source
  }

  private static func endProcess(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    // Dispatch blocks the signals it watches.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    // The default action of both signals ends the process before this.
    exit(ExitStatus.failure.rawValue)
  }
}
