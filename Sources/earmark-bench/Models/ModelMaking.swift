import ExplorerRuntime
import Foundation
import Labeling
import Recognition
import Workers

/// Makes the models that come with the program; each has a card in their folder's README.
struct ModelMaking {
  /// The folder that models are written into.
  let folder: String
  /// The folder that `synthesize-words` wrote.
  let words: String
  /// The folder of all recordings.
  private let data: String

  /// The models in the order of making.
  private static let names = ["words", "commands", "digits"]

  /// Takes the folders; nothing is made where `EARMARK_DATA` names no recordings.
  init?(folder: String, words: String) {
    let data = ProcessInfo.processInfo.environment["EARMARK_DATA"] ?? ""
    guard !data.isEmpty else {
      print("No model is made: EARMARK_DATA names no folder of recordings.")
      return nil
    }
    self.folder = folder
    self.words = words
    self.data = data
  }

  /// The word that asks for the models that are there, with new temperatures.
  private static let calibration = "calibration"

  /// Makes all models, or the named ones; `calibration` before names trains none of those anew.
  ///
  /// What a calibration learns is what making learns: the same recipe, without some voices.
  func run(_ wanted: [String]) throws {
    let isNew = wanted.first != ModelMaking.calibration
    let named = isNew ? wanted : Array(wanted.dropFirst())
    if let unknown = named.first(where: { !ModelMaking.names.contains($0) }) {
      throw BenchFailure.noPart(
        named: unknown, parts: [ModelMaking.calibration] + ModelMaking.names)
    }
    for name in ModelMaking.names where named.isEmpty || named.contains(name) {
      let start = ProcessorClock.seconds(of: getpid())
      switch name {
      case "words": try makeWords(isNew: isNew)
      case "commands": try makeCommands(isNew: isNew)
      default: try makeDigits(isNew: isNew)
      }
      let seconds = ProcessorClock.seconds(of: getpid()) - start
      say(String(format: "%@: %.0f s of processor time", name, seconds))
    }
  }

  private func makeWords(isNew: Bool) throws {
    let maker = WordModel(words: words)
    var model = isNew ? try maker.trained() : try shipped("words")
    model.configuration.provenance = [
      "data": "synthetic words of espeak-ng, flite and festival, no recording",
      "recipe": "trunk", LearntClips.key: "",
    ]
    try maker.crossValidated().calibrate(
      &model, recordings: "clips of flite and festival, each by a model that never heard it")
    try write(model, "words")
  }

  private func makeCommands(isNew: Bool) throws {
    let maker = CommandModel(words: words, data: data)
    // It takes most of the time, so one that is there is taken.
    let first = try kept("commands-synthetic") {
      try maker.trainSynthetic(on: try maker.synthetic())
    }
    let (spoken, real) = (try maker.synthetic(rooms: 0), try maker.real())
    let alone = try first.accuracy(on: real)
    show(AccuracyRow(what: "commands, synthetic voices alone", measured: alone, least: 63))
    var heard = real
    heard.add(try maker.others())
    var model =
      isNew
      ? try maker.tuned(first, spoken: spoken, heard: heard) : try shipped("commands")
    model.configuration.metrics = ["syntheticAccuracy": alone / 100]
    model.configuration.provenance = [
      "data": "synthetic words of espeak-ng, flite and festival; Speech Commands",
      "licence": "Speech Commands, Pete Warden / Google, 2018, arXiv:1804.03209, CC BY 4.0",
      "recipe": "trunk", LearntClips.key: learnt(heard),
    ]
    try maker.crossValidated(first, spoken: spoken).calibrate(
      &model, recordings: "real clips, in five parts each by a model that never heard its speakers")
    let judged = model.configuration.metrics["crossValidatedAccuracy"] ?? 0
    show(AccuracyRow(what: "commands, unheard speakers", measured: 100 * judged, least: 73))
    try write(model, "commands")
  }

  private func makeDigits(isNew: Bool) throws {
    let digits = try DigitRecordings.read(data)
    let long = try LongDigits(data: data)
    let known = long.places(of: digits)
    let heard = digits.chosen(
      digits.clips.indices.filter {
        !known.contains($0) && !DigitRecordings.isForTesting(digits.clips[$0])
      })
    say("  digits: \(heard.clips.count) recordings to learn from")
    let maker = DigitModel(trunk: try shipped("words"))
    var model = isNew ? try maker.trained(on: heard) : try shipped("digits")
    let official = try model.accuracy(on: digits.filtered(DigitRecordings.isForTesting))
    show(AccuracyRow(what: "digits, takes 0 to 4", measured: official, least: nil))
    model.configuration.metrics = ["testAccuracy": official / 100]
    model.configuration.provenance = [
      "data": "Free Spoken Digit Dataset, four speakers; the trunk: synthetic words",
      "licence":
        "Free Spoken Digit Dataset, Zohar Jackson and contributors, CC BY-SA 4.0",
      "recipe": "fine-tune, with windows of made-up recordings",
      LearntClips.key: learnt(heard),
    ]
    try maker.crossValidated(on: heard, judgedBy: digits).calibrate(
      &model, recordings: "clips and windows, each speaker by a model that never heard him")
    try write(model, "digits")
    try StreamStudy(data: data, model: model).run()
  }

  /// What a model keeps of the recordings that it learnt from.
  private func learnt(_ heard: Recordings) -> String {
    LearntClips.text(heard.samples.map(LearntClips.hash)) ?? ""
  }

  private func shipped(_ name: String) throws -> ModelFile {
    try read("\(folder)/\(name).earmark")
  }

  private func show(_ row: AccuracyRow) {
    print(row.line)
    fflush(nil)
  }

  /// A model that is there beside the words, or a new one that is kept there.
  private func kept(_ name: String, _ make: () throws -> ModelFile) throws -> ModelFile {
    let path = "\(words)/\(name).earmark"
    if FileManager.default.fileExists(atPath: path) { return try read(path) }
    let model = try make()
    try write(model, to: path)
    return model
  }

  private func read(_ path: String) throws -> ModelFile {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw BenchFailure.system(what: "read \(path)", code: errno)
    }
    return try ModelFile([UInt8](bytes))
  }

  private func write(_ model: ModelFile, _ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try write(model, to: "\(folder)/\(name).earmark")
  }

  private func write(_ model: ModelFile, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(model.bytes)) else {
      throw BenchFailure.system(what: "write \(path)", code: errno)
    }
    print("\(path): \(model.bytes.count) bytes")
    fflush(nil)
  }
}
