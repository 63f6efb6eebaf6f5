import Acoustics
import Explorer
import Foundation
import SoundFiles

/// What an overview is of; other contents, another channel or another feature make another one.
package struct PyramidSubject: Sendable, Hashable {
  /// The recording's absolute path.
  package let path: [UInt8]
  /// The channel; nil for the mix.
  package let channel: Int?
  /// What is drawn.
  package let feature: FeatureID
  /// How several moments become a column.
  package let pooling: LevelPooling
  /// What tells the file from what it was before.
  private let stamp: FileStamp

  /// Looks at the file as it is now; nil if nothing is there.
  ///
  /// - Parameter feature: What is drawn; coefficients, and the waveform alone, take the overview of
  ///   the spectrogram, whose waveform they show.
  package init?(_ path: [UInt8], channel: Int?, feature: FeatureID?, pooling: LevelPooling) {
    guard let stamp = FileStamp(path) else { return nil }
    self.path = path
    self.channel = channel
    let hasOwn = feature != .mfcc && feature != .delta
    self.feature = hasOwn ? feature ?? .spectrogram : .spectrogram
    self.pooling = feature == nil ? .loudest : pooling
    self.stamp = stamp
  }

  /// Whether the file is still the one that was looked at.
  package var isUpToDate: Bool {
    PyramidSubject(path, channel: channel, feature: feature, pooling: pooling) == self
  }

  /// The name under which the overview is kept: what is in the file, and how it was analyzed.
  ///
  /// - Throws: Why the file can't be read.
  func cacheName(_ settings: AnalysisSettings) throws(Failure) -> String {
    let content: String
    let encoded: Data
    do {
      content = try ContentHash.recognition(path)
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      encoded = try encoder.encode(settings)
    } catch let error as SoundFileError {
      throw Failure(error)
    } catch {
      preconditionFailure("settings can't be written down: \(error)")
    }
    let channelName = channel.map { "\($0)" } ?? "mix"
    let time = "\(stamp.time.seconds).\(stamp.time.nanoseconds)"
    let way = "\(time) \(channelName) \(feature.rawValue) \(pooling.rawValue) "
    let hash = Checksum.of(Array(way.utf8) + encoded)
    return "\(content)-\(String(hash, radix: 16)).overview"
  }
}

/// A sum that tells whether bytes are those that were written.
///
/// - Source: Fowler, Noll, Vo: FNV-1a, 64 bits; here over words of eight bytes, then the rest.
enum Checksum {
  private static let prime: UInt64 = 0x100_0000_01b3

  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The sum of some bytes, or of them and what was summed before.
  static func of(_ bytes: [UInt8], after sum: UInt64? = nil) -> UInt64 {
    bytes.withUnsafeBytes { of($0, after: sum ?? basis) }
  }

  private static func of(_ bytes: UnsafeRawBufferPointer, after sum: UInt64) -> UInt64 {
    var hash = sum
    let words = bytes.count / 8
    for word in 0..<words {
      let value = bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
      hash = (hash ^ value.littleEndian) &* prime
      hash ^= hash >> 32
    }
    for byte in bytes[(words * 8)...] { hash = (hash ^ UInt64(byte)) &* prime }
    return hash
  }
}
