import Explorer
import SoundDevices

/// Bytes of a pipe, turned into samples as they come.
package struct PipeDecoder {
  private var coding: SampleCoding?
  package private(set) var format: StreamFormat?
  private var waiting: [UInt8] = []
  private var remaining: Int?

  /// Begins with the first byte.
  package init(_ format: LiveSetup.PipeFormat) {
    guard case .raw(let coding, let stream) = format else { return }
    self.coding = coding
    self.format = stream
  }

  /// Whether 16 bits hold every amplitude.
  var isSixteenBits: Bool { coding?.fitsSixteenBits == true }
  /// Whether all samples came that were announced.
  package var isOver: Bool { remaining == 0 }
  /// Bytes that are too few to become samples.
  var waitingCount: Int { waiting.count }

  /// Takes bytes and gives the samples that are whole, interleaved.
  ///
  /// - Throws: What is wrong with the header.
  package mutating func push(_ bytes: ArraySlice<UInt8>) throws(Failure) -> [Float] {
    waiting += bytes
    if coding == nil {
      guard let header = try WaveStreamHeader(waiting) else { return [] }
      coding = header.coding
      format = header.format
      remaining = header.byteCount
      waiting.removeFirst(header.length)
    }
    guard let coding, let format else { return [] }
    let unit = coding.byteCount * format.channelCount
    var count = waiting.count / unit * unit
    if let remaining { count = min(count, remaining / unit * unit) }
    let amplitudes = coding.amplitudes(waiting[..<count])
    waiting.removeFirst(count)
    if let left = remaining {
      remaining = left - count < unit ? 0 : left - count
    }
    return amplitudes
  }
}
