import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition
import SoundFiles

/// `earmark make-stream`: makes a long recording of words among noise, and says where they are.
struct MakeStream: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-stream",
    abstract: "Make a long recording of labelled clips among noise, to test a stream on.",
    discussion: """
      As generate_streaming_test_wav of the TensorFlow example: words of the testing part at \
      random places, over the recordings of _background_noise_. The labels are lines LABEL, \
      MILLISECONDS, the moment where a clip begins. The same seed makes the same recording.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup(title: "What is made") var plan: MakeStreamOptions

  @Option(
    name: [.long, .customLong("output-audio-file")],
    help: ArgumentHelp("The recording, WAV with 16 bits.", valueName: "file"), completion: .file())
  var audio: String

  @Option(
    name: [.long, .customLong("output-labels-file")],
    help: ArgumentHelp("What is in it.", valueName: "file"), completion: .file())
  var labels: String

  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if audio.isEmpty || labels.isEmpty {
      throw ValidationError("--audio and --labels need names of files.")
    }
    if audio == labels { throw ValidationError("--audio and --labels are the same file.") }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let found = try data.find(reporter)
    let (sound, text) = (RawArguments.bytes(of: audio), RawArguments.bytes(of: labels))
    try refuseSources(of: found, sound, text)
    let maker = plan.maker
    let words = StreamWords(found, wanted: plan.words, part: try plan.split(of: found))
    let noises = try noises(of: found, maker)
    let stream: StreamMaker.Plan
    do {
      stream = try maker.plan(
        noiseLengths: noises.map(\.count), labels: words.labels, words: words.wanted,
        seed: plan.seed)
    } catch {
      throw Failure(error.sentence)
    }
    let reading = ClipReading(rate: Double(maker.sampleRate))
    var done = 0
    let made = try maker.make(stream, noises: noises) { clip throws(Failure) in
      if Interruption.isSet { throw FeatureReading.interrupted }
      done += 1
      reporter.progress(done, of: stream.words.count, "mixing")
      let item = words.items[clip]
      do throws(Failure) {
        return try reading.read(item.place).samples
      } catch {
        throw error.about(item.shown)
      }
    }
    reporter.finish()
    let clipped = try write(made.samples, to: sound)
    do throws(SoundWritingError) {
      try WholeFile.replace(
        text,
        with: Array(StreamTruth.text(made.words.map { ($0.label, $0.milliseconds) }).utf8))
    } catch {
      throw Failure(error)
    }
    if clipped > 0 {
      reporter.note("\(Format.count(clipped)) samples were too loud and are cut off")
    }
    if output.json {
      try StandardOutput.write(summary(made.words, maker, noises.count).compact + "\n")
    } else {
      reporter.note(
        "\(Format.count(made.words.count)) words in \(Format.count(maker.seconds)) s")
    }
  }

  /// The recordings of noise: those of a folder that was named, else of the data.
  private func noises(of found: LabeledData, _ maker: StreamMaker) throws -> [[Float]] {
    let reading = ClipReading(rate: Double(maker.sampleRate))
    let places: [(shown: RecordingPath, place: ClipPlace)]
    if let folder = plan.backgroundDir, !folder.isEmpty {
      places = InputList(paths: [folder], null: false).inputs().compactMap { input in
        guard case .file(let shown, _, let path) = input else { return nil }
        return (shown, ClipPlace(path: path))
      }
      if places.isEmpty {
        throw Failure(
          what: "Cannot use the noise in \(RawArguments.shown(folder))",
          why: "there is no sound file in it", remedy: "name a folder of recordings of noise")
      }
    } else {
      places = found.items.filter { $0.label == FolderLabel.backgroundNoise }
        .map { ($0.shown, $0.place) }
    }
    return try places.map { shown, place in
      do throws(Failure) {
        return try reading.read(place).samples
      } catch {
        throw error.about(shown)
      }
    }
  }

  /// Refuses to write over a clip.
  private func refuseSources(
    of found: LabeledData, _ sound: [UInt8], _ text: [UInt8]
  ) throws(Failure) {
    try OutputGuard.check(text, as: .other)
    let sources = Set(found.items.map(\.place.path))
    for path in [sound, text] where sources.contains(FilePath.absolute(path)) {
      throw Failure(
        what: "Cannot write \(FilePath.text(path))", why: "it is one of the clips",
        remedy: "choose another name")
    }
  }

  /// Writes the recording whole; gives how many samples were too loud.
  private func write(_ samples: [Float], to path: [UInt8]) throws(Failure) -> Int {
    do {
      let format = SoundFormat(
        .wav, .pcm16, sampleRate: plan.maker.sampleRate, channelCount: 1)
      let writer = try SoundFileWriter(path, format, .whole(.replace))
      try writer.append(samples)
      try writer.finish()
      return writer.clippedCount
    } catch {
      throw Failure(error)
    }
  }

  private func summary(
    _ words: [StreamMaker.Word], _ maker: StreamMaker, _ noises: Int
  ) -> JSONValue {
    var counts: [String: Int] = [:]
    for word in words { counts[word.label, default: 0] += 1 }
    return .object([
      ("audio", .string(RawArguments.shown(audio))),
      ("labels", .string(RawArguments.shown(labels))),
      ("duration", .integer(maker.seconds)), ("sampleRate", .integer(maker.sampleRate)),
      ("words", .integer(words.count)), ("noises", .integer(noises)),
      (
        "counts",
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.integer($0.value)) })
      ),
    ])
  }
}
