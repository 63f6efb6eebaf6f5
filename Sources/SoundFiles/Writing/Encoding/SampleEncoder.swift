/// Turns amplitudes into the bytes of a sound file.
///
/// One thread at a time.
protocol SampleEncoder: AnyObject {
  /// Samples so far that were louder than the encoding can hold.
  var clippedCount: Int { get }
  /// Whether the bytes so far are a file that others can play.
  var isPlayable: Bool { get }
  /// Takes interleaved samples, whole ones of all channels.
  func append(_ samples: UnsafeBufferPointer<Double>) throws(SoundWritingError)
  /// Makes the bytes in the file a whole sound file for now.
  func flush() throws(SoundWritingError)
  /// Ends the file.
  func finish() throws(SoundWritingError)
  /// Keeps what was written well before an error as a whole sound file.
  func salvage()
}
