#if canImport(Glibc)
  import CMalloc
#endif

/// How the memory of threads grows.
public enum ThreadMemory {
  /// Addresses that the memory of a thread grows by: as many as glibc has in one of its heaps.
  private static let step: Int32 = 64 << 20
  /// Blocks from this size on lie outside of heaps: the most that glibc allows.
  private static let block: Int32 = 32 << 20

  /// Lets the memory of each thread grow in large steps; a page is taken when it is used first.
  ///
  /// Else glibc has the heaps of all threads but the first grow by single pages, with a system call
  /// each: two threads that read a million labels take a fifth longer. Large blocks lie in heaps
  /// from the start, as they do without this once one was given back.
  ///
  /// - Source: `mallopt(3)`; `grow_heap` and `new_heap` of glibc 2.36.
  /// - Returns: Whether the C library does that.
  @discardableResult
  public static func growInLargeSteps() -> Bool {
    #if canImport(Glibc)
      mallopt(M_TOP_PAD, step) == 1 && mallopt(M_MMAP_THRESHOLD, block) == 1
    #else
      false
    #endif
  }
}
