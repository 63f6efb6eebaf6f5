import Acoustics
import Explorer
import SoundFiles

/// Measures what is marked; of several marks that wait only the newest counts.
package struct MeasureService {
  private let location: LibraryLocation
  private let mailbox: Mailbox

  /// Seconds beside a mark that its filter needs.
  private static let margin = 0.25

  /// Makes a service that answers to a mailbox.
  package init(location: LibraryLocation, mailbox: Mailbox) {
    self.location = location
    self.mailbox = mailbox
  }

  /// Measures the newest of the marks that wait.
  func measure(_ request: MeasureRequest, _ lane: Lane<MeasureRequest>) {
    var newest = request
    while let newer = lane.takeWaiting() { newest = newer }
    do throws(Failure) {
      mailbox.post(.measured(newest, try measures(of: newest)))
    } catch {
      mailbox.post(.failed(error))
    }
  }

  /// Reads what is marked and what is around it, and measures.
  package func measures(of request: MeasureRequest) throws(Failure) -> SoundMeasures {
    let channels: ChannelChoice = request.channel.map { .channel($0) } ?? .mix
    do {
      let file = try SoundFile(location.absolutePath(of: request.path))
      let samples = try file.read(SampleRange(request.span), channels)
      let before = request.surroundings.lowerBound..<request.span.lowerBound
      let after = request.span.upperBound..<request.surroundings.upperBound
      let (earlier, later) = (
        try file.read(SampleRange(before), channels), try file.read(SampleRange(after), channels)
      )
      let margin = Int(MeasureService.margin * file.facts.sampleRate)
      return try SoundMeasures(
        of: samples, sampleRate: file.facts.sampleRate,
        band: request.hertz.map { Double($0.lowerBound)...Double($0.upperBound) },
        margins: (Array(earlier.suffix(margin)), Array(later.prefix(margin))),
        surroundings: earlier + later)
    } catch {
      throw Failure(ofSound: error)
    }
  }
}
