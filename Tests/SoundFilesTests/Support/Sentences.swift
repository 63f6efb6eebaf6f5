import SoundFiles
import Testing

/// Expects three clauses that make one line and fit together: `WHAT: WHY; REMEDY`.
func expectSentence(_ error: SoundFileError, _ place: SourceLocation = #_sourceLocation) {
  let (what, why, remedy) = error.sentence
  #expect(what == "Cannot read \(error.name)", sourceLocation: place)
  for clause in [why, remedy] {
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
