/// The header of a RIFF, RIFX, RF64 or BW64 file, read leniently.
struct WAVHeader {
  /// Whether integers are big-endian (RIFX).
  let isBigEndian: Bool
  /// Whether sizes are in a `ds64` chunk.
  let is64Bit: Bool
  /// All chunks, the last may claim too much.
  let chunks: [Chunk]
  /// The size field of the whole file.
  let riffSize: UInt64
  /// The body of the `fmt ` chunk, empty without one.
  let format: [UInt8]

  /// Reads the header, nil unless it is a WAVE file.
  init?(_ file: RegularFile) {
    let head = file.head
    guard head.has("WAVE", at: 8) else { return nil }
    isBigEndian = head.has("RIFX")
    is64Bit = head.has("RF64") || head.has("BW64")
    riffSize = head.unsigned(at: 4, width: 4, bigEndian: isBigEndian) ?? 0
    chunks = (isBigEndian ? ChunkLayout.wavBigEndian : .wav).chunks(of: file)
    let chunk = chunks.first { $0.id == "fmt " }
    format = chunk.map { file.bytes(at: $0.body, count: Int(min($0.claimed, 64))) } ?? []
  }

  /// The chunk with the samples.
  var data: Chunk? { chunks.first { $0.id == "data" } }

  /// What is worth knowing beyond libsndfile's view.
  func findings(in file: RegularFile) -> HeaderFindings {
    var findings = HeaderFindings()
    findings.refusal = refusal(file)
    guard let data else { return findings }
    let there = UInt64(max(0, file.size - data.body))
    var claimed = data.claimed
    if is64Bit, claimed == 0xFFFF_FFFF {
      claimed = declaredIn64Bits(file) ?? 0
    }
    if let corrected = correctedSize(claimed, there: there, file: file, data: data) {
      findings.correction = correction(for: file, data: data, size: corrected)
      findings.issues.append(
        "its header says \(spaced(claimed)) bytes of samples; \(spaced(corrected)) are there")
    } else if Self.meansUnknown(claimed), claimed > there {
      findings.issues.append("its header does not say how long it is; it is read to its end")
    } else if claimed > there {
      let (end, overflow) = UInt64(data.body).addingReportingOverflow(claimed)
      findings.noteTruncation(at: file.size, promised: overflow ? .max : end)
    }
    if findings.correction == nil, file.head.has("BW64") {
      // libsndfile knows this form by its older name only.
      findings.correction = correction(for: file, data: data, size: min(claimed, there))
    }
    return findings
  }

  /// Whether a recorder that can't seek back writes this size.
  private static func meansUnknown(_ size: UInt64) -> Bool {
    size == 0 || (0x7FFF_F000...0x8000_0000).contains(size)
      || (0xFFFF_F000...0xFFFF_FFFF).contains(size)
  }

  private func declaredIn64Bits(_ file: RegularFile) -> UInt64? {
    guard let chunk = chunks.first(where: { $0.id == "ds64" }) else { return nil }
    let size = file.bytes(at: chunk.body + 8, count: 8).unsigned(at: 0, width: 8)
    return size == .max ? 0 : size
  }

  /// The true size of the samples where libsndfile would believe a lie: nil where it copes.
  private func correctedSize(
    _ claimed: UInt64, there: UInt64, file: RegularFile, data: Chunk
  ) -> UInt64? {
    let block = UInt64(max(1, format.unsigned(at: 12, width: 2, bigEndian: isBigEndian) ?? 1))
    if claimed == 0 {
      return there >= block && !endsInChunks(file, from: data.body) ? there : nil
    }
    let span: UInt64 = 1 << 32
    guard !is64Bit, there >= span else { return nil }
    if Self.meansUnknown(claimed) { return there }
    let wrapped = (UInt64(file.size) - 8) % span == riffSize
    guard wrapped else { return nil }
    return claimed + (there - claimed) / span * span
  }

  /// Whether the rest of the file is a whole row of chunks, so that an empty one before is honest.
  private func endsInChunks(_ file: RegularFile, from offset: Int) -> Bool {
    let layout = isBigEndian ? ChunkLayout.wavBigEndian : .wav
    let rest = layout.chunks(of: file, from: offset)
    guard let last = rest.last else { return true }
    let areNamed = rest.allSatisfy { chunk in
      chunk.id.utf8.count == 4 && chunk.id.utf8.allSatisfy { (32..<127).contains($0) }
    }
    return areNamed && last.claimedEnd <= UInt64(file.size)
      && last.claimedEnd + 1 >= UInt64(file.size)
  }

  /// A minimal header of the same format with the true size in front of the samples.
  private func correction(
    for file: RegularFile, data: Chunk, size: UInt64
  ) -> SoundBytes.Correction {
    let needs64Bit = size > 0xFFFF_0000
    var head = Array((needs64Bit ? "RF64" : isBigEndian ? "RIFX" : "RIFF").utf8)
    let rest = UInt64(4 + 8 + format.count + 8 + (needs64Bit ? 36 : 0)) + size
    head.append(needs64Bit ? 0xFFFF_FFFF : rest, width: 4, bigEndian: isBigEndian)
    head += Array("WAVE".utf8)
    if needs64Bit {
      head += Array("ds64".utf8)
      head.append(28, width: 4)
      head.append(rest, width: 8)
      head.append(size, width: 8)
      head.append(0, width: 8)
      head.append(0, width: 4)
    }
    head += Array("fmt ".utf8)
    head.append(UInt64(format.count), width: 4, bigEndian: isBigEndian)
    head += format
    head += Array("data".utf8)
    head.append(needs64Bit ? 0xFFFF_FFFF : size, width: 4, bigEndian: isBigEndian)
    return SoundBytes.Correction(
      head: head, replaced: data.body, end: data.body + Int(size))
  }
}
