import Explorer
import Foundation

/// Keeps what can't be made again from being written over: sounds, models and libraries.
package enum OutputGuard {
  /// What is going to be written.
  package enum Kind { case model, other }

  /// What is there.
  private enum Contents: String {
    case sound = "a sound file"
    case model = "a model"
    case library = "a database"
  }

  /// Refuses to write over a file of another kind than what is written.
  package static func check(_ path: [UInt8], as kind: Kind) throws(Failure) {
    guard let contents = contents(of: path), kind != .model || contents != .model else { return }
    throw Failure(
      what: "Cannot write \(FilePath.text(path))", why: "it is \(contents.rawValue)",
      remedy: "choose another name, or remove it first")
  }

  private static let length = 16
  private static let magics: [(offset: Int, text: String)] = [
    (8, "WAVE"), (0, "riff."), (0, "fLaC"), (0, "OggS"), (0, "ID3\u{2}"), (0, "ID3\u{3}"),
    (0, "ID3\u{4}"), (8, "AIFF"), (8, "AIFC"), (8, "8SVX"), (0, ".snd"), (0, "caff\0"),
    (0, "NIST_1A"), (0, "Creative Voice"), (4, "ftyp"),
  ]

  private static func contents(of path: [UInt8]) -> Contents? {
    guard let facts = FilePath.facts(path), facts.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = open(FilePath.terminated(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: length)
    let count = read(descriptor, &head, head.count)
    guard count >= 4 else { return nil }
    head.removeLast(head.count - count)
    if magics.contains(where: { head.dropFirst($0.offset).starts(with: Array($0.text.utf8)) }) {
      return .sound
    }
    // The frames of MPEG audio begin with eleven ones.
    if head[0] == 0xFF, head[1] & 0xE6 == 0xE2 { return .sound }
    if head.starts(with: Array("SQLite format 3".utf8)) { return .library }
    return isModel(head, byteCount: Int(facts.st_size)) ? .model : nil
  }

  /// Whether a file begins as safetensors do: the length of a JSON object, and the object.
  private static func isModel(_ head: [UInt8], byteCount: Int) -> Bool {
    guard head.count > 8, head[8] == UInt8(ascii: "{") else { return false }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(head[$1]) << (8 * UInt64($1)) }
    return length > 1 && length <= UInt64(max(0, byteCount - 8))
  }
}
