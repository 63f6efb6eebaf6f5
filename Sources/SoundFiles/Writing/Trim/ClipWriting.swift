import Acoustics
import CSndfile

/// Writes spans of one open recording to files of their own, which have no names yet.
final class ClipWriting {
  /// The recording.
  let sound: OpenedSound
  private let options: TrimOptions
  private let reader: SampleReader
  private let source: LibraryFormat
  private let chunks: ChunkedSource?
  private let copying: ChunkedCopy?
  private let metadata: SourceMetadata
  private let stamp: FileStamp?

  init(_ path: [UInt8], _ options: TrimOptions) throws(SoundFileError) {
    sound = try OpenedSound(path)
    self.options = options
    stamp = sound.file.stamp()
    reader = SampleReader(sound)
    source = LibraryFormat(code: sound.decoder.header.format)
    chunks = ChunkedSource(sound.file)
    copying = chunks.flatMap { [sound] in ChunkedCopy($0, sound) }
    metadata = SourceMetadata(sound, chunks)
    if case .channel(let channel) = options.channels,
      !(0..<sound.facts.channelCount).contains(channel)
    {
      throw .noSuchChannel(name: sound.name, channel: channel, count: sound.facts.channelCount)
    }
  }

  private var facts: SoundFileFacts { sound.facts }
  private var sourceRate: Int { Int(facts.sampleRate) }

  /// The end of names for files of the kind that is written when the name doesn't say it.
  func naturalEnding(sourceEnding: String) throws(SoundWritingError) -> String {
    if let container = options.container { return container.fileExtension }
    if copying != nil, let family = source.family {
      return FileEnding.container(sourceEnding) == family ? sourceEnding : family.fileExtension
    }
    var notes = TrimNotes()
    let target = try TrimTarget(sound, options, ending: "", name: sound.name, notes: &notes)
    switch target {
    case .plain(let format): return format.container.fileExtension
    case .asSource(let format):
      let isMisleading =
        sourceEnding.isEmpty || FileEnding.isLossy(sourceEnding)
        || FileEnding.container(sourceEnding) != format.family
      return isMisleading ? format.containerName.lowercased() : sourceEnding
    }
  }

  /// Writes one clip, which is whole then, but has no name and may not be on the disk.
  func write(_ clip: Cut, to file: PendingFile) throws(SoundWritingError) -> TrimReport {
    guard clip.span.count > 0, clip.span.lowerBound >= 0, clip.span.lowerBound < facts.sampleCount
    else {
      throw .noSuchSpan(
        name: file.name, onset: clip.span.lowerBound, offset: clip.span.upperBound,
        count: facts.sampleCount)
    }
    if let stamp, let replaced = file.replacedStamp(), replaced.isSameFile(as: stamp) {
      throw .isSource(name: file.name)
    }
    do throws(SoundWritingError) {
      let report = try write(padded: clip, to: file)
      guard !isSourceChanged() else {
        throw .sourceChanged(name: file.name, source: sound.name)
      }
      return report
    } catch {
      if case .source = error, isSourceChanged() {
        throw .sourceChanged(name: file.name, source: sound.name)
      }
      throw error
    }
  }

  private func write(
    padded clip: Cut, to file: PendingFile
  ) throws(SoundWritingError) -> TrimReport {
    var notes = TrimNotes()
    for issue in facts.issues { notes.notice("of the source: \(issue)") }
    let span = padded(clip.span.range, &notes)
    let ending = FileEnding.of(clip.path)
    guard let copying, keepsBytes(ending) else {
      return try encode(span, to: file, ending: ending, notes)
    }
    try copying.write(span, reader, marks: options.marks, to: file, &notes)
    return TrimReport(
      losses: notes.losses, notices: notes.notices, samples: span.count,
      format: "\(source.containerName) \(source.encodingName)", sampleRate: sourceRate,
      channelCount: facts.channelCount)
  }

  private func padded(_ span: Range<Int>, _ notes: inout TrimNotes) -> Range<Int> {
    let most = Double(facts.sampleCount)
    let wanted = (options.padding * facts.sampleRate).rounded()
    // What is not a number is no padding.
    let padding = wanted > 0 ? Int(min(most, wanted)) : 0
    let end = min(span.upperBound, facts.sampleCount)
    if end < span.upperBound { notes.notice("the recording ends before the span does") }
    return max(0, span.lowerBound - padding)..<min(facts.sampleCount, end + padding)
  }

