import Labeling

/// Why bytes are no model, or not one that fits.
public enum ModelFileError: Error, Sendable, Hashable {
  /// There are fewer bytes than a header needs.
  case tooShort(bytes: Int)
  /// The header says that it is longer than the file, or than headers may be.
  case headerLength(UInt64, limit: Int)
  /// The header is no JSON object.
  case header(byte: Int, why: String)
  /// A tensor is described badly.
  case tensor(String, why: String)
  /// Tensors leave bytes out, share them or reach over the end.
  case layout(String, why: String)
  /// A weight is not finite.
  case weight(tensor: String, place: Int)
  /// It has no configuration of ours.
  case noConfiguration
  /// It was written by a later version.
  case version(Int, newest: Int)
  /// The configuration breaks a rule.
  case configuration(String)
  /// The front end breaks a rule of its own.
  case frontEnd(FrontEndError)
  /// A tensor that the network needs is not there.
  case missing(String)
  /// A tensor is there that the network does not have.
  case unexpected(String)
  /// A tensor has another shape than the network's.
  case shape(String, found: [Int], needed: [Int])
  /// The model's classes are not those of the data.
  case labels(unknown: [String], known: [String])
  /// Labels in order are wanted, but the model says one label of a clip.
  case namesClips(architecture: String)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let broken = "Cannot read the model"
    let again = "copy it again from where it came, or train it anew"
    switch self {
    case .tooShort(let bytes):
      return (broken, "\(bytes) bytes are too few for a header", again)
    case .headerLength(let length, let limit):
      return (
        broken, "its header says that it is \(length) bytes long, at most \(limit) fit", again
      )
    case .header(let byte, let why):
      return (broken, "its header makes no sense at byte \(byte): \(why)", again)
    case .tensor(let name, let why): return (broken, "the tensor \(name) \(why)", again)
    case .layout(let name, let why): return (broken, "the tensor \(name) \(why)", again)
    case .weight(let tensor, let place):
      return (
        broken, "weight \(place) of \(tensor) is not a finite number",
        "take an earlier checkpoint, or train it anew with a lower rate"
      )
    case .noConfiguration:
      return (
        broken, "it holds weights but not what they are for",
        "use a model that earmark train wrote"
      )
    case .version(let version, let newest):
      return (
        broken, "it is of format version \(version), this program knows up to \(newest)",
        "use a newer earmark"
      )
    case .configuration(let why): return (broken, why, again)
    case .frontEnd(let error): return (broken, error.sentence.why, again)
    case .missing(let name): return (broken, "its network needs the tensor \(name)", again)
    case .unexpected(let name): return (broken, "its network has no tensor \(name)", again)
    case .shape(let name, let found, let needed):
      return (broken, "the tensor \(name) is \(found), its network needs \(needed)", again)
    case .labels(let unknown, let known):
      return (
        "Cannot use this model here",
        "the data's classes \(unknown.joined(separator: ", ")) are none of the model's: "
          + known.joined(separator: ", "),
        "train one on these labels, or choose a model that knows them"
      )
    case .namesClips(let architecture):
      return (
        "Cannot write down labels in order with this model",
        "its network, \(JSONText.literal(architecture)), says one label of a clip",
        "train one with earmark train --model \(BidirectionalTranscriber.id)"
      )
    }
  }
}
