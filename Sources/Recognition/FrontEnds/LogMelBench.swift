import Acoustics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The tables and the scratch of log-mel bands, with room for changes between power and bands.
final class LogMelBench {
  private let settings: LogMelSettings
  private let frameCount: Int
  private let binCount: Int
  private var analyzer: SpectralAnalyzer
  /// `(2/Σw)²`: a full-scale sine has power 1.
  private let scale: Float
  private let triangles: MelTriangles
  private let warped: [MelTriangles]

  init(
    _ settings: LogMelSettings, _ frontEnd: FrontEnd, warps: [Double]
  ) throws(FrontEndError) {
    let window = settings.windowLength(frontEnd.sampleRate)
    let analysis = AnalysisSettings(
      sampleRate: frontEnd.sampleRate, windowLength: window,
      hopLength: settings.hopLength(frontEnd.sampleRate), nFFT: window)
    do {
      analyzer = try SpectralAnalyzer(analysis)
    } catch {
      throw .feature(error)
    }
    self.settings = settings
    frameCount = frontEnd.inputShape.frames
    binCount = analysis.binCount
    let sum = WindowShape.hann.values(length: window).reduce(0, +)
    scale = Float(4 / (sum * sum))
    let (bins, nyquist) = (analysis.binCount, analysis.nyquistHertz)
    triangles = MelTriangles(settings, bins: bins, nyquist: nyquist)
    warped = warps.map { MelTriangles(settings, bins: bins, nyquist: nyquist, warp: $0) }
  }

  /// The values of a window, `[frames, bands]`.
  func values(
    of window: [Float], _ augmentation: SpectrumAugmentation?, using draws: inout SeededDraws
  ) -> [Float] {
    var power = power(of: window)
    var bank = triangles
    if let augmentation {
      augmentation.change(&power, bins: binCount, using: &draws)
      if !warped.isEmpty { bank = warped[draws.whole(below: warped.count)] }
    }
    return levels(bands(power, bank))
  }

  /// Powers, `[frames, bins]`.
  private func power(of window: [Float]) -> [Float] {
    var power: [Float] = []
    power.reserveCapacity(frameCount * binCount)
    let wanted = frameCount * binCount
    let take = { (frame: UnsafeBufferPointer<Float>) in
      if power.count < wanted { power.append(contentsOf: frame) }
    }
    analyzer.push(window, take)
    analyzer.finish(take)
    // The analysis of an odd length ends one frame earlier than the hops that fit.
    if power.count < wanted { power += [Float](repeating: 0, count: wanted - power.count) }
    for place in power.indices { power[place] *= scale }
    return power
  }

  private func bands(_ power: [Float], _ bank: MelTriangles) -> [Float] {
    let width = settings.bands
    return [Float](unsafeUninitializedCapacity: frameCount * width) { output, filled in
      filled = frameCount * width
      power.withUnsafeBufferPointer { power in
        guard let from = power.baseAddress, let to = output.baseAddress else { return }
        for frame in 0..<frameCount {
          bank.sum(from + frame * binCount, into: to + frame * width)
        }
      }
    }
  }

  /// Brings the loudest frame's mean band to 1 and takes the logarithm.
  private func levels(_ bands: [Float]) -> [Float] {
    let width = settings.bands
    var loudest: Float = 0
    for frame in 0..<frameCount {
      loudest = max(loudest, bands[(frame * width)..<((frame + 1) * width)].reduce(0, +))
    }
    let factor = Float(width) / (loudest + LogMelSettings.leastLevel)
    let floor = Float(settings.floor)
    return bands.map { log($0 * factor + floor) }
  }
}
