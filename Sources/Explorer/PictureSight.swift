import Acoustics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the darkest and the brightest level follow.
public enum ContrastRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// The loudest level of the clip: the same in every part of it.
  case clip
  /// Percentiles of what is visible.
  case visible
}

/// What is done with levels before they are drawn.
public enum LevelTreatment: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing.
  case none
  /// The median of each band is taken away: hum and hiss go.
  case denoised
  /// Only the peaks of each spectrum are left: the lines of voices and instruments.
  case peaks
  /// Per-channel energy normalization: each band against its own average of the last moments.
  case normalized
}

/// The picture under the cursor as it is drawn: treated, and with the levels that suit it.
///
/// It is made once for a picture and not at each redraw.
public struct PictureSight: Sendable, Equatable {
  /// What it depends on.
  struct Basis: Sendable, Equatable {
    let key: PictureKey
    let revision: Int
    let treatment: LevelTreatment
    let hertz: ClosedRange<Float>?
  }

  let basis: Basis
  /// The picture; nil where it is drawn as it is.
  let feature: FeaturePicture?
  /// The darkest and brightest level that suit what is visible; nil for silence.
  let levels: ClosedRange<Float>?

  /// The quietest share of the visible levels is ground, the loudest of them full.
  private static let loudShare = 0.995
  /// The least distance from the darkest to the brightest level over the median, in decibels.
  private static let leastRange: Float = 20
  /// The least brightest value of normalized levels.
  private static let leastPeak: Float = 1

  init(_ basis: Basis, of picture: FeaturePicture, sampleRate: Double) {
    self.basis = basis
    let bins = Self.bins(picture.binAxis, basis.hertz)
    switch basis.treatment {
    case .none:
      feature = nil
      levels = AutomaticContrast.levels(Self.histogram(picture, bins))
    case .denoised:
      let bytes = picture.values.map(LevelByte.byte(ofDecibels:))
      var treated = picture
      treated.values = BandMedians(of: bytes, bins: picture.binAxis.count)
        .removed(from: picture.values)
      feature = treated
      levels = 0...max(Self.leastRange, Self.loudest(treated, bins))
    case .peaks:
      var treated = picture
      treated.values = SpectralPeaks.kept(
        in: picture.values, bins: picture.binAxis.count, floor: -.infinity)
      feature = treated
      levels = nil
    case .normalized:
      let treated = NormalizedLevels.picture(picture, sampleRate: sampleRate)
      feature = treated
      levels = 0...max(Self.leastPeak, Self.loudest(treated, bins))
    }
  }

  /// The bins that are visible.
  private static func bins(_ axis: BinAxis, _ hertz: ClosedRange<Float>?) -> Range<Int> {
    guard let hertz, let low = axis.bin(ofHertz: hertz.lowerBound),
      let high = axis.bin(ofHertz: hertz.upperBound)
    else { return 0..<axis.count }
    let first = max(0, min(axis.count - 1, Int(low.rounded(.up))))
    return first..<max(first + 1, min(axis.count, Int(high.rounded(.down)) + 1))
  }

  private static func histogram(_ picture: FeaturePicture, _ bins: Range<Int>) -> LevelHistogram {
    var histogram = LevelHistogram()
    for column in 0..<picture.grid.count {
      let start = column * picture.binAxis.count
      histogram.add(
        picture.values[start + bins.lowerBound..<start + bins.upperBound]
          .map(LevelByte.byte(ofDecibels:)))
    }
    return histogram
  }

  /// The value that all but the loudest few of the visible ones do not exceed; 0 and less are not
  /// counted.
  private static func loudest(_ picture: FeaturePicture, _ bins: Range<Int>) -> Float {
    let width = picture.binAxis.count
    let columns = 0..<picture.grid.count
    func values(_ column: Int) -> ArraySlice<Float> {
      picture.values[column * width + bins.lowerBound..<column * width + bins.upperBound]
    }
    let highest = columns.reduce(Float(0)) { highest, column in
      values(column).reduce(highest) { $1.isFinite ? max($0, $1) : $0 }
    }
    guard highest > 0 else { return 0 }
    var counts = [Int](repeating: 0, count: steps)
    for column in columns {
      for value in values(column) where value > 0 && value.isFinite {
        counts[min(steps - 1, Int(value / highest * Float(steps)))] += 1
      }
    }
    var rest = Int(Double(counts.reduce(0, +)) * (1 - loudShare))
    var step = steps
    while step > 1, counts[step - 1] <= rest {
      rest -= counts[step - 1]
      step -= 1
    }
    return highest * Float(step) / Float(steps)
  }