  private func keepsBytes(_ ending: String) -> Bool {
    let wanted = options.container ?? FileEnding.container(ending) ?? source.family
    let isSameEncoding =
      options.encoding == nil || (options.encoding == source.nearest && source.isPlain)
    let changesChannels = options.channels != nil && facts.channelCount > 1
    return wanted == source.family && isSameEncoding && !changesChannels && options.fadeIn <= 0
      && options.fadeOut <= 0 && (options.sampleRate ?? sourceRate) == sourceRate
      && (options.container != nil || !FileEnding.isLossy(ending))
  }

  private func encode(
    _ span: Range<Int>, to file: PendingFile, ending: String, _ given: TrimNotes
  ) throws(SoundWritingError) -> TrimReport {
    var notes = given
    let target = try TrimTarget(sound, options, ending: ending, name: file.name, notes: &notes)
    if let report = try encode(span, target, to: file, notes) { return report }
    file.truncate(to: 0)
    notes = given
    notes.notice("\(target.name) does not keep such samples as they are, the file is WAV")
    let format = SoundFormat(
      .wav, source.nearest, sampleRate: options.sampleRate ?? sourceRate,
      channelCount: options.channels == nil ? facts.channelCount : 1)
    guard let report = try encode(span, .plain(format), to: file, notes) else {
      preconditionFailure("our own formats keep every sample")
    }
    return report
  }

  /// Encodes a span; nil if the file turns out not to say what it should.
  private func encode(
    _ span: Range<Int>, _ target: TrimTarget, to file: PendingFile, _ given: TrimNotes
  ) throws(SoundWritingError) -> TrimReport? {
    var notes = given
    let rendering = rendering(span)
    let encoders = ClipEncoders(
      sound: sound, chunks: chunks, metadata: metadata, rendering: rendering, marks: options.marks)
    let encoder = try encoders.make(target, file, &notes)
    let count = try rendering.run(reader, into: encoder, name: file.name)
    guard count > 0 else { throw .noSamples(name: file.name) }
    try encoder.finish()
    let report = { [self] (notes: TrimNotes) in
      TrimReport(
        losses: notes.losses, notices: notes.notices, samples: count, format: target.name,
        sampleRate: options.sampleRate ?? sourceRate, channelCount: rendering.channelCount)
    }
    if case .asSource = target, !isTrue(file, report(notes), rendering) { return nil }
    if encoder.clippedCount > 0 {
      notes.notice("\(spaced(encoder.clippedCount)) samples beyond full scale are cut off")
    }
    return report(notes)
  }

  /// Whether a file that libsndfile wrote in a rare container reads as it was meant.
  private func isTrue(
    _ file: PendingFile, _ report: TrimReport, _ rendering: SpanRendering
  ) -> Bool {
    do {
      let written = SampleReader(try OpenedSound(file.currentPath))
      let found = written.sound.facts
      guard found.sampleCount == report.samples, found.channelCount == report.channelCount,
        Int(found.sampleRate) == report.sampleRate,
        "\(found.container) \(found.encoding)" == report.format
      else { return false }
      guard rendering.isExact, source.family == nil else { return true }
      return try written.digest(0..<found.sampleCount) == reader.digest(rendering.span)
    } catch {
      return false
    }
  }

  private func rendering(_ span: Range<Int>) -> SpanRendering {
    let rate = options.sampleRate ?? sourceRate
    let change =
      rate == sourceRate
      ? nil : RateChange(span, of: facts.sampleCount, from: sourceRate, to: rate)
    let pick =
      facts.channelCount == 1
      ? nil
      : options.channels.map { ChannelPick(channelCount: facts.channelCount, choice: $0) }
    return SpanRendering(
      span: span, channels: pick, rateChange: change,
      fade: Fade(
        count: change?.count ?? span.count, up: options.fadeIn * Double(rate),
        down: options.fadeOut * Double(rate)),
      channelCount: pick == nil ? facts.channelCount : 1)
  }

  /// Whether somebody wrote into the source since it was opened; that it only grew is fine.
  private func isSourceChanged() -> Bool {
    guard let stamp, let now = sound.file.stamp() else { return false }
    return now != stamp && now.size <= stamp.size
  }
}
