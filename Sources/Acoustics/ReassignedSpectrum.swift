/// The spectrum of a frame, and from where in time and frequency the power of each bin came.
///
/// - Source: Auger, Flandrin, *Improving the readability of time-frequency and time-scale
///   representations by the reassignment method*, IEEE Transactions SP-43 (1995); equals librosa 0.11
///   `reassigned_spectrogram`, whose times lie half a sample later for windows of even length.
package struct ReassignedSpectrum: Sendable {
  /// What a bin says.
  package struct Place: Sendable {
    /// |X|².
    package var power = 0.0
    /// The frequency that it came from, in hertz; not a number where there is no power.
    package var hertz = 0.0
    /// How many samples behind the frame's center it came from.
    package var samples = 0.0
  }

  /// The bins of the last frame.
  package private(set) var places: [Place]

  private typealias Pair = ComplexTransform.Pair

  private let binHertz: Double
  private let hertzPerRadian: Double
  /// The window, the window times the distance from its center, and its slope.
  private let windows: [SIMD3<Double>]
  private var plain: AnyLengthTransform
  private var sloping: AnyLengthTransform

  /// Amplitudes beyond this are none.
  private static let limit: Float = 1e12

  /// Prepares it.
  ///
  /// - Precondition: The settings are valid.
  package init(_ settings: AnalysisSettings) {
    let window = settings.windowValues
    let center = TimeAxis(settings).centerOffset
    let isWhole = window.count == settings.nFFT
    windows = window.indices.map { place in
      // Where nothing follows the window, it follows itself, as librosa's gradient has it.
      let before = place > 0 ? window[place - 1] : isWhole ? window[window.count - 1] : 0
      let after = place + 1 < window.count ? window[place + 1] : isWhole ? window[0] : 0
      return SIMD3(
        window[place], window[place] * Double(place - center), (after - before) / 2)
    }
    binHertz = settings.binHertz
    hertzPerRadian = settings.sampleRate / (2 * Double.pi)
    plain = AnyLengthTransform(length: settings.nFFT)
    sloping = plain
    places = [Place](repeating: Place(), count: settings.binCount)
  }

  /// Fills ``places`` for a frame of `windowLength` samples.
  package mutating func measure(_ frame: UnsafeBufferPointer<Float>) {
    let windows = windows
    func sample(_ place: Int) -> Double {
      guard place < windows.count else { return 0 }
      let value = frame[place]
      return abs(value) <= Self.limit ? Double(value) : 0
    }
    plain.run { place in
      guard place < windows.count else { return .zero }
      return Pair(windows[place].x, windows[place].y) * sample(place)
    }
    sloping.run { place in
      guard place < windows.count else { return .zero }
      return Pair(windows[place].z * sample(place), 0)
    }
    let length = plain.length
    for bin in places.indices {
      let (near, far) = (plain[bin], ComplexTransform.conjugate(plain[(length - bin) % length]))
      let spectrum = (near + far) / 2
      let difference = (near - far) / 2
      let weighted = Pair(difference.y, -difference.x)
      let slope = sloping[bin]
      let power = (spectrum * spectrum).sum()
      // Re(a/b) and Im(a/b) are those of a times b's conjugate, over b's power.
      let delay = (weighted * spectrum).sum() / power
      let turn = (slope.y * spectrum.x - slope.x * spectrum.y) / power
      places[bin] = Place(
        power: power, hertz: Double(bin) * binHertz - turn * hertzPerRadian, samples: delay)
    }
  }
}
