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

  @Test func stepsAreToldAndInnerWorkIsSilent() throws {
    let told = Mutex<[Double]>([])
    let parallelism = Parallelism(
      threads: 2, monitor: Monitor { fraction in told.withLock { $0.append(fraction) } })
    let squares = try parallelism.mapSteps(count: 8) { index in
      try parallelism.inner.checkpoint(0.5)
      try parallelism.unreported.checkpoint(0.5)
      return index * index
    }
    #expect(squares == (0..<8).map { $0 * $0 })
    #expect(told.withLock { $0.sorted() } == (1...8).map { Double($0) / 8 })
  }

  @Test func noStepBeginsOnceTheWorkIsCalledOff() {
    let begun = Atomic(0)
    let monitor = Monitor()
    let parallelism = Parallelism(threads: 2, monitor: monitor)
    #expect(throws: CancellationError.self) {
      try parallelism.mapSteps(count: 1_000) { index in
        begun.wrappingAdd(1, ordering: .relaxed)
        if index == 3 { monitor.cancel() }
      }
    }
    #expect(begun.load(ordering: .relaxed) <= 6)
  }
}
