import Acoustics
import Explorer
import SoundFiles

/// Finds moments in the samples of recordings; of several searches only the newest counts.
package struct PlaceService {
  private let location: LibraryLocation
  private let mailbox: Mailbox
  /// Whether the program is ending.
  private let isEnding: @Sendable () -> Bool

  /// Samples that are read at a time for the loudest one.
  private static let pieceLength = 1 << 20
  /// Seconds that are looked through at a time for an onset: the next one is mostly near.
  private static let onsetSeconds = 8.0

  /// Makes a service that answers to a mailbox.
  package init(
    location: LibraryLocation, mailbox: Mailbox, isEnding: @escaping @Sendable () -> Bool
  ) {
    self.location = location
    self.mailbox = mailbox
    self.isEnding = isEnding
  }

  /// Looks for the newest of the moments that wait; another one that comes meanwhile goes first.
  func find(_ request: PlaceRequest, _ lane: Lane<PlaceRequest>) {
    var next: PlaceRequest? = request
    while let wanted = next, !isEnding() {
      next = nil
      let found = place(of: wanted) {
        while let newer = lane.takeWaiting() { next = newer }
        return next != nil || isEnding()
      }
      if next == nil, let found { mailbox.post(.place(wanted, found)) }
    }
  }

  /// Looks for a moment.
  ///
  /// - Parameter isOver: Asked between pieces.
  /// - Returns: Nil if it was over before.
  package func place(of request: PlaceRequest, unless isOver: () -> Bool) -> FoundPlace? {
    do {
      let file = try SoundFile(location.absolutePath(of: request.path))
      let wanted = request.samples.clamped(to: 0..<file.facts.sampleCount)
      let channels: ChannelChoice = request.channel.map { .channel($0) } ?? .mix
      switch request.kind {
      case .loudest(let stretches):
        return try loudest(stretches, file, channels, isOver)
      case .onset(let isNext):
        return try onset(isNext: isNext, wanted, file, channels, isOver)
      }
    } catch {
      return .failed(Failure(ofSound: error))
    }
  }

  /// The first of the loudest samples of the stretches; those that can't hold it are not read.
  private func loudest(
    _ stretches: [PlaceRequest.Stretch], _ file: SoundFile, _ channels: ChannelChoice,
    _ isOver: () -> Bool
  ) throws(SoundFileError) -> FoundPlace? {
    var best: (sample: Int, level: Float)?
    for stretch in stretches where stretch.peak > best?.level ?? 0 {
      let samples = stretch.samples.clamped(to: 0..<file.facts.sampleCount)
      for start in stride(from: samples.lowerBound, to: samples.upperBound, by: Self.pieceLength) {
        if isOver() { return nil }
        let piece = try file.read(
          SampleRange(start..<min(samples.upperBound, start + Self.pieceLength)), channels)
        for (place, sample) in piece.enumerated() {
          let level = abs(sample)
          guard level > 0, level.isFinite else { continue }
          let isLouder =
            best.map { level > $0.level || level == $0.level && start + place < $0.sample } ?? true
          if isLouder { best = (start + place, level) }
        }
      }
    }
    return best.map { .at($0.sample) } ?? .nowhere
  }

  /// The onset nearest to the cursor on one of its sides.
  private func onset(
    isNext: Bool, _ wanted: Range<Int>, _ file: SoundFile, _ channels: ChannelChoice,
    _ isOver: () -> Bool
  ) throws -> FoundPlace? {
    let finder = try OnsetMoments(sampleRate: file.facts.sampleRate)
    let length = max(finder.hopLength, Int(Self.onsetSeconds * file.facts.sampleRate))
    var rest = wanted
    while !rest.isEmpty {
      if isOver() { return nil }
      let piece =
        isNext
        ? rest.lowerBound..<min(rest.upperBound, rest.lowerBound + length)
        : max(rest.lowerBound, rest.upperBound - length)..<rest.upperBound
      let first = max(0, piece.lowerBound - finder.margin) / finder.hopLength * finder.hopLength
      let end = min(file.facts.sampleCount, piece.upperBound + finder.margin)
      let samples = try file.read(SampleRange(first..<end), channels)
      let found = try finder.moments(
        in: samples.map { $0.isFinite ? $0 : 0 }, firstSample: first, wanted: piece)
      if let moment = isNext ? found.first : found.last { return .at(moment) }
      rest =
        isNext
        ? piece.upperBound..<rest.upperBound : rest.lowerBound..<piece.lowerBound
    }
    return .nowhere
  }
}
