import Explorer
import Foundation
import Labeling
import Recognition

/// What can be trained from inside: a head on a shipped trunk, or one of the architectures.
enum TrainingKind: Sendable, Equatable {
  /// The last layer alone, on what a shipped model of words says.
  case head(trunk: [UInt8], name: String)
  /// A network of an architecture, by its name.
  case network(String)

  /// The name of the trunk that is shipped.
  static let trunk = "words"
  /// Seconds from which on a clip is no word.
  private static let wordSeconds = 1.6

  /// What can be chosen.
  static func names(_ shelf: ModelShelf) -> [TrainingKindName] {
    let head = TrainingKindName(
      trunk, "the last layer alone, on what a model of spoken words says: from five labels on")
    return [.automatic] + (shelf.path(named: trunk) == nil ? [] : [head])
      + ArchitectureRegistry.all.map { TrainingKindName($0.id, $0.summary) }
  }

  /// The kind of a name; automatic takes the trunk where the clips are words and it is there.
  init(_ name: String, _ shelf: ModelShelf, seconds: Double) throws(Failure) {
    let trunk = shelf.path(named: TrainingKind.trunk)
    switch name {
    case TrainingWish.automatic:
      if let trunk, seconds < TrainingKind.wordSeconds {
        self = .head(trunk: trunk, name: TrainingKind.trunk)
      } else {
        self = .network(ArchitectureRegistry.standard.id)
      }
    case TrainingKind.trunk:
      guard let trunk else {
        throw Failure(
          what: "Cannot train on the trunk \(name)", why: "no model of that name is there",
          remedy: "choose another kind with h and l")
      }
      self = .head(trunk: trunk, name: name)
    default: self = .network(name)
    }
  }

  /// The recipe for clips of a length and a rate.
  static func recipe(seconds: Double, sampleRate: Double) throws(Failure) -> Recipe {
    do {
      guard seconds < wordSeconds else { return try .environment() }
      return try .standard(sampleRate: min(16_000, max(4_000, sampleRate)))
    } catch {
      throw Failure(error)
    }
  }
}
