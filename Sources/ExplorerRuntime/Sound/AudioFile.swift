import Explorer
import Foundation
import SoundDevices
import TOMLKit

/// What the user's `audio.toml` says about sound: `device`, `audio-out`, `latency` and `volume`.
public struct AudioFile: Sendable, Equatable {
  /// The device by its name, nil for the default one.
  public var device: String?
  /// Where samples go instead, nil for a device.
  public var target: PipeTarget?
  /// Seconds until a sample is heard, nil for the usual ones.
  public var latency: Double?
  /// The volume to begin with, in decibels.
  public var volume: Int?

  /// The latencies that can be asked for, in seconds.
  public static let latencies = 0.005...2.0

  private static let names = ["audio-out", "device", "latency", "volume"]

  /// Reads the file of a user; without one nothing is said.
  ///
  /// - Throws: The file, the line or the key, and what is wrong with it.
  /// - Source: XDG Base Directory Specification 0.8.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Failure) {
    var folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    if folder == nil, let home = environment["HOME"], home.hasPrefix("/") {
      folder = home + "/.config"
    }
    guard let folder else { return }
    let path = folder + "/earmark/audio.toml"
    guard FilePath.facts(Array(path.utf8)) != nil else { return }
    do throws(Failure) {
      try read(path)
    } catch {
      throw Failure(what: "Cannot use \(path)", why: error.why, remedy: error.remedy)
    }
  }

  private mutating func read(_ path: String) throws(Failure) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Self.refusal("it can't be read", "check its rights")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Self.refusal("it is not UTF-8", "save it as UTF-8")
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Self.refusal(
        "line \(error.source.begin.line): \(error.description)", "correct the line")
    } catch {
      throw Self.refusal("\(error)", "write lines such as latency = 0.1")
    }
    for key in table.keys.sorted() {
      guard let value = table[key] else { continue }
      try take(key, value.string, value.double ?? value.int.map(Double.init))
    }
  }

  private mutating func take(
    _ key: String, _ text: String?, _ number: Double?
  ) throws(Failure) {
    switch (key, text, number) {
    case ("device", let text?, _): device = text
    case ("audio-out", let text?, _):
      do {
        target = try PipeTarget(text)
      } catch {
        throw Self.refusal("\(error.sentence.what): \(error.sentence.why)", error.sentence.remedy)
      }
    case ("latency", _, let number?) where Self.latencies.contains(number): latency = number
    case ("latency", _, _):
      throw Self.refusal("latency is no number from 0.005 to 2", "give seconds, e.g. 0.1")
    case ("volume", _, let number?)
    where Double(Audition.volumes.lowerBound)...Double(Audition.volumes.upperBound) ~= number:
      volume = Int(number.rounded())
    case ("volume", _, _):
      throw Self.refusal("volume is no number from −48 to 24", "give decibels, e.g. -6")
    case ("device", _, _), ("audio-out", _, _):
      throw Self.refusal("\(key) is no text", "put it in quotation marks")
    default:
      throw Self.refusal(
        "nothing has the name \(key)", "the names are \(Self.names.joined(separator: ", "))")
    }
  }

  private static func refusal(_ why: String, _ remedy: String) -> Failure {
    Failure(what: "", why: why, remedy: remedy)
  }
}
