import Foundation
import Testing

/// What a scan says of the sound of recordings.
@Suite struct CommandsQualityTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    for place in 0..<8 { try write("clip\(place).wav", glide(place)) }
  }

  private func write(_ name: String, _ samples: [Int16], rate: Int = 16_000) throws {
    try folder.write(
      SoundBytes.wav(rate: rate, samples: samples), to: folder.sounds + "/" + name)
  }

  /// A second of a sound that moves, another one for each seed.
  private func glide(_ seed: Int, amplitude: Double = 6000) -> [Int16] {
    var phase = 0.0
    return (0..<16_000).map { place in
      let time = Double(place) / 16_000
      let hertz =
        900 + 500 * sin(2 * .pi * (1.3 + Double(seed)) * time)
        + 60 * Double((seed * 7919 + Int(time * 12) * 104_729) % 17)
      phase += 2 * .pi * hertz / 16_000
      return Int16((amplitude * sin(phase)).rounded())
    }
  }

  private func scan() throws -> [String: Any] {
    try Program.object(["scan", folder.sounds, "--quality", "--json"], home: folder.home)
  }

  private func paths(_ filter: String) throws -> Set<String> {
    Set(
      try Program.objects(
        ["labels", "list", folder.sounds, "--where", filter, "--json"], home: folder.home
      ).compactMap { $0["path"] as? String })
  }

  @Test func flawsAreCountedAndChosenBy() throws {
    try write("silent.wav", [Int16](repeating: 0, count: 16_000))
    try write("clipped.wav", glide(20).map { abs($0) > 4000 ? ($0 > 0 ? 32_767 : -32_768) : $0 })
    try write("edge.wav", Array(glide(21).prefix(3000)) + [Int16](repeating: 1, count: 13_000))
    try write("short.wav", Array(glide(22).prefix(6000)))
    try write("rate.wav", glide(23), rate: 22_050)
    try write("dc.wav", glide(24, amplitude: 3000).map { $0 + 4000 })
    try write("copy.wav", glide(3))
    try write("near.wav", Array(glide(4, amplitude: 2000).dropFirst(64)))
    let first = try Program.object(["scan", folder.sounds, "--json"], home: folder.home)
    #expect(first["unmeasured"] as? Int == 16 && (first["quality"] as? [String: Int]) == [:])
    let counts = try #require(try scan()["quality"] as? [String: Int])
    #expect(
      counts == [
        "silent": 1, "clipped": 1, "off-center": 1, "short": 1, "rate": 1, "dc": 1,
        "duplicate": 2, "near-duplicate": 2,
      ])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.sounds)
    where name.hasSuffix(".wav") {
      _ = try Program.run(["labels", "set", folder.sounds, name, "x"], home: folder.home)
    }
    #expect(try paths("quality:duplicate") == ["clip3.wav", "copy.wav"])
    #expect(try paths("quality:near-duplicate") == ["clip4.wav", "near.wav"])
    #expect(try paths("quality:silent | quality:off-center") == ["silent.wav", "edge.wav"])
    let again = try scan()
    #expect(again["unmeasured"] as? Int == 0 && again["quality"] as? [String: Int] == counts)
  }

  @Test func soundsStayAsTheyAre() throws {
    let before = try folder.bytes(folder.sounds + "/clip0.wav")
    _ = try scan()
    #expect(try folder.bytes(folder.sounds + "/clip0.wav") == before)
  }

  @Test func theExplorerMeasuresInTheBackground() throws {
    try write("copy.wav", glide(3))
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    let end = Date().addingTimeInterval(20)
    var known: [String: Int]?
    while known?["duplicate"] != 2, Date() < end {
      usleep(100_000)
      let report = try Program.object(["scan", folder.sounds, "--json"], home: folder.home)
      known = report["quality"] as? [String: Int]
    }
    #expect(known?["duplicate"] == 2)
    session.type("gf")
    session.type("g!")
    session.wait(for: "Same bytes as")
    session.quit()
  }
}
