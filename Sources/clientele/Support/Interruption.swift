import Dispatch
import Foundation
import LinearAlgebra
import Synchronization

/// What Ctrl-C and the system's polite kill do while a command works: the work is called off at its
/// next step, nothing half-written is left, and the process ends by the same signal, as shells
/// expect. Where the next step is not there in time the process ends without it: as long as nothing
/// has been written, there is nothing to undo. A second Ctrl-C does not wait.
final class Interruption: Sendable {
  private static let signals = [SIGINT, SIGTERM]
  /// How long the work may take to its next step.
  private static let patience = DispatchTimeInterval.milliseconds(20)

  private let progress: Progress
  private let received = Atomic<Int32>(0)
  /// One of its own: the shared ones may have no thread to spare while the work uses all processors.
  private let queue = DispatchQueue(label: "interruption", qos: .userInteractive)

  private init(_ progress: Progress) { self.progress = progress }

  /// - Parameter progress: whose monitor is told, and whose line is cleared.
  static func guarding<Result>(
    _ progress: Progress, _ body: () throws -> Result
  ) throws -> Result {
    let interruption = Interruption(progress)
    let sources = signals.map { interruption.source($0) }
    defer {
      progress.finish {}
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
      progress.end()
    }
    do {
      return try body()
    } catch is CancellationError {
      progress.unlessFinished { interruption.leave() }
      // The other thread does, unless something went wrong.
      sleep(1)
      endProcess(by: interruption.received.load(ordering: .relaxed))
    }
  }

  private func source(_ number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler {
      if self.progress.monitor.isCancelled { Self.endProcess(by: number) }
      self.received.store(number, ordering: .relaxed)
      self.progress.monitor.cancel()
      self.queue.asyncAfter(deadline: .now() + Self.patience) {
        self.progress.unlessFinished { self.leave() }
      }
    }
    source.resume()
    return source
  }

  private func leave() -> Never {
    progress.end()
    Terminal.error(
      say("interrompu ; rien n'a été écrit.", "interrupted; nothing has been written."))
    Self.endProcess(by: received.load(ordering: .relaxed))
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
