import Digests
import Foundation
import Labeling
import Recognition

/// The clips that a model learnt from, by the first characters of the hashes of their samples.
///
/// A model file keeps them, so that no model is judged by what it knows already.
public struct LearntClips: Sendable {
  /// The name under which a model file keeps them.
  public static let key = "learnt"
  /// Clips that are named there at most; of more, nothing is said.
  private static let limit = 20_000
  /// Characters of a hash.
  private static let length = 8

  private let names: Set<Substring>

  /// What a model file says; nil if it says nothing, or of sounds of another rate.
  ///
  /// - Parameter rate: Samples per second of the sounds that will be asked for.
  public init?(_ file: ModelFile, at rate: Double) {
    guard file.configuration.frontEnd.sampleRate == rate,
      var rest = file.configuration.provenance[Self.key].map({ $0[...] })
    else { return nil }
    var names: Set<Substring> = []
    while !rest.isEmpty {
      names.insert(rest.prefix(Self.length))
      rest = rest.dropFirst(Self.length)
    }
    self.names = names
  }

  /// Whether it learnt from a sound with a hash.
  public func contains(_ hash: String) -> Bool { names.contains(hash.prefix(Self.length)) }

  /// What a model file keeps of sounds with some hashes; nil where they are too many.
  public static func text(_ hashes: [String]) -> String? {
    guard hashes.count <= limit else { return nil }
    return Set(hashes.map { $0.prefix(length) }).sorted().joined()
  }

  /// The hash of samples at the rate that a model hears.
  public static func hash(_ samples: [Float]) -> String {
    var hash = SHA256Hasher()
    samples.withUnsafeBytes { hash.update($0) }
    return hash.hexadecimal
  }
}

extension LoadedData {
  /// What a model keeps of the clips at some places, as those that it learnt from.
  public func learnt(_ places: [Int]) -> String? {
    LearntClips.text(places.compactMap { data.items[$0].contentHash })
  }
}
