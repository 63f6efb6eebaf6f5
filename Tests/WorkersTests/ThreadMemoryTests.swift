import Testing
import Workers

@Suite struct ThreadMemoryTests {
  #if canImport(Glibc)
    /// It refuses what is beyond its limits.
    @Test func theLibraryOfCTakesTheSteps() {
      #expect(ThreadMemory.growInLargeSteps())
      #expect(ThreadMemory.growInLargeSteps())
    }
  #endif
}
