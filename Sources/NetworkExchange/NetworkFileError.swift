/// Why a network's file can't be read, or a network can't be written as one.
public enum NetworkFileError: Error, Sendable, Hashable {
  /// The file ends, or points outside of itself, in the middle of something.
  case truncated(part: String, byte: Int)
  /// The file breaks a rule of its format.
  case malformed(String)
  /// There is more of something than is taken.
  case tooMuch(String, limit: String)
  /// A tensor lies in another file.
  case externalData(tensor: String)
  /// An operator that is not known.
  case unknownOperator(name: String, node: String)
  /// An operator is used in a way that is not known.
  case unsupported(node: String, reason: String)
  /// A value that no node before gives.
  case circle(node: String, value: String)
  /// A value whose size is not known before it is used.
  case dynamicShape(value: String, shape: String)
  /// Whole numbers that stand for no others.
  case quantization(tensor: String, why: String)
  /// A layer that the format has no operator for.
  case layer(kind: String, name: String)

  /// Why, and what to do.
  public var sentence: (why: String, remedy: String) {
    let again = "copy it again from where it came, or export it anew"
    switch self {
    case .truncated(let part, let byte):
      return ("\(part) reaches over the end of the file, at byte \(byte)", again)
    case .malformed(let why): return (why, again)
    case .tooMuch(let what, let limit): return ("\(what), at most \(limit) are taken", again)
    case .externalData(let tensor):
      return (
        "the tensor \(tensor) lies in another file",
        "export it with its weights inside (external_data=False in PyTorch)"
      )
    case .unknownOperator(let name, let node):
      return (
        "the operator \(name) of \(node) is not one that is known",
        "export a network without it; see earmark help import-model"
      )
    case .unsupported(let node, let reason):
      return ("\(node) can't be used: \(reason)", "export a network without it")
    case .circle(let node, let value):
      return (
        "\(node) takes \(value), which no node before it gives: the graph goes in circles, or is"
          + " out of order", again
      )
    case .dynamicShape(let value, let shape):
      return (
        "\(value) is \(shape), whose size is only known when it runs",
        "export it with fixed sizes; the first axis alone, that of the clips, may be open"
      )
    case .quantization(let tensor, let why):
      return ("the whole numbers of \(tensor) stand for no others: \(why)", again)
    case .layer(let kind, let name):
      return (
        "its layer \(name), \(kind), has no operator in ONNX",
        "export it as a C array, or train another architecture"
      )
    }
  }
}
