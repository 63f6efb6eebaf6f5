import Foundation

/// Ten thousand regions of an hour of FLAC as files of their own, beside one call of sox for each.
struct ClipExporting {
  let program: String
  private static let rate = 16_000
  private static let seconds = 3600
  private static let regions = 10_000
  private static let length = 0.5
  /// Calls of sox that are timed; as many times more are reckoned.
  private static let soxCalls = 200
  /// The share of sox's time: a twentieth.
  private static let limit = 0.05

  /// The export, and what it takes of sox's time.
  func rows(in home: String) throws -> [Row] {
    let folder = home + "/hour"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sound = folder + "/hour.flac"
    try writeSound(folder + "/hour.wav")
    _ = try ChildRun(program, ["trim", folder + "/hour.wav", sound, "--quiet"])
    unlink(folder + "/hour.wav")
    let table = folder + "/regions.csv"
    try writeTable(table)
    _ = try ChildRun(program, ["labels", "import", folder, table, "--quiet", "--json"])
    let out = folder + "/out"
    let export = try ChildRun(
      program, ["export-clips", folder, out, "--by", "regions", "--quiet"])
    let made = FileManager.default.enumerator(atPath: out)?.allObjects.count ?? 0
    guard made >= Self.regions else {
      throw BenchFailure.system(what: "export \(Self.regions) regions, \(made) are there", code: 0)
    }
    let row = Row(
      what: "10,000 regions of an hour of FLAC", measured: export.work, unit: "s", limit: nil,
      wall: Spread([export.wall]))
    guard let sox = Self.sox else {
      print("Without sox there is nothing to compare the export of regions with.")
      return [row]
    }
    var (work, wall) = (0.0, 0.0)
    for place in 0..<Self.soxCalls {
      let onset = Self.onset(place * (Self.regions / Self.soxCalls))
      let call = try ChildRun(
        sox, [sound, folder + "/sox\(place).flac", "trim", "\(onset)", "\(Self.length)"])
      work += call.work
      wall += call.wall
    }
    let share = Double(Self.regions) / Double(Self.soxCalls)
    return [
      row,
      Row(
        what: "one sox call each, \(Self.soxCalls) timed", measured: work * share, unit: "s",
        limit: nil, wall: Spread([wall * share])),
      Row(
        what: "the export's wall time as a share of sox's", measured: export.wall / (wall * share),
        unit: "", limit: Self.limit),
    ]
  }

  /// Where a region begins, in seconds.
  private static func onset(_ place: Int) -> Double {
    (Double(place) * (Double(seconds) - length) / Double(regions) * 1000).rounded() / 1000
  }

  private static var sox: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    return folders.map { "\($0)/sox" }.first { access($0, X_OK) == 0 }
  }

  private func writeTable(_ path: String) throws {
    let rows = (0..<Self.regions).map { place in
      let onset = Self.onset(place)
      return "hour.flac,word\(place % 10),\(onset),\(onset + Self.length)\n"
    }
    let text = "path,label,onset,offset\n" + rows.joined()
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw BenchFailure.system(what: "write \(path)", code: errno)
    }
  }

  /// Writes tones and noise, a second again and again.
  private func writeSound(_ path: String) throws {
    var noise: UInt32 = 1
    let second = (0..<Self.rate).flatMap { sample -> [UInt8] in
      let time = Double(sample) / Double(Self.rate)
      noise = noise &* 1_664_525 &+ 1_013_904_223
      let hiss = (Double(noise >> 16) / 65_536 - 0.5) * 2000
      let value = Int(8000 * sin(2 * .pi * (300 + 900 * time) * time) + hiss)
      return [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let bytes = Self.seconds * second.count
    var data = Data(Array("RIFF".utf8) + little(36 + bytes, 4) + Array("WAVEfmt ".utf8))
    data.append(contentsOf: little(16, 4) + little(1, 2) + little(1, 2) + little(Self.rate, 4))
    data.append(contentsOf: little(2 * Self.rate, 4) + little(2, 2) + little(16, 2))
    data.append(contentsOf: Array("data".utf8) + little(bytes, 4))
    data.reserveCapacity(data.count + bytes)
    for _ in 0..<Self.seconds { data.append(contentsOf: second) }
    guard FileManager.default.createFile(atPath: path, contents: data) else {
      throw BenchFailure.system(what: "write \(path)", code: errno)
    }
  }
}
