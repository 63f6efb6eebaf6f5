/// A chunk of a file to be written.
struct KeptChunk {
  /// What is in it.
  enum Body {
    /// Bytes that are known.
    case bytes([UInt8])
    /// So many bytes of the source, from an offset on.
    case span(offset: Int, count: Int)
  }

  /// Four bytes.
  let id: [UInt8]
  let body: Body
  /// Where in the body the number of samples stands, in 4 bytes; it is filled in at the end.
  var countOffset: Int?

  init(_ id: String, _ bytes: [UInt8], countOffset: Int? = nil) {
    self.init(id: Array(id.utf8), body: .bytes(bytes), countOffset: countOffset)
  }

  init(id: [UInt8], body: Body, countOffset: Int? = nil) {
    self.id = id
    self.body = body
    self.countOffset = countOffset
  }
}
