import Foundation
import TestSupport
import Testing

/// Ctrl-C stops long work at once and leaves nothing behind.
@Suite(.serialized) struct InterruptionTests {
  let command: CommandProcess

  init() throws {
    command = try CommandProcess()
    try command.put("in.csv", SmallPortfolio(clients: 4_000).text)
  }

  /// Waits until the command says that it has begun the stage of that number.
  private func waitFor(stage: String, of running: CommandProcess.Running) throws {
    let limit = ContinuousClock.now + .seconds(30)
    while try !running.errorSoFar().contains("[\(stage)]"), running.process.isRunning {
      guard ContinuousClock.now < limit else { break }
      usleep(2_000)
    }
  }

  @Test(arguments: [(["run", "in.csv", "--output", "out"], "3/6"), (["choose", "in.csv"], "2/2")])
  func controlCStopsAndLeavesNothing(arguments: [String], stage: String) throws {
    let running = try command.start(arguments)
    try waitFor(stage: stage, of: running)
    let asked = ContinuousClock.now
    kill(running.process.processIdentifier, SIGINT)
    let result = try running.finish()
    // Meant is a tenth of a second; a busy machine may take its time to look.
    #expect(ContinuousClock.now - asked < .seconds(1))
    #expect(result.wasKilled && result.status == SIGINT)
    #expect(result.error.hasSuffix("clientele: interrupted; nothing has been written.\n"))
    #expect(result.output.isEmpty)
    #expect(try command.content() == ["in.csv"])
  }

  /// A step that does not end, here an input that does not come, is not waited for.
  @Test func controlCDoesNotWaitForAStepWithoutEnd() throws {
    let input = Pipe()
    let running = try command.start(["run", "-", "--output", "out"], pipe: input)
    try waitFor(stage: "1/6", of: running)
    let asked = ContinuousClock.now
    kill(running.process.processIdentifier, SIGINT)
    while running.process.isRunning, ContinuousClock.now < asked + .seconds(10) { usleep(2_000) }
    let waited = ContinuousClock.now - asked
    try input.fileHandleForWriting.close()
    let result = try running.finish()
    #expect(waited < .seconds(1))
    #expect(result.wasKilled && result.status == SIGINT)
    #expect(result.error.hasSuffix("clientele: interrupted; nothing has been written.\n"))
    #expect(try command.content() == ["in.csv"])
  }
}
