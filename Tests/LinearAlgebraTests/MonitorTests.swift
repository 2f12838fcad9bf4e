import LinearAlgebra
import Synchronization
import Testing

@Suite struct MonitorTests {
  @Test func nobodyFollowingIsNoReasonToStop() throws {
    try Parallelism.serial.checkpoint(0.5)
  }

  @Test func progressIsToldAndKeptWithinItsBounds() throws {
    let told = Mutex<[Double]>([])
    let parallelism = Parallelism(
      threads: 2, monitor: Monitor { fraction in told.withLock { $0.append(fraction) } })
    for fraction in [0, 0.25, 1.5, -1] { try parallelism.checkpoint(fraction) }
    try parallelism.checkpoint()
    #expect(told.withLock { $0 } == [0, 0.25, 1, 0])
  }

  @Test func calledOffWorkStopsAtItsNextStepForGood() {
    let monitor = Monitor()
    let parallelism = Parallelism(threads: 3, monitor: monitor)
    monitor.cancel()
    #expect(monitor.isCancelled)
    #expect(throws: CancellationError.self) { try parallelism.checkpoint() }
    #expect(throws: CancellationError.self) { try parallelism.inner.checkpoint(0.9) }
    #expect(throws: CancellationError.self) {
      try parallelism.map(count: 4) { _ in try parallelism.checkpoint() }
    }
  }
}
