/// Writes samples to a new sound file, as they come.
///
/// One thread at a time. Samples are amplitudes with full scale at 1; for integers they are rounded
/// to the nearest step and cut off beyond full scale, never wrapped around.
public final class SoundFileWriter {
  /// How the file comes to its name.
  public enum Mode: Sendable, Hashable {
    /// When it is whole, at the end of ``finish()``; until then there is nothing, and nothing is
    /// left after an error or a crash.
    case whole(ExistingFile)
    /// With the first samples. From then on the file is a whole sound file after every
    /// ``append(_:)``, but for at most half a second, and on the disk every half second. What was
    /// written before an error or a crash is kept.
    case flushed
  }

  /// What the file is like.
  public let format: SoundFormat
  /// Samples in each channel so far.
  public private(set) var sampleCount = 0

  private let file: PendingFile
  private let isFlushed: Bool
  private let otherNames: [[UInt8]]
  private var encoder: (any SampleEncoder)?
  private var isFinished = false
  private var failure: SoundWritingError?
  private var samples: [Double] = []
  private var countOnDisk = 0

  /// Makes a file at a path given as the file system's bytes.
  ///
  /// - Throws: Why it can't be: an existing file, a folder that is missing or read-only, a format
  ///   that there is not.
  public convenience init(
    _ path: [UInt8], _ format: SoundFormat, _ mode: Mode = .whole(.refuse)
  ) throws(SoundWritingError) {
    try self.init(path, format, mode, limit: ChunkedFile.sizeLimit)
  }

  /// Makes a file that becomes RF64 beyond a number of bytes.
  package init(
    _ path: [UInt8], _ format: SoundFormat, _ mode: Mode, otherNames: [[UInt8]] = [], limit: Int
  ) throws(SoundWritingError) {
    self.format = format
    self.otherNames = otherNames
    if case .whole(let existing) = mode {
      isFlushed = false
      file = try PendingFile(path, existing: existing)
    } else {
      isFlushed = true
      file = try PendingFile(path, existing: .refuse)
    }
    encoder = try PlainEncoder.make(file, format, isFlushed: isFlushed, limit: limit)
  }

  deinit {
    guard isFlushed, !isFinished, failure == nil else { return }
    do {
      try finish()
    } catch {
      // What is in the file was made whole where the error was met.
      return
    }
  }

  /// The path of the file, as the file system's bytes.
  public var path: [UInt8] { file.path }
  /// Samples so far that were louder than full scale and were cut off.
  public var clippedCount: Int { encoder?.clippedCount ?? 0 }

  /// Writes interleaved samples, the same number for each channel.
  ///
  /// - Throws: Why they can't be written; the file is then as its mode says, and takes no more.
  public func append(_ interleaved: [Float]) throws(SoundWritingError) {
    try interleaved.withUnsafeBufferPointer { (buffer) throws(SoundWritingError) in
      try append(buffer)
    }
  }

  /// Writes interleaved samples, the same number for each channel.
  ///
  /// - Throws: Why they can't be written; the file is then as its mode says, and takes no more.
  public func append(_ interleaved: UnsafeBufferPointer<Float>) throws(SoundWritingError) {
    precondition(!isFinished, "a file that is finished takes no more samples")
    precondition(
      interleaved.count.isMultiple(of: format.channelCount), "samples come for all channels")
    if let failure { throw failure }
    guard let encoder, !interleaved.isEmpty else { return }
    samples.removeAll(keepingCapacity: true)
    samples.append(contentsOf: interleaved.lazy.map(Double.init))
    do throws(SoundWritingError) {
      try samples.withUnsafeBufferPointer { (buffer) throws(SoundWritingError) in
        try encoder.append(buffer)
      }
      sampleCount += interleaved.count / format.channelCount
      if isFlushed { try flush(encoder) }
    } catch {
      fail(error, encoder)
      throw error
    }
  }

  /// Ends the file and brings it to the disk.
  ///
  /// - Throws: Why it can't be, ``SoundWritingError/noSamples(name:)`` when none came.
  public func finish() throws(SoundWritingError) {
    precondition(!isFinished, "a file is finished once")
    if let failure { throw failure }
    isFinished = true
    guard let encoder, sampleCount > 0 else {
      file.abandon()
      throw .noSamples(name: file.name)
    }
    do throws(SoundWritingError) {
      try encoder.finish()
      try file.synchronize()
      if !file.isPublished { try publish() }
    } catch {
      fail(error, encoder)
      throw error
    }
    file.folder.synchronize()
  }

  private func flush(_ encoder: any SampleEncoder) throws(SoundWritingError) {
    try encoder.flush()
    if !file.isPublished, encoder.isPlayable {
      try publish()
      file.folder.synchronize()
    }
    if Double(sampleCount - countOnDisk) >= Double(format.sampleRate) / 2 {
      try file.synchronize()
      countOnDisk = sampleCount
    }
  }

  private func publish() throws(SoundWritingError) {
    for next in otherNames {
      do {
        return try file.publish()
      } catch SoundWritingError.exists {
        file.rename(next)
      }
    }
    try file.publish()
  }

  private func fail(_ error: SoundWritingError, _ encoder: any SampleEncoder) {
    failure = error
    if file.isPublished { encoder.salvage() } else { file.abandon() }
  }
}
