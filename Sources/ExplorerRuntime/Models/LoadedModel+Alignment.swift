import Explorer
import Labeling
import NeuralNetworks
import Recognition
import SoundFiles

extension LoadedModel {
  /// Where the words of a wish are.
  ///
  /// - Parameter isCancelled: Asked piece by piece.
  /// - Returns: Nil if it was given up.
  func aligned(
    _ wish: AlignmentWish, _ location: LibraryLocation, isCancelled: () -> Bool
  ) -> AlignedWords? {
    let what = "Cannot find the words in \(wish.clip.path.text)"
    do throws(Failure) {
      let place = ClipPlace(wish.clip, location)
      guard let (heard, rate) = try heard(place, isCancelled) else { return nil }
      let known = LabelSet(recognizer.configuration.labels)
      do {
        let alignment = try heard.alignment(of: wish.words.compactMap { known.place(of: $0) })
        let first = wish.clip.span?.lowerBound ?? 0
        return AlignedWords(
          wish,
          regions: alignment.spans.map { span in
            let seconds = heard.seconds(of: span.frames)
            let onset = first + Int((seconds.lowerBound * rate).rounded())
            let offset = first + Int((seconds.upperBound * rate).rounded())
            return AlignedWords.Region(
              label: known.names[span.label], span: onset..<max(onset + 1, offset),
              score: Float(span.probability))
          })
      } catch {
        throw Failure(what: what, why: error.sentence)
      }
    } catch {
      return AlignedWords(wish, failure: error)
    }
  }

  /// What is heard in a clip, and samples per second of its recording; nil if it was given up.
  private func heard(
    _ place: ClipPlace, _ isCancelled: () -> Bool
  ) throws(Failure) -> (HeardFrames, Double)? {
    let configuration = recognizer.configuration
    var stream: FrameStream
    do { stream = try FrameStream(configuration, network) } catch { throw Failure(error) }
    var pieces = try SoundPieces(place, rate: configuration.frontEnd.sampleRate)
    while let piece = try pieces.next() {
      if isCancelled() { return nil }
      do { try stream.push(piece) } catch { throw Failure(error) }
    }
    do { return (try stream.finish(), pieces.facts.sampleRate) } catch { throw Failure(error) }
  }
}
