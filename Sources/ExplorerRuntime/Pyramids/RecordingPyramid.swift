import Acoustics
import Explorer
import Foundation
import Synchronization

/// The overview of a long recording while it is made, and afterwards.
///
/// Threads take pieces, those nearest to what is looked at first, and put them back done.
package final class RecordingPyramid: Sendable {
  /// Samples of a piece, about.
  private static let pieceLength = 1 << 20
  /// Bytes that the finest columns may take where spectra have up to `usualBins` bins.
  private static let byteLimit = 28 << 20
  private static let usualBins = 257
  /// How much more longer spectra may take.
  private static let mostTimes = 3.0

  private enum Progress {
    case waiting, taken, done
  }

  private struct State {
    var pyramid: FeaturePyramid
    var peaks: PeakColumns
    var pieces: [Progress]
    var doneCount = 0
    var focus: Int
    var failure: Failure?
    var isGivenUp = false
    var start: (@Sendable () -> Void)?
    var isBegun = false
  }

  /// Where the finest columns lie.
  package let grid: PyramidGrid
  private let pieceColumns: Int
  private let state: Mutex<State>

  /// Makes an overview of which nothing is known.
  package init(
    sampleCount: Int, windowLength: Int, binAxis: BinAxis, pooling: LevelPooling = .loudest
  ) {
    grid = Self.grid(sampleCount: sampleCount, windowLength: windowLength, binAxis: binAxis)
    pieceColumns = max(1, Self.pieceLength / grid.columnLength)
    let count = (grid.count + pieceColumns - 1) / pieceColumns
    state = Mutex(
      State(
        pyramid: FeaturePyramid(grid: grid, binAxis: binAxis, pooling: pooling),
        peaks: PeakColumns(grid: grid),
        pieces: [Progress](repeating: .waiting, count: count), focus: count / 2))
  }

  /// Where the finest columns of an overview lie.
  static func grid(sampleCount: Int, windowLength: Int, binAxis: BinAxis) -> PyramidGrid {
    let times = min(mostTimes, max(1, Double(binAxis.count) / Double(usualBins)))
    return PyramidGrid(
      sampleCount: sampleCount, windowLength: windowLength, bins: binAxis.count,
      byteLimit: Int(Double(byteLimit) * times))
  }

  /// Takes an overview that is complete.
  init(_ pyramid: FeaturePyramid, _ peaks: PeakColumns) {
    grid = pyramid.grid
    pieceColumns = max(1, Self.pieceLength / grid.columnLength)
    let count = (grid.count + pieceColumns - 1) / pieceColumns
    state = Mutex(
      State(
        pyramid: pyramid, peaks: peaks, pieces: [Progress](repeating: .done, count: count),
        doneCount: count, focus: 0))
  }

  /// Keeps what makes it until ``begin()``.
  func whenBegun(_ start: @escaping @Sendable () -> Void) {
    state.withLock { $0.start = start }
  }

  /// Lets it be made, unless it is already.
  ///
  /// Who draws from it shows a first look before, which needs the processors more.
  package func begin() {
    let start = state.withLock { state in
      defer { state.start = nil }
      state.isBegun = true
      return state.isGivenUp ? nil : state.start
    }
    start?()
  }

  /// Which share is done, from 0 to 1.
  package var progress: Double {
    state.withLock { Double($0.doneCount) / Double(max(1, $0.pieces.count)) }
  }

  /// Whether all of it is there.
  package var isComplete: Bool { state.withLock { $0.doneCount == $0.pieces.count } }

  /// Whether threads make it now.
  package var isUnderWay: Bool {
    state.withLock { state in
      state.isBegun && state.doneCount < state.pieces.count && !state.isGivenUp
        && state.failure == nil
    }
  }

  /// Why it can't be made.
  package var failure: Failure? { state.withLock { $0.failure } }

  /// Bytes that it takes.
  package var byteCount: Int { state.withLock { $0.pyramid.byteCount } }

  /// Looks at a sample: what is around it is made next.
  package func look(at sample: Int) {
    state.withLock { $0.focus = grid.column(ofSample: sample) / pieceColumns }
  }

  /// Gives it up; pieces that are being made are finished.
  package func giveUp() { state.withLock { $0.isGivenUp = true } }

  /// Whether the threads that make it may go.
  var isGivenUp: Bool { state.withLock { $0.isGivenUp || $0.failure != nil } }

  /// Notes why it can't be made.
  func fail(_ failure: Failure) { state.withLock { $0.failure = $0.failure ?? failure } }

  /// The columns of the piece to make next; nil when all are taken.
  package func takePiece() -> Range<Int>? {
    state.withLock { state in
      guard !state.isGivenUp, state.failure == nil else { return nil }
      for distance in 0..<state.pieces.count {
        for piece in [state.focus + distance, state.focus - distance]
        where state.pieces.indices.contains(piece) && state.pieces[piece] == .waiting {
          state.pieces[piece] = .taken
          return piece * pieceColumns..<min(grid.count, (piece + 1) * pieceColumns)
        }
      }
      return nil
    }
  }

  /// Puts a piece in.
  ///
  /// - Returns: Whether it was the last one.
  package func put(_ bytes: [UInt8], _ waveform: WaveformPicture, at columns: Range<Int>) -> Bool {
    state.withLock { state in
      state.pyramid.put(bytes, at: columns)
      state.peaks.put(waveform, at: columns)
      let piece = columns.lowerBound / pieceColumns
      if state.pieces[piece] != .done { state.doneCount += 1 }
      state.pieces[piece] = .done
      return state.doneCount == state.pieces.count
    }
  }

  /// What it knows of the columns of a picture, as wide as its own or wider.
  package func picture(at columns: ColumnGrid) -> OverviewPicture {
    state.withLock { state in
      let isKnown = (0..<columns.count).map { column in
        let place = grid.column(ofSample: columns.center(ofColumn: column)) / pieceColumns
        return state.pieces[place] == .done
      }
      return OverviewPicture(
        feature: state.pyramid.picture(at: columns), waveform: state.peaks.picture(at: columns),
        isKnown: isKnown)
    }
  }

  /// What is kept of it on disk.
  func contents() -> (pyramid: FeaturePyramid, peaks: PeakColumns) {
    state.withLock { ($0.pyramid, $0.peaks) }
  }
}

/// What an overview knows of the columns of a picture.
package struct OverviewPicture: Sendable {
  /// The feature that the overview is of.
  package let feature: FeaturePicture
  /// The waveform.
  package let waveform: WaveformPicture
  /// `[columns]`, which columns are there; the others are silent.
  package let isKnown: [Bool]
}
