#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Who or what an annotation came from.
public enum Origin: Sendable, Hashable {
  /// A person gave or confirmed it.
  case person
  /// A person took a model's proposal.
  case accepted(model: String)
  /// The name of the folder gave it.
  case folder
  /// It was read from a label file or table.
  case imported(format: String)

  /// The name in exports: `person`, `accepted:MODEL`, `folder`, `import:FORMAT`.
  public var name: String {
    switch self {
    case .person: "person"
    case .accepted(let model): "accepted:\(model)"
    case .folder: "folder"
    case .imported(let format): "import:\(format)"
    }
  }

  /// Reads a name as `name` writes it; nil for anything else.
  public init?(name: String) {
    if name == "person" {
      self = .person
    } else if name == "folder" {
      self = .folder
    } else if name.hasPrefix("accepted:") {
      self = .accepted(model: String(name.dropFirst("accepted:".count)))
    } else if name.hasPrefix("import:") {
      self = .imported(format: String(name.dropFirst("import:".count)))
    } else {
      return nil
    }
  }
}

extension Origin: Codable {
  /// Reads a name as `name` writes it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let origin = Origin(name: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(name)' is no origin of an annotation")
    }
    self = origin
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// A labelled region of a clip, or the label of the whole clip.
public struct Annotation: Sendable, Hashable, Codable {
  /// Its identity in every library that it is copied to.
  public let id: UUID
  /// The clip it speaks about.
  public let clip: ID<Clip>
  /// Onset and offset in samples of the recording, half-open; nil: the whole clip.
  public var span: Range<Int>?
  /// Lowest and highest frequency in hertz; nil: all frequencies.
  public var hertz: ClosedRange<Float>?
  /// The class, as shown.
  public var label: String
  /// The tier, where there are several.
  public var tier: String?
  /// Free text.
  public var note: String?
  /// How sure the annotator was, 0…1.
  public var confidence: Float?
  /// What else was said of it, by name: `sex` is `f`.
  public var attributes: [String: String] {
    get { given ?? [:] }
    set { given = newValue.isEmpty ? nil : newValue }
  }
  /// Where it came from.
  public var origin: Origin
  /// Who gave it; empty for folders.
  public var annotator: String
  /// When it was given.
  public let created: Date
  /// The attributes, nil for none, as it was before there were any.
  private var given: [String: String]?

  private enum CodingKeys: String, CodingKey {
    case id, clip, span, hertz, label, tier, note, confidence, origin, annotator, created
    case given = "attributes"
  }

  /// Makes an annotation.
  public init(
    id: UUID, clip: ID<Clip>, span: Range<Int>? = nil, hertz: ClosedRange<Float>? = nil,
    label: String, tier: String? = nil, note: String? = nil, confidence: Float? = nil,
    attributes: [String: String] = [:], origin: Origin, annotator: String, created: Date
  ) {
    self.id = id
    self.clip = clip
    self.span = span
    self.hertz = hertz
    self.label = label
    self.tier = tier
    self.note = note
    self.confidence = confidence
    self.origin = origin
    self.annotator = annotator
    self.created = created
    given = attributes.isEmpty ? nil : attributes
  }

  /// The same annotation of another clip, under an identity.
  public func moved(to clip: ID<Clip>, id: UUID? = nil) -> Annotation {
    var copy = Annotation(
      id: id ?? self.id, clip: clip, span: span, hertz: hertz, label: label, tier: tier, note: note,
      confidence: confidence, origin: origin, annotator: annotator, created: created)
    copy.given = given
    return copy
  }

  /// What it says otherwise than it did with the same label: `note of owl`; nil for nothing.
  public func difference(from old: Annotation) -> String? {
    guard label == old.label else { return nil }
    if span != old.span || hertz != old.hertz { return "\(label) moved" }
    if tier != old.tier { return "tier of \(label)" }
    if attributes != old.attributes || confidence != old.confidence {
      return "attributes of \(label)"
    }
    return note == old.note ? nil : "note of \(label)"
  }

  /// Whether it comes before another one: by the moment, then the onset, then the identity.
  ///
  /// What is said of the whole clip comes before its regions.
  public func isOlder(than other: Annotation) -> Bool {
    guard created == other.created else { return created < other.created }
    let (onset, otherOnset) = (span?.lowerBound ?? Int.min, other.span?.lowerBound ?? Int.min)
    guard onset == otherOnset else { return onset < otherOnset }
    // The texts of identities, in the same order, take far longer to make.
    return withUnsafeBytes(of: id.uuid) { bytes in
      withUnsafeBytes(of: other.id.uuid) { bytes.lexicographicallyPrecedes($0) }
    }
  }
}
