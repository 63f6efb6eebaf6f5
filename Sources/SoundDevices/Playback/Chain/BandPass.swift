/// Lanes of which one band is left, without a delay.
///
/// Any span can be read, because each is filtered with the sound around it; so a loop or a seek
/// needs no state and has no transient.
final class BandPass: Lanes {
  private let lanes: any Lanes
  private let taps: [Double]
  private var transform: FourierTransform
  private var response: (real: [Float], imaginary: [Float]) = ([], [])

  /// Filters lanes; gives them back as they are when the band leaves nothing out.
  static func filtering(
    _ lanes: any Lanes, _ band: ClosedRange<Double>, sampleRate: Double
  ) -> any Lanes {
    guard let taps = BandDesign(band, sampleRate: sampleRate).taps else { return lanes }
    return BandPass(lanes, taps)
  }

  private init(_ lanes: any Lanes, _ taps: [Double]) {
    self.lanes = lanes
    self.taps = taps
    transform = FourierTransform(count: 1)
  }

  var laneCount: Int { lanes.laneCount }
  var sampleCount: Int { lanes.sampleCount }

  func read(_ range: Range<Int>) throws -> [Lane] {
    guard !range.isEmpty else { return [Lane](repeating: [], count: laneCount) }
    let around = taps.count / 2
    let context = try lanes.read(range.lowerBound - around..<range.upperBound + around)
    prepare(for: range.count + taps.count - 1)
    var result = [Lane](repeating: [], count: laneCount)
    let step = transform.count - taps.count + 1
    for start in stride(from: 0, to: range.count, by: step) {
      let filtered = block(context, start)
      let count = min(step, range.count - start)
      for lane in 0..<laneCount {
        result[lane] += filtered[lane][taps.count - 1..<taps.count - 1 + count]
      }
    }
    return result
  }

  /// The circular convolution of a block of each lane; the first `taps.count - 1` are not valid.
  ///
  /// Two lanes share a transform as its real and imaginary part: the taps are real, so the parts
  /// stay apart.
  private func block(_ context: [Lane], _ start: Int) -> [Lane] {
    var parts = [Lane](repeating: Lane(repeating: 0, count: transform.count), count: 2)
    for lane in 0..<laneCount {
      let count = min(transform.count, context[lane].count - start)
      parts[lane].replaceSubrange(0..<count, with: context[lane][start..<start + count])
    }
    var (real, imaginary) = (parts[0], parts[1])
    transform.transform(&real, &imaginary)
    for bin in 0..<transform.count {
      let (x, y) = (real[bin], imaginary[bin])
      real[bin] = x * response.real[bin] - y * response.imaginary[bin]
      imaginary[bin] = x * response.imaginary[bin] + y * response.real[bin]
    }
    transform.transform(&imaginary, &real)
    return [real, imaginary]
  }

  /// Chooses the length of the transform: as long as what is read at once, within limits.
  private func prepare(for count: Int) {
    let shortest = max(1024, 2 * taps.count)
    var length = 1024
    while length < min(max(count, shortest), 4 * shortest) { length *= 2 }
    guard length != transform.count else { return }
    transform = FourierTransform(count: length)
    var real = taps.map { Float($0 / Double(length)) }
    real += [Float](repeating: 0, count: length - taps.count)
    var imaginary = [Float](repeating: 0, count: length)
    transform.transform(&real, &imaginary)
    response = (real, imaginary)
  }
}
