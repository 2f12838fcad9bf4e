import LinearAlgebra
import Testing

@Suite struct BLASRuntimeTests {
  @Test func namesTheLibrary() {
    BLASRuntime.useOneThread()
    #expect(BLASRuntime.configuration.hasPrefix("OpenBLAS"))
  }
}
