import SoundFiles
import Testing

/// Expects three clauses that make one line and fit together: `WHAT: WHY; REMEDY`.
func expectSentence(_ error: SoundFileError, _ place: SourceLocation = #_sourceLocation) {
  #expect(error.sentence.what == "Cannot read \(error.name)", sourceLocation: place)
  expectClauses(error.sentence, place)
}

/// Expects three clauses that make one line and fit together: `WHAT: WHY; REMEDY`.
func expectSentence(_ error: SoundWritingError, _ place: SourceLocation = #_sourceLocation) {
  #expect(error.sentence.what.hasPrefix("Cannot "), sourceLocation: place)
  expectClauses(error.sentence, place)
}

private func expectClauses(
  _ sentence: (what: String, why: String, remedy: String), _ place: SourceLocation
) {
  for clause in [sentence.why, sentence.remedy] {
    #expect(!clause.isEmpty && clause.count < 120, "\(clause)", sourceLocation: place)
    #expect(
      !clause.contains { $0.isNewline } && !clause.hasSuffix("."), "\(clause)",
      sourceLocation: place)
  }
}

/// The error of opening a file, nil where it opens.
func refusal(_ path: [UInt8]) -> SoundFileError? {
  do throws(SoundFileError) {
    _ = try SoundFile.probe(path)
    return nil
  } catch {
    return error
  }
}
