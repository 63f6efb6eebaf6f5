/// Where the bytes of a file go, at any place.
protocol ByteSink: AnyObject {
  /// Bytes so far, as who writes them counts.
  var count: Int { get }
  /// Writes bytes over what is there, or behind.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SoundWritingError)
}