  private static let steps = 512
}

/// Levels in decibels against the running average of their band.
///
/// The average remembers as long as ``PCENSettings/standard`` says, and begins with that of the
/// first columns, played backwards, because what was before the picture is not known.
enum NormalizedLevels {
  /// Time constants that are looked at before the first column.
  private static let warmUp = 3.0

  static func picture(_ picture: FeaturePicture, sampleRate: Double) -> FeaturePicture {
    let (count, bins) = (picture.grid.count, picture.binAxis.count)
    let perColumn = max(1, picture.grid.span.count / max(1, count))
    var step: PCENStep
    do {
      step = try PCENStep(bandCount: bins, sampleRate: sampleRate, hopLength: perColumn)
    } catch {
      preconditionFailure("a picture was made at a rate that is none: \(error.sentence)")
    }
    let energies = picture.values.map { $0 > -.infinity ? exp2($0 * decibelOctaves) : 0 }
    let seconds = warmUp * PCENSettings.standard.timeConstant
    let before = min(Double(count), seconds * sampleRate / Double(perColumn))
    var output = picture
    energies.withUnsafeBufferPointer { energies in
      func frame(_ column: Int) -> UnsafeBufferPointer<Float> {
        UnsafeBufferPointer(rebasing: energies[column * bins..<(column + 1) * bins])
      }
      for column in (0..<Int(before)).reversed() { step.push(frame(column)) { _ in } }
      for column in 0..<count {
        step.push(frame(column)) { values in
          for bin in 0..<bins { output.values[column * bins + bin] = values[bin] }
        }
      }
    }
    return output
  }

  /// log₂ 10 / 10: decibels as octaves of power.
  private static let decibelOctaves: Float = 0.332_192_81
}

extension AppState {
  /// What a picture as it is drawn has to be made of now; nil where it is drawn as it is.
  private func sightBasis(
    of key: PictureKey?
  ) -> (PictureSight.Basis, FeaturePicture, Double)? {
    guard viewport.treatment != .none || viewport.contrast == .visible, let key,
      case .ready(let picture)? = pictures[key], let feature = picture.feature,
      feature.unit == .decibels
    else { return nil }
    return (
      PictureSight.Basis(
        key: key, revision: pictures.revision(of: key), treatment: viewport.treatment,
        hertz: visibleHertz), feature, picture.sampleRate
    )
  }

  /// Makes the pictures as they are drawn anew where something of them changed.
  mutating func lookAgain() {
    sight = sight(of: currentKey, before: sight)
    otherSight = sight(of: otherKey, before: otherSight)
  }

  private func sight(of key: PictureKey?, before: PictureSight?) -> PictureSight? {
    guard let (basis, feature, rate) = sightBasis(of: key) else { return nil }
    return before?.basis == basis ? before : PictureSight(basis, of: feature, sampleRate: rate)
  }

  /// A feature of the clip under the cursor as it is drawn.
  func drawn(_ feature: FeaturePicture) -> FeaturePicture {
    drawn(feature, by: sight, key: currentKey)
  }

  /// A feature of the clip beside it as it is drawn.
  func drawnOther(_ feature: FeaturePicture) -> FeaturePicture {
    drawn(feature, by: otherSight, key: otherKey)
  }

  private func drawn(
    _ feature: FeaturePicture, by sight: PictureSight?, key: PictureKey?
  ) -> FeaturePicture {
    guard let sight, let treated = sight.feature, sight.basis.key == key,
      treated.grid == feature.grid
    else { return feature }
    return treated
  }
}
