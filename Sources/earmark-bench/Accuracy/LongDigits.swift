import Foundation
import Recognition

/// Digits at random places of a recording of fifteen minutes.
struct LongDigits {
  /// A digit.
  struct Event {
    /// Which one.
    let label: String
    /// Who speaks.
    let speaker: String
    /// Seconds of its beginning and its end.
    let onset, offset: Double
  }

  /// The samples.
  let sound: [Float]
  /// What is in it, in order.
  let events: [Event]
  private let rate: Double

  /// Reads it at a rate.
  init(data: String, rate: Double = 8_000) throws {
    self.rate = rate
    sound = try Recordings.sound("\(data)/long/digits_15min.flac", rate: rate)
    let text = try String(contentsOfFile: "\(data)/long/digits_15min.csv", encoding: .utf8)
    events = text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let cells = line.split(separator: ",")
      guard cells.count > 3, let onset = Double(cells[0]), let offset = Double(cells[1])
      else { return nil }
      return Event(
        label: String(cells[2]), speaker: String(cells[3]), onset: onset, offset: offset)
    }
  }

  /// The places of the recordings that it is made of, by how well their samples fit.
  ///
  /// - Precondition: The recordings and it are of the same rate.
  func places(of digits: Recordings) -> Set<Int> {
    var places: Set<Int> = []
    for event in events {
      let (start, end) = (Int((event.onset * rate).rounded()), Int((event.offset * rate).rounded()))
      let best = digits.clips.indices.filter { place in
        let clip = digits.clips[place]
        return clip.label == event.label && clip.group == event.speaker
          && abs(digits.samples[place].count - (end - start)) <= 1
      }.max { fit($0, digits, start) < fit($1, digits, start) }
      if let best { places.insert(best) }
    }
    return places
  }

  /// The product of a recording and what is there, by the recording's own length.
  private func fit(_ place: Int, _ digits: Recordings, _ start: Int) -> Float {
    let clip = digits.samples[place]
    let (product, square) = zip(clip, sound[start...]).reduce((Float(0), Float(1e-9))) {
      ($0.0 + $1.0 * $1.1, $0.1 + $1.0 * $1.0)
    }
    return product / square.squareRoot()
  }
}
