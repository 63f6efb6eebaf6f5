#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives out indices to workers, takes their results in any order and passes them on in order.
///
/// All state is guarded by `mutex`, which is why the class may be shared.
final class OrderedLine<Value: Sendable>: @unchecked Sendable {
  private let count: Int
  private let lookAhead: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Signalled when anything below changes.
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var taken = 0
  private var passedOn = 0
  private var waiting: [Int: Value] = [:]
  private var workers: Int

  /// Makes a line of `count` items for so many workers.
  init(count: Int, lookAhead: Int, workers: Int) {
    self.count = count
    self.lookAhead = lookAhead
    self.workers = workers
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    changed = .allocate(capacity: 1)
    changed.initialize(to: pthread_cond_t())
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    changed.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// The next index to work on, nil when there is none; waits while too many results wait.
  func take() -> Int? {
    locked {
      while taken < count, taken - passedOn >= lookAhead { pthread_cond_wait(changed, mutex) }
      guard taken < count else { return nil }
      taken += 1
      return taken - 1
    }
  }

  /// Keeps the result of an index that was taken.
  func put(_ value: Value, at index: Int) {
    locked {
      waiting[index] = value
      if index == passedOn { pthread_cond_broadcast(changed) }
    }
  }

  /// Says that a worker takes no more.
  func leave() {
    locked {
      workers -= 1
      pthread_cond_broadcast(changed)
    }
  }

  /// The next result in order; waits for it, nil when it never comes.
  func next() -> Value? {
    locked {
      while true {
        if let value = waiting.removeValue(forKey: passedOn) {
          passedOn += 1
          pthread_cond_broadcast(changed)
          return value
        }
        guard workers > 0, passedOn < count else { return nil }
        pthread_cond_wait(changed, mutex)
      }
    }
  }

  private func locked<Answer>(_ body: () -> Answer) -> Answer {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
