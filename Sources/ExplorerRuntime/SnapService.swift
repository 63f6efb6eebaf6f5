import Acoustics
import Explorer
import Labeling
import SoundFiles

/// Looks for the places that edges snap to; what was found last of a recording is remembered.
package struct SnapService {
  /// What a search covers.
  private struct Subject: Equatable {
    let path: RecordingPath
    let channel: Int?
    let kind: SnapKind
    let span: Range<Int>
  }

  private let location: LibraryLocation
  private let mailbox: Mailbox
  private var last: (subject: Subject, places: SnapPlaces)?

  /// Seconds that are searched on either side at most, and at least.
  private static let reach: [SnapKind: Double] = [.zero: 0.5, .onset: 15, .silence: 15]

  /// Makes a service that answers to a mailbox.
  package init(location: LibraryLocation, mailbox: Mailbox) {
    self.location = location
    self.mailbox = mailbox
  }

  /// Answers a request.
  mutating func snap(_ request: SnapRequest) {
    do throws(Failure) {
      mailbox.post(.snapped(request, .success(try place(for: request))))
    } catch {
      mailbox.post(.snapped(request, .failure(error)))
    }
  }

  /// The sample that an edge snaps to; nil if there is none near.
  ///
  /// - Throws: Why the recording can't be read.
  package mutating func place(for request: SnapRequest) throws(Failure) -> Int? {
    do {
      let file = try SoundFile(location.absolutePath(of: request.path))
      let rate = file.facts.sampleRate
      let clip = request.clip.clamped(to: 0..<file.facts.sampleCount)
      let span = Self.span(around: request.sample, of: clip, request.kind, rate)
      let subject = Subject(
        path: request.path, channel: request.channel, kind: request.kind, span: span)
      let places: SnapPlaces
      if let last, last.subject == subject {
        places = last.places
      } else {
        let channels: ChannelChoice = request.channel.map { .channel($0) } ?? .mix
        let samples = try file.read(SampleRange(span), channels)
        places = try SnapPlaces(
          request.kind, in: SampleBuffer(samples: samples, sampleRate: rate))
        last = (subject, places)
      }
      let sample = request.sample - span.lowerBound
      let found =
        switch request.direction {
        case .backwards: places.last(to: sample)
        case .forwards: places.first(from: sample)
        case .nearest: places.nearest(to: sample)
        }
      return found.map { $0 + span.lowerBound }
    } catch {
      throw Failure(ofSound: error)
    }
  }

  /// The samples searched: the same for all edges that are near each other.
  private static func span(
    around sample: Int, of clip: Range<Int>, _ kind: SnapKind, _ rate: Double
  ) -> Range<Int> {
    let reach = max(1, Int((reach[kind] ?? 1) * rate))
    guard clip.count > 4 * reach else { return clip }
    let middle = (sample - clip.lowerBound) / reach * reach + clip.lowerBound
    return (middle - reach..<middle + 2 * reach).clamped(to: clip)
  }
}
