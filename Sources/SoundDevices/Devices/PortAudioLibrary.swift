import CPortAudio
import Synchronization

/// PortAudio as a whole, which is started at the first use and ended after the last one.
///
/// Its calls that open, start, stop, close and list are made under one lock, because they share
/// tables. JACK and ALSA print to standard error meanwhile, so that points at nothing then.
enum PortAudioLibrary {
  private static let userCount = Mutex(0)

  /// Does something while the library is started, without messages on standard error.
  static func use<Result>(
    _ work: () throws(AudioDeviceError) -> Result
  ) throws(AudioDeviceError) -> Result {
    try locked { count throws(AudioDeviceError) in
      try start(&count)
      defer { end(&count) }
      return try work()
    }
  }

  /// Does something that keeps the library started if it succeeds, until ``release(_:)``.
  static func retain<Result>(
    _ work: () throws(AudioDeviceError) -> Result
  ) throws(AudioDeviceError) -> Result {
    try locked { count throws(AudioDeviceError) in
      try start(&count)
      do throws(AudioDeviceError) {
        return try work()
      } catch {
        end(&count)
        throw error
      }
    }
  }

  /// Does something and gives up a use.
  static func release(_ work: () -> Void) {
    locked { count in
      work()
      end(&count)
    }
  }

  private static func locked<Result, Failure: Error>(
    _ work: (inout Int) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Results stay on this thread; the lock has no need to know that they could be sent elsewhere.
    var result: Swift.Result<Result, Failure>?
    userCount.withLock { count in
      let before = em_silence_errors()
      defer { em_restore_errors(before) }
      result = Swift.Result { () throws(Failure) in try work(&count) }
    }
    guard let result else { preconditionFailure("a lock runs what it is given") }
    return try result.get()
  }

  private static func start(_ count: inout Int) throws(AudioDeviceError) {
    if count == 0 {
      guard ALSAConfiguration.hasDevices else {
        throw .noSystem(reason: "the configuration of ALSA names no device")
      }
      let code = Pa_Initialize()
      guard code == paNoError.rawValue else { throw .noSystem(reason: text(code)) }
    }
    count += 1
  }

  private static func end(_ count: inout Int) {
    count -= 1
    if count == 0 { Pa_Terminate() }
  }

  /// What an error code means, with the sound system's own words where it gave some.
  static func text(_ code: PaError) -> String {
    if code == paUnanticipatedHostError.rawValue, let host = Pa_GetLastHostErrorInfo(),
      let words = host.pointee.errorText
    {
      let text = String(cString: words)
      if !text.isEmpty { return text }
    }
    return Pa_GetErrorText(code).map { String(cString: $0) } ?? "error \(code)"
  }
}

extension PortAudioLibrary {
  /// Does something with an open stream, without messages on standard error.
  static func quietly<Result>(_ work: () -> Result) -> Result {
    locked { _ in work() }
  }
}
