import Acoustics
import Labeling

/// Where sounds begin in a picture: columns that are louder than those just before.
///
/// - Source: Spectral flux as in Böck, Widmer, *Maximum Filter Vibrato Suppression for Onset
///   Detection*, 2013, without the maximum filter; the threshold is a share of the highest rise.
struct OnsetColumns {
  /// Columns at which a sound begins, rising.
  let columns: [Int]

  /// Seconds over which levels are compared.
  private static let distance = 0.01
  /// The least rise of an onset, from the median of all rises to the highest.
  private static let share: Float = 0.25

  /// Looks for onsets.
  ///
  /// - Parameter floor: The level in decibels that counts as silence.
  init(_ picture: FeaturePicture, sampleRate: Double, floor: Float) {
    let (count, bins) = (picture.grid.count, picture.binAxis.count)
    let width = Double(picture.grid.span.count) / Double(max(1, count))
    let lag = max(1, Int((Self.distance * sampleRate / max(1, width)).rounded()))
    var rises = [Float](repeating: 0, count: count)
    for column in lag..<max(lag, count) {
      var sum: Float = 0
      for bin in 0..<bins {
        let before = max(floor, picture[column: column - lag, bin: bin])
        sum += max(0, max(floor, picture[column: column, bin: bin]) - before)
      }
      rises[column] = sum / Float(max(1, bins))
    }
    let highest = rises.max() ?? 0
    let median = rises.sorted()[min(count / 2, max(0, count - 1))]
    let least = median + Self.share * (highest - median)
    let reach = max(2, lag)
    columns = (0..<count).filter { column in
      let around = max(0, column - reach)...min(count - 1, column + reach)
      return rises[column] > least && rises[column] > 0
        && around.allSatisfy {
          rises[$0] < rises[column] || $0 >= column && rises[$0] == rises[column]
        }
    }
  }
}

extension AppState {
  /// The next onset after the cursor in view, or the one before.
  func onset(isNext: Bool) -> Int? {
    guard case .ready(let picture)? = currentPicture, let feature = picture.feature,
      feature.unit == .decibels, feature.grid.count > 0, let cursor = cursorSample
    else { return nil }
    let found = OnsetColumns(
      feature, sampleRate: picture.sampleRate, floor: decibels.lowerBound
    ).columns
    let here = cursorColumn(of: feature) ?? (isNext ? -1 : feature.grid.count)
    let column = isNext ? found.first { $0 > here } : found.last { $0 < here }
    guard let column else { return nil }
    let sample = feature.grid.center(ofColumn: column)
    return sample == cursor ? nil : sample
  }

  /// The loudest moment of the clip, as exactly as the pictures tell.
  var peakSample: Int? {
    guard case .ready(let part)? = currentPicture else { return nil }
    var whole = part
    if let clip = current, let key = pictureKey(of: clip, span: nil),
      case .ready(let all)? = pictures[key]
    {
      whole = all
    }
    guard let column = Self.loudest(whole.waveform) else { return nil }
    let found = whole.waveform.grid.samples(ofColumn: column)
    // What is in view is known in finer columns.
    if part.span.contains(found.lowerBound), let fine = Self.loudest(part.waveform) {
      return part.waveform.grid.center(ofColumn: fine)
    }
    return whole.waveform.grid.center(ofColumn: column)
  }

  private static func loudest(_ waveform: WaveformPicture) -> Int? {
    (0..<waveform.grid.count).max {
      max(waveform.maxima[$0], -waveform.minima[$0])
        < max(waveform.maxima[$1], -waveform.minima[$1])
    }
  }

  /// The onset of the next region after the cursor, or of the one before.
  func regionOnset(isNext: Bool) -> Int? {
    guard let cursor = cursorSample else { return nil }
    let onsets = (current?.regions ?? []).compactMap { $0.span?.lowerBound }.sorted()
    return isNext ? onsets.first { $0 > cursor } : onsets.last { $0 < cursor }
  }
}
