import Explorer
import Recognition
import Synchronization

/// Recognizers of one model for several threads; each is lent to one at a time.
public final class RecognizerPool: Sendable {
  /// What the model is.
  public let configuration: ModelConfiguration
  private let file: ModelFile
  private let free: Mutex<[Lent]>

  /// A recognizer is with one thread, or in the pool under its lock.
  private struct Lent: @unchecked Sendable {
    let recognizer: Recognizer
  }

  /// Prepares a model.
  ///
  /// - Parameter name: What it is called where it can't be used.
  /// - Throws: What does not fit in the file.
  public init(_ file: ModelFile, named name: String) throws(Failure) {
    self.file = file
    configuration = file.configuration
    do {
      free = Mutex([Lent(recognizer: try Recognizer(file))])
    } catch {
      throw Failure(error, model: name)
    }
  }

  /// Calls the body with a recognizer that nobody else has meanwhile.
  public func with<Value: Sendable>(
    _ body: (Recognizer) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let known = free.withLock { $0.popLast() }
    let lent: Lent
    if let known {
      lent = known
    } else {
      do {
        lent = Lent(recognizer: try Recognizer(file))
      } catch {
        throw Failure(error)
      }
    }
    defer { free.withLock { $0.append(lent) } }
    return try body(lent.recognizer)
  }
}
