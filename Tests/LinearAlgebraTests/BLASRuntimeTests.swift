import LinearAlgebra
import Testing

@Suite struct BLASRuntimeTests {
  /// The CPU's kernels would make the record of a run depend on the machine.
  @Test func namesTheLibraryAndItsVersionOnly() {
    BLASRuntime.useOneThread()
    #expect(BLASRuntime.version.wholeMatch(of: /OpenBLAS \d+(\.\d+)*/) != nil)
  }
}
