import Explorer
import Recognition
import Synchronization

/// The samples of clips from their files, those that fit kept in memory.
public final class ClipFiles: ClipSamples {
  /// Bytes that are kept unless told.
  public static let usualMemory = 1 << 30

  private let places: [ClipPlace]
  private let reading: ClipReading
  private let byteLimit: Int
  private let kept: Mutex<Kept>

  private struct Kept {
    var clips: [[Float]?]
    var byteCount = 0
  }

  /// Reads clips for a front end.
  ///
  /// - Parameter byteLimit: Bytes of samples that are kept; what was read first stays.
  public init(
    _ places: [ClipPlace], _ reading: ClipReading, byteLimit: Int = usualMemory
  ) {
    self.places = places
    self.reading = reading
    self.byteLimit = byteLimit
    kept = Mutex(Kept(clips: [[Float]?](repeating: nil, count: places.count)))
  }

  /// The samples of a clip at the front end's rate.
  public func samples(of clip: Int) throws(ClipSamplesError) -> [Float] {
    if let known = kept.withLock({ $0.clips[clip] }) { return known }
    do {
      let samples = try reading.read(places[clip]).samples
      keep(samples, clip)
      return samples
    } catch {
      throw ClipSamplesError(clip: clip, why: error.sentence)
    }
  }

  /// Keeps what was read of a clip, if there is room.
  func keep(_ samples: [Float], _ clip: Int) {
    let size = 4 * samples.count + 64
    kept.withLock { kept in
      guard kept.clips[clip] == nil, kept.byteCount + size <= byteLimit else { return }
      kept.clips[clip] = samples
      kept.byteCount += size
    }
  }
}

extension ClipFiles {
  /// Some of the clips, in an order, with what is kept of them.
  func chosen(_ clips: [Int]) -> ClipFiles {
    let files = ClipFiles(clips.map { places[$0] }, reading, byteLimit: byteLimit)
    for (place, clip) in clips.enumerated() {
      if let samples = kept.withLock({ $0.clips[clip] }) { files.keep(samples, place) }
    }
    return files
  }
}
