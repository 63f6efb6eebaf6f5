import Acoustics
import Explorer
import SoundFiles

extension FeatureReading {
  /// Values that are held in memory where a feature needs the whole clip.
  private static let heldValues = 1 << 22

  /// Computes all frames.
  ///
  /// - Parameters:
  ///   - progress: Told which share of the work is done, from 0 to 1.
  ///   - body: Receives `[bins]` values of each frame in order, valid for the call.
  /// - Returns: What only the samples tell, a clause each.
  /// - Throws: What keeps the frames from being made, or what `body` throws; for strict requests
  ///   the first warning too.
  public func frames(
    isCancelled: () -> Bool = { false }, progress: (Double) -> Void = { _ in },
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) -> [String] {
    let total = Double(max(1, sampleCount))
    let passes = needsTwoPasses ? 2.0 : 1
    func tell(_ count: Int, pass: Double) { progress((pass + Double(count) / total) / passes) }
    let peak = try passes > 1 ? peak(isCancelled) { tell($0, pass: 0) } : nil
    let extractor = try extractor(peak)
    var count = 0
    var failure: Failure?
    func take(_ frame: UnsafeBufferPointer<Float>) {
      guard failure == nil else { return }
      count += 1
      do throws(Failure) { try body(frame) } catch { failure = error }
    }
    var source = try SampleStream(self)
    while let samples = try source.next() {
      extractor.push(samples, take)
      if let failure { throw failure }
      if isCancelled() { throw FeatureReading.interrupted }
      tell(source.count, pass: passes - 1)
    }
    if request.isStrict, let warning = source.warnings.first {
      throw FeatureReading.refusal(warning)
    }
    do { try extractor.finish(take) } catch { throw Failure(error) }
    if let failure { throw failure }
    guard count > 0 else {
      throw Failure(
        FeatureError.shorterThanWindow(
          samples: source.count, windowLength: feature.settings.windowLength))
    }
    if peak == nil { request.prepared.extractors.give(extractor, facts.sampleRate) }
    return source.warnings
  }

  /// An extractor at the beginning of a signal, one that is there already if it may be.
  private func extractor(_ peak: Float?) throws(Failure) -> FeatureExtractor {
    if peak == nil, let idle = request.prepared.extractors.take(facts.sampleRate) { return idle }
    do {
      return try FeatureExtractor(feature, peak: peak.map { .known($0) } ?? .wholeClip)
    } catch {
      throw Failure(error)
    }
  }

  /// Whether the clip's highest level must be found before the frames, which are too many to wait.
  private var needsTwoPasses: Bool {
    guard feature.reach == .wholeClip else { return false }
    let width = max(feature.settings.binCount, feature.settings.melBands)
    return frameCount > FeatureReading.heldValues / width
  }

  private func peak(
    _ isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(Failure) -> Float? {
    do {
      guard let meter = try PeakMeter(feature) else { return nil }
      var source = try SampleStream(self)
      while let samples = try source.next() {
        meter.push(samples)
        if isCancelled() { throw FeatureReading.interrupted }
        progress(source.count)
      }
      return try meter.finish()
    } catch let error as FeatureError {
      throw Failure(error)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }
}
