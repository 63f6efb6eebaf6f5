import Foundation

/// Gaps in what is heard while another run of the program indexes ten thousand clips again and
/// again, through a virtual sound card.
struct Underruns {
  let program: String
  private static let latencies = [0.2, 0.1]

  /// How long is listened, in seconds: 20, or what `EARMARK_LISTEN_SECONDS` says.
  private static var seconds: Double {
    ProcessInfo.processInfo.environment["EARMARK_LISTEN_SECONDS"].flatMap(Double.init) ?? 20
  }

  /// Listens with both latencies; none where there is no virtual card.
  func rows(of folder: SoundFolder) throws -> [Row] {
    guard let card = Self.card else {
      print("Without gaps in play: EARMARK_CARD names no program that runs others with a card.")
      return []
    }
    let sound = folder.home + "/long.wav"
    try Data(contentsOf: URL(filePath: folder.sounds + "/word00/clip00000.wav"))
      .write(to: URL(filePath: sound))
    return try Self.latencies.map { latency in
      let gaps = try gaps(card, sound, latency, folder)
      let milliseconds = Int(latency * 1000)
      return Row(
        what: "gaps in \(Int(Self.seconds)) s of play at \(milliseconds) ms while indexing",
        measured: Double(gaps), unit: "", limit: latency == Self.latencies[0] ? 0 : nil)
    }
  }

  private func gaps(
    _ card: String, _ sound: String, _ latency: Double, _ folder: SoundFolder
  ) throws -> Int {
    let errors = Pipe()
    let play = Process()
    play.executableURL = URL(filePath: card)
    play.arguments = [
      "run", "--", "timeout", "--signal=INT", "\(Self.seconds)", program, "play", sound, "--loop",
      "--audio-latency", "\(latency)",
    ]
    play.standardError = errors
    play.standardOutput = FileHandle.nullDevice
    try play.run()
    while play.isRunning {
      folder.forget()
      let scan = Process()
      scan.executableURL = URL(filePath: program)
      scan.arguments = ["scan", folder.sounds, "--quiet"]
      scan.standardOutput = FileHandle.nullDevice
      try scan.run()
      scan.waitUntilExit()
    }
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if let place = words.firstIndex(of: "gaps,"), place > 0 { return Int(words[place - 1]) ?? 0 }
      if line.hasPrefix("earmark: ") {
        throw BenchFailure.noAnswer(to: "sound", screen: String(line))
      }
    }
    return 0
  }

  /// What runs a program with a sound card of its own.
  private static var card: String? {
    if let named = ProcessInfo.processInfo.environment["EARMARK_CARD"], !named.isEmpty {
      return named
    }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "shared/tools/virtual-audio").path
    return access(path, X_OK) == 0 ? path : nil
  }
}
