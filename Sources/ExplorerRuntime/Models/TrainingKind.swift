import Explorer
import Foundation
import Labeling
import Recognition
import SoundFiles

/// What can be trained from inside: a head on a shipped trunk, or one of the architectures.
struct TrainingKind {
  /// The name of the trunk whose last layer alone is learnt; nil where all of a network is.
  let trunkName: String?
  private let trunk: ModelFile?
  private let architecture: String

  /// The name of the trunk that is shipped.
  static let trunk = "words"
  /// Seconds from which on a clip is no word.
  private static let wordSeconds = 1.6

  /// What can be chosen.
  static func names(_ shelf: ModelShelf) -> [TrainingKindName] {
    let head = TrainingKindName(
      trunk, "the last layer alone, on what a model of spoken words says: from five labels on")
    return [.automatic] + (shelf.path(named: trunk) == nil ? [] : [head])
      + ArchitectureRegistry.classifiers.map { TrainingKindName($0.id, $0.summary) }
  }

  /// The kind of a name; automatic takes the trunk where the clips are words and it is there.
  init(_ name: String, _ shelf: ModelShelf, seconds: Double) throws(Failure) {
    let isAutomatic = name == TrainingWish.automatic
    let wantsTrunk = name == Self.trunk || isAutomatic && seconds < Self.wordSeconds
    architecture = isAutomatic || wantsTrunk ? ArchitectureRegistry.standard.id : name
    guard wantsTrunk, let path = shelf.path(named: Self.trunk) else {
      guard name != Self.trunk else {
        throw Failure(
          what: "Cannot train on the trunk \(name)", why: "no model of that name is there",
          remedy: "choose another kind with j and k")
      }
      (trunk, trunkName) = (nil, nil)
      return
    }
    trunk = try ModelCatalog.read(path)
    trunkName = Self.trunk
  }

  /// How it is trained on clips of a length and a rate.
  func plan(_ look: ClipLook, seed: UInt64) throws(Failure) -> TrainingPlan {
    let recipe: Recipe
    do {
      recipe =
        look.seconds < Self.wordSeconds
        ? try .standard(sampleRate: min(16_000, max(4_000, look.sampleRate))) : try .environment()
    } catch {
      throw Failure(error)
    }
    do throws(TrainingFailure) {
      if let trunk { return try TrainingPlan(trunk: trunk, isFrozen: true, recipe, seed: seed) }
      guard let kind = ArchitectureRegistry.architecture(named: architecture) else {
        throw .unknownArchitecture(architecture)
      }
      return try TrainingPlan(recipe, architecture: kind, seed: seed)
    } catch {
      throw Failure(error)
    }
  }
}

/// The usual length of some clips, and their usual rate.
struct ClipLook {
  /// Seconds of the clip in the middle.
  let seconds: Double
  /// The rate that most recordings have.
  let sampleRate: Double

  /// Clips that are looked at, about.
  private static let count = 200

  /// Looks at some of the clips.
  ///
  /// - Throws: Why none of them can be read.
  init(_ clips: [ClipToLearn], _ location: LibraryLocation) throws(Failure) {
    var lengths: [Double] = []
    var rates: [Double: Int] = [:]
    var last: Failure?
    for place in stride(from: 0, to: clips.count, by: max(1, clips.count / ClipLook.count)) {
      let clip = clips[place].clip
      do throws(SoundFileError) {
        let facts = try SoundFile.probe(location.absolutePath(of: clip.path))
        lengths.append(
          clip.span.map { Double($0.count) / facts.sampleRate } ?? facts.duration)
        rates[facts.sampleRate, default: 0] += 1
      } catch {
        last = Failure(error)
      }
    }
    guard !lengths.isEmpty,
      let rate = rates.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key
    else { throw last ?? Failure(what: "Cannot train", why: "no clip can be read") }
    seconds = lengths.sorted()[lengths.count / 2]
    sampleRate = rate
  }
}
