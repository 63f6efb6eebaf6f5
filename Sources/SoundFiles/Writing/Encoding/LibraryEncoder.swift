import CSndfile
import Synchronization

/// Encodes through libsndfile: FLAC, CAF and what else it writes without loss.
final class LibraryEncoder: SampleEncoder {
  private let file: PendingFile
  private let sink: any ByteSink
  private let output: VirtualOutput
  private let format: LibraryFormat
  private let channelCount: Int
  private let name: String
  private var handle: OpaquePointer?
  private var quantizer: Quantizer
  private var integers: [Int32] = []
  private(set) var isPlayable = false

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - sink: Where the bytes go, which may add some of its own before they reach the file.
  ///   - texts: Title, artist and so on, for containers that keep them.
  ///   - isFlushed: Whether a crash may cost at most half a second.
  init(
    _ file: PendingFile, through sink: any ByteSink, _ format: LibraryFormat, sampleRate: Int,
    channelCount: Int, texts: SoundTexts = SoundTexts(), isFlushed: Bool = false
  ) throws(SoundWritingError) {
    self.file = file
    self.sink = sink
    self.format = format
    self.channelCount = channelCount
    name = file.name
    output = VirtualOutput(sink)
    quantizer = Quantizer(bits: format.bits ?? 32)
    var info = SF_INFO()
    info.format = format.code
    (info.samplerate, info.channels) = (CInt(sampleRate), CInt(channelCount))
    handle = try Self.open(output, &info, name)
    guard let handle else { return }
    for (kind, text) in texts.libraryTexts { sf_set_string(handle, CInt(kind), text) }
    if isFlushed, format.isFLAC, sampleRate < 2 * Self.blockLength {
      // Levels up to 2 have blocks of 1152 samples instead of 4096, which is too long here.
      var level = 2.0 / 8
      sf_command(
        handle, CInt(SFC_SET_COMPRESSION_LEVEL), &level, CInt(MemoryLayout<Double>.size))
    }
  }

  deinit { if let handle { sf_close(handle) } }

  /// Samples in a block of libFLAC's at its usual level.
  private static let blockLength = 4096

  var clippedCount: Int { quantizer.clippedCount }

  func append(_ samples: UnsafeBufferPointer<Double>) throws(SoundWritingError) {
    guard let handle, let base = samples.baseAddress else { return }
    let count = sf_count_t(samples.count / channelCount)
    let written: sf_count_t
    if format.isFloat {
      written = sf_writef_double(handle, base, count)
    } else {
      if integers.count < samples.count { integers = [Int32](repeating: 0, count: samples.count) }
      integers.withUnsafeMutableBufferPointer { room in
        quantizer.quantize(
          samples, into: UnsafeMutableBufferPointer(rebasing: room[..<samples.count]))
      }
      written = sf_writef_int(handle, integers, count)
    }
    try check(written == count, handle)
  }

  func flush() throws(SoundWritingError) {
    guard let handle else { return }
    if let flac = sink as? FLACSink {
      isPlayable = flac.blockCount > 0
    } else {
      sf_command(handle, CInt(SFC_UPDATE_HEADER_NOW), nil, 0)
      try check(sf_error(handle) == 0, handle)
      isPlayable = true
    }
  }

  func finish() throws(SoundWritingError) {
    guard let handle else { return }
    self.handle = nil
    let code = sf_close(handle)
    if let failure = output.failure { throw failure }
    guard code == 0 else {
      throw .unwritable(name: name, reason: clause(String(cString: sf_error_number(code))))
    }
    if let flac = sink as? FLACSink { try flac.finish() }
    isPlayable = true
  }

  func salvage() {
    // Nothing that libsndfile writes in closing reaches the file after the first error.
    if let handle { sf_close(handle) }
    handle = nil
    if let flac = sink as? FLACSink { isPlayable = flac.salvage() }
  }

  private func check(_ isFine: Bool, _ handle: OpaquePointer) throws(SoundWritingError) {
    if let failure = output.failure { throw failure }
    guard isFine else {
      throw .unwritable(name: name, reason: clause(String(cString: sf_strerror(handle))))
    }
  }

  private static func open(
    _ output: VirtualOutput, _ info: inout SF_INFO, _ name: String
  ) throws(SoundWritingError) -> OpaquePointer {
    var callbacks = VirtualOutput.callbacks()
    let user = Unmanaged.passUnretained(output).toOpaque()
    var handle: OpaquePointer?
    var reason = ""
    opening.withLock { _ in
      handle = sf_open_virtual(&callbacks, CInt(SFM_WRITE), &info, user)
      if handle == nil { reason = clause(String(cString: sf_strerror(nil))) }
    }
    if let failure = output.failure { throw failure }
    guard let handle else {
      throw .unsupportedFormat(
        name: name, reason: "libsndfile says: \(reason)", remedy: "write WAV or FLAC")
    }
    return handle
  }
}
