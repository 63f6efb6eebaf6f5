#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that stay, for many short loops one after the other.
///
/// The calling thread works too; the others sleep between loops, they never spin. A team belongs to
/// one caller at a time.
public final class WorkerTeam: Sendable {
  private let board: TeamBoard
  private let threads: [PlainThread]

  /// How many threads work, the calling one included.
  public var width: Int { threads.count + 1 }

  /// Starts a team.
  ///
  /// - Parameters:
  ///   - threads: How many work, the calling one included; less than 1 counts as 1. Where the system
  ///     refuses some, there are fewer.
  ///   - niceness: By how much the threads that are started step back behind others, 0 to 19.
  public init(threads: Int = ParallelLoop.processorCount, niceness: Int = 0) {
    let board = TeamBoard()
    self.board = board
    self.threads = (0..<max(0, threads - 1)).compactMap { _ in
      PlainThread {
        WorkerTeam.stepBack(niceness)
        board.serve()
      }
    }
  }

  deinit {
    board.end()
    for thread in threads { thread.join() }
  }

  /// Makes the calling thread step back behind others, where the system can do so to one thread.
  public static func stepBack(_ niceness: Int) {
    #if canImport(Glibc)
      // A thread is a process of its own to this call.
      if niceness > 0 {
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, CInt(min(19, niceness)))
      }
    #endif
  }

  /// Calls the body for every index of `0..<count`, each once, on any of the threads.
  ///
  /// Indices begin in order; it returns when all calls have.
  public func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard !threads.isEmpty, count > 1 else {
      for index in 0..<max(0, count) { body(index) }
      return
    }
    board.run(count, body)
  }
}

/// What a team works on; all state is guarded by `mutex`, which is why the class may be shared.
private final class TeamBoard: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Signalled when there is work, or no more to come.
  private let begun: UnsafeMutablePointer<pthread_cond_t>
  /// Signalled when the last index is done.
  private let done: UnsafeMutablePointer<pthread_cond_t>
  private var body: (@Sendable (Int) -> Void)?
  private var count = 0
  private var taken = 0
  private var finished = 0
  private var isOver = false

  init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    begun = .allocate(capacity: 1)
    begun.initialize(to: pthread_cond_t())
    pthread_cond_init(begun, nil)
    done = .allocate(capacity: 1)
    done.initialize(to: pthread_cond_t())
    pthread_cond_init(done, nil)
  }

  deinit {
    pthread_cond_destroy(begun)
    pthread_cond_destroy(done)
    pthread_mutex_destroy(mutex)
    begun.deallocate()
    done.deallocate()
    mutex.deallocate()
  }

  /// Gives out the indices of a loop, takes part in it and waits for its end.
  func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    pthread_mutex_lock(mutex)
    self.body = body
    self.count = count
    taken = 0
    finished = 0
    pthread_cond_broadcast(begun)
    work()
    while finished < self.count { pthread_cond_wait(done, mutex) }
    self.body = nil
    self.count = 0
    taken = 0
    pthread_mutex_unlock(mutex)
  }

  /// Works on loops until there are no more; the life of a thread.
  func serve() {
    pthread_mutex_lock(mutex)
    while !isOver {
      if taken < count { work() } else { pthread_cond_wait(begun, mutex) }
    }
    pthread_mutex_unlock(mutex)
  }

  /// Lets the threads go.
  func end() {
    pthread_mutex_lock(mutex)
    isOver = true
    pthread_cond_broadcast(begun)
    pthread_mutex_unlock(mutex)
  }

  /// Takes indices as long as there are any; the mutex is held but while the body runs.
  private func work() {
    while taken < count, let body {
      let index = taken
      taken += 1
      pthread_mutex_unlock(mutex)
      body(index)
      pthread_mutex_lock(mutex)
      finished += 1
      if finished == count { pthread_cond_broadcast(done) }
    }
  }
}
