import Foundation
import SoundFiles
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct ObstacleTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("what is no regular file is refused at once")
  func notRegular() throws {
    try #require(mkfifo("\(folder.path)/pipe.wav", 0o600) == 0)
    #expect(refusal(folder.file("pipe.wav")) == .notRegular(name: "pipe.wav", found: .pipe))
    #expect(refusal(Array("/dev/null".utf8)) == .notRegular(name: "null", found: .device))
    #expect(refusal(Array("/dev/zero".utf8)) == .notRegular(name: "zero", found: .device))
    #expect(refusal(Array("\(folder.path)/".utf8))?.sentence.why == "it is a folder")
    #expect(refusal([]) == .missing(name: ""))
    for error in [refusal(folder.file("pipe.wav")), refusal(Array("/dev/null".utf8))] {
      expectSentence(try #require(error))
    }
    #expect(throws: SoundFileError.notRegular(name: "pipe.wav", found: .pipe)) {
      try ContentHash.recognition(folder.file("pipe.wav"))
    }
  }

  @Test("missing files, broken links and circles of links are told apart")
  func missing() throws {
    #expect(refusal(folder.file("no.wav")) == .missing(name: "no.wav"))
    #expect(refusal(folder.file("no/no.wav")) == .missing(name: "no.wav"))
    try #require(symlink("nowhere", "\(folder.path)/broken.wav") == 0)
    #expect(refusal(folder.file("broken.wav")) == .missing(name: "broken.wav"))
    try #require(symlink("circle.wav", "\(folder.path)/circle.wav") == 0)
    let circle = try #require(refusal(folder.file("circle.wav")))
    #expect(circle.sentence.why == "its links lead in a circle")
    let long = try #require(refusal(folder.file(String(repeating: "n", count: 5000))))
    #expect(long.sentence.why == "its path is too long for the system")
    #expect(refusal(folder.file("a\u{0}b")) == .missing(name: "a\u{0}b"))
  }

  @Test("links to sound, odd names and names that are no UTF-8 are read")
  func names() throws {
    let wav = SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<10)))
    _ = try folder.write(wav, "a.wav")
    try #require(symlink("a.wav", "\(folder.path)/link.wav") == 0)
    #expect(try SoundFile.probe(folder.file("link.wav")).sampleCount == 10)
    for name in ["-rf.wav", "line\nbreak.wav", "esc\u{1B}[31m.wav", "한국어.wav", "e\u{301}.wav"] {
      #expect(try SoundFile.probe(folder.write(wav, name)).sampleCount == 10)
    }
    let raw = folder.file("") + [0x62, 0xFF, 0xFE, 0x2E, 0x77]
    let file = raw.map { CChar(bitPattern: $0) } + [0]
    let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
    try #require(descriptor >= 0)
    _ = wav.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    #expect(try SoundFile.probe(raw).sampleCount == 10)
    truncate(file, 0)
    #expect(refusal(raw) == .empty(name: "b\u{FFFD}\u{FFFD}.w"))
  }

  @Test("a file without the right to read it is refused")
  func permission() throws {
    let path = try folder.write(SoundBuilder.wav([0, 0]), "secret.wav")
    chmod("\(folder.path)/secret.wav", 0)
    // To root everything is open.
    guard geteuid() != 0 else { return }
    let error = try #require(refusal(path))
    #expect(error == .notPermitted(name: "secret.wav"))
    expectSentence(error)
  }

  @Test("reading leaves a file's bytes and times alone")
  func untouched() throws {
    let bytes = SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<99)))
    let path = try folder.write(bytes, "a.wav")
    let before = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/a.wav")
    _ = try SoundFileSurvey(path)
    _ = try ContentHash.sha256(path)
    let after = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/a.wav")
    #expect(after[.modificationDate] as? Date == before[.modificationDate] as? Date)
    let now = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a.wav"))
    #expect([UInt8](now) == bytes)
  }
}
