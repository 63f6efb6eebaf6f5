/// Files that libsndfile refuses, named by their first bytes.
enum ForeignFormat {
  /// What a refused file is, as the error that says so; nil when its first bytes tell nothing.
  static func error(for file: RegularFile) -> SoundFileError? {
    let head = file.head
    if beginsLikeSound(head) { return nil }
    if let format = soundFormat(head) { return .unsupportedFormat(name: file.name, format: format) }
    if head.has("version https://git-lfs") {
      return .notSound(
        name: file.name, looksLike: "a Git LFS pointer", remedy: "git lfs pull fetches the sound")
    }
    if let kind = otherKind(head) ?? (isText(head) ? "text" : nil) {
      return .notSound(name: file.name, looksLike: kind, remedy: "take it off the list")
    }
    return nil
  }

  /// Whether a file begins as the containers do that libsndfile is best at.
  static func beginsLikeSound(_ head: [UInt8]) -> Bool {
    (head.has("RIFF") && !head.has("AVI ", at: 8) && !head.has("WEBP", at: 8))
      || head.has("RIFX") || head.has("RF64") || head.has("FORM") || head.has("caff")
      || head.has(".snd") || head.has("fLaC") || head.has("OggS")
  }

  /// Two headers of AAC blocks in a row; one alone might be FLAC's.
  private static func isADTS(_ head: [UInt8]) -> Bool {
    func isHeader(at offset: Int) -> Bool {
      head.count > offset + 6 && head[offset] == 0xFF && head[offset + 1] & 0xF6 == 0xF0
    }
    guard isHeader(at: 0) else { return false }
    let length = Int(head[3] & 3) << 11 | Int(head[4]) << 3 | Int(head[5] >> 5)
    return length > 6 && isHeader(at: length)
  }

  private static func soundFormat(_ head: [UInt8]) -> String? {
    if head.has("ftyp", at: 4) {
      return head.has("M4A", at: 8) ? "AAC or ALAC in M4A" : "MP4 or QuickTime"
    }
    let asf: [UInt8] = [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]
    if head.starts(with: asf) { return "WMA" }
    if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "Matroska or WebM" }
    if head.has("wvpk") { return "WavPack" }
    if head.has("TTA1") { return "TTA" }
    if head.has("MAC ") { return "Monkey's Audio" }
    if head.has("MPCK") || head.has("MP+") { return "Musepack" }
    if head.has("#!AMR") { return "AMR" }
    if head.has("MThd") { return "MIDI" }
    if head.has("DSD ") || head.has("FRM8") { return "DSD" }
    if head.has("ajkg") { return "Shorten" }
    if head.has(".RMF") || head.has(".ra") { return "RealAudio" }
    if head.starts(with: [0x0B, 0x77]) { return "AC-3" }
    if isADTS(head) { return "AAC (ADTS)" }
    if head.has("AVI ", at: 8) { return "AVI video" }
    return nil
  }

  private static func otherKind(_ head: [UInt8]) -> String? {
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "a PNG picture" }
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "a JPEG picture" }
    if head.has("GIF8") { return "a GIF picture" }
    if head.has("WEBP", at: 8) { return "a WebP picture" }
    if head.has("%PDF") { return "a PDF" }
    if head.starts(with: [0x50, 0x4B, 3, 4]) { return "a ZIP archive" }
    if head.starts(with: [0x1F, 0x8B]) { return "gzip data" }
    if head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) { return "a program" }
    if head.has("SQLite format 3") { return "an SQLite database" }
    if head.has("<!DOCTYPE") || head.has("<!doctype") || head.has("<html") || head.has("<HTML") {
      return "a web page"
    }
    return nil
  }

  private static func isText(_ head: [UInt8]) -> Bool {
    guard head.count >= 4 else { return false }
    let start = head.prefix(512)
    return start.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 10 || $0 == 13 || $0 == 12 }
      && start.filter { $0 >= 128 }.count * 4 <= start.count
  }
}
