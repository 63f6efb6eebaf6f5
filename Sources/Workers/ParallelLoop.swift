#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Loops whose items run at the same time, on plain threads of their own.
///
/// Items begin in index order and are independent; an error is the result of its item and stops no
/// other. The threads have stacks of 8 MiB and are joined before a loop returns.
public enum ParallelLoop {
  /// Results that may wait for a slow item before them, for each thread.
  private static let lookAhead = 16

  /// Processors that are active, at least 1; how many threads a loop has unless told.
  public static var processorCount: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }

  /// Runs every item and collects the results.
  ///
  /// - Parameters:
  ///   - count: Items are `0..<count`.
  ///   - threads: At most so many items run at once; less than 1 counts as 1.
  ///   - isCancelled: Asked on the threads before an item begins; those that have begun end.
  ///   - body: Makes the result of an item, on one of the threads.
  /// - Returns: `[count]` results in index order; nil for items that never began.
  public static func map<Value: Sendable, Failure: Error>(
    count: Int, threads: Int = processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    _ body: @escaping @Sendable (Int) throws(Failure) -> Value
  ) -> [Result<Value, Failure>?] {
    var results: [Result<Value, Failure>?] = []
    results.reserveCapacity(max(0, count))
    forEach(count: count, threads: threads, isCancelled: isCancelled, body) { _, result in
      results.append(result)
    }
    while results.count < count { results.append(nil) }
    return results
  }

  /// Runs every item and hands each result over in index order, as soon as all before it are there.
  ///
  /// - Parameters:
  ///   - count: Items are `0..<count`.
  ///   - threads: At most so many items run at once; less than 1 counts as 1.
  ///   - isCancelled: Asked on the threads before an item begins; those that have begun end.
  ///   - body: Makes the result of an item, on one of the threads.
  ///   - deliver: Takes an item's index and result, on the calling thread; while it works, the
  ///     threads run ahead, but not far.
  /// - Returns: How many results were handed over: `count`, or fewer when cancelled.
  @discardableResult
  public static func forEach<Value: Sendable, Failure: Error>(
    count: Int, threads: Int = processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    _ body: @escaping @Sendable (Int) throws(Failure) -> Value,
    deliver: (Int, Result<Value, Failure>) -> Void
  ) -> Int {
    guard count > 0 else { return 0 }
    let width = min(max(1, threads), count)
    let line = OrderedLine<Result<Value, Failure>>(
      count: count, lookAhead: lookAhead * width, workers: width)
    let work: @Sendable () -> Void = {
      while !isCancelled(), let index = line.take() {
        line.put(result(of: index, body), at: index)
      }
      line.leave()
    }
    let workers = (0..<width).compactMap { _ in
      let worker = PlainThread(work)
      if worker == nil { line.leave() }
      return worker
    }
    var delivered = 0
    if workers.isEmpty {
      // Where the system starts no thread at all, the calling one does the work.
      while delivered < count, !isCancelled() {
        deliver(delivered, result(of: delivered, body))
        delivered += 1
      }
      return delivered
    }
    while let result = line.next() {
      deliver(delivered, result)
      delivered += 1
    }
    for worker in workers { worker.join() }
    return delivered
  }

  /// The outcome of one item.
  private static func result<Value, Failure: Error>(
    of index: Int, _ body: (Int) throws(Failure) -> Value
  ) -> Result<Value, Failure> {
    do {
      return .success(try body(index))
    } catch {
      return .failure(error)
    }
  }
}
