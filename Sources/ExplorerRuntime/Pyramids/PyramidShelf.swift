import Acoustics
import Explorer
import Foundation
import Synchronization
import Workers

/// The overviews of the long recordings looked at last: in memory, in the cache, or being made.
public final class PyramidShelf: Sendable {
  /// Recordings with more samples than this have overviews unless somebody chose otherwise.
  public static let usualLength = 1 << 22
  /// Overviews held in memory.
  private static let limit = 2

  private struct Place {
    let subject: PyramidSubject
    let pyramid: RecordingPyramid
  }

  private let places = Mutex<[Place]>([])
  private let cache: OverviewCache?
  private let threads: Int
  /// Recordings with more samples than this have overviews.
  let length: Int
  private let builds = DispatchGroup()

  /// Makes an empty shelf.
  ///
  /// - Parameters:
  ///   - cache: Where overviews are kept; nil for nowhere.
  ///   - threads: How many threads make an overview.
  ///   - length: Recordings with more samples have overviews.
  public init(
    cache: OverviewCache?, threads: Int = ParallelLoop.processorCount,
    length: Int = PyramidShelf.usualLength
  ) {
    self.cache = cache
    self.threads = threads
    self.length = length
  }

  /// The overview of a recording, which may be under way still, or waits to be begun.
  ///
  /// - Parameters:
  ///   - facts: Its samples, the rule of its windows and what its bins stand for.
  ///   - sample: What is looked at; nil for no part in particular.
  package func pyramid(
    of subject: PyramidSubject, settings: AnalysisSettings, sampleCount: Int, binAxis: BinAxis,
    lookingAt sample: Int?
  ) -> RecordingPyramid {
    if let known = known(subject) {
      if let sample { known.look(at: sample) }
      return known
    }
    let name = cacheName(subject, settings)
    if let name,
      let (pyramid, peaks) = cache?.load(
        name, binAxis: binAxis, pooling: subject.pooling),
      pyramid.grid.sampleCount == sampleCount
    {
      let kept = RecordingPyramid(pyramid, peaks)
      insert(Place(subject: subject, pyramid: kept))
      return kept
    }
    let made = RecordingPyramid(
      sampleCount: sampleCount, windowLength: settings.windowLength, binAxis: binAxis,
      pooling: subject.pooling)
    if let sample { made.look(at: sample) }
    insert(Place(subject: subject, pyramid: made))
    made.whenBegun { [cache, threads, builds, weak made] in
      guard let made else { return }
      PyramidBuild.start(subject, made, threads: threads, in: builds) {
        guard let cache, let name, subject.isUpToDate else { return }
        let contents = made.contents()
        cache.store(contents.pyramid, contents.peaks, as: name)
      }
    }
    return made
  }

  /// The overview of a recording, if it is in memory and complete.
  package func complete(_ subject: PyramidSubject) -> RecordingPyramid? {
    places.withLock { places in
      places.first { $0.subject == subject && $0.pyramid.isComplete }?.pyramid
    }
  }

  /// Lets what is around a sample be made next, in overviews of a recording that are under way.
  package func look(at sample: Int, of path: [UInt8]) {
    places.withLock { places in
      for place in places where place.subject.path == path { place.pyramid.look(at: sample) }
    }
  }

  /// Drops the overviews of a file that became another one.
  package func forget(_ path: [UInt8]) {
    places.withLock { places in
      places.removeAll { place in
        guard place.subject.path == path, !place.subject.isUpToDate else { return false }
        place.pyramid.giveUp()
        return true
      }
    }
  }

  /// Whether threads make an overview now.
  package var isBuilding: Bool {
    places.withLock { $0.contains { $0.pyramid.isUnderWay } }
  }

  /// Gives up what is not done, without waiting.
  func giveUp() { places.withLock { $0.forEach { $0.pyramid.giveUp() } } }

  /// Gives up what is not done, and waits until what is done is kept.
  public func finish() {
    giveUp()
    builds.wait()
  }

  private func known(_ subject: PyramidSubject) -> RecordingPyramid? {
    places.withLock { places in
      guard let index = places.firstIndex(where: { $0.subject == subject }),
        places[index].pyramid.failure == nil
      else { return nil }
      let place = places.remove(at: index)
      places.append(place)
      return place.pyramid
    }
  }

  private func insert(_ place: Place) {
    places.withLock { places in
      // What a changed file was like before is of no use any more.
      places.removeAll { old in
        let isOld =
          old.subject.path == place.subject.path && !old.subject.isUpToDate
          || old.subject == place.subject
        if isOld { old.pyramid.giveUp() }
        return isOld
      }
      places.append(place)
      while places.count > Self.limit { places.removeFirst().pyramid.giveUp() }
    }
  }

  private func cacheName(_ subject: PyramidSubject, _ settings: AnalysisSettings) -> String? {
    guard cache != nil else { return nil }
    // A file that can't be read now fails where its picture is made, with its sentence.
    do throws(Failure) { return try subject.cacheName(settings) } catch { return nil }
  }
}
