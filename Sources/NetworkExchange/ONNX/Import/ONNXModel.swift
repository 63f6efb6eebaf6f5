/// What is read of an ONNX file.
struct ONNXModel {
  /// A node of the graph.
  struct Node {
    var name = ""
    var kind = ""
    var domain = ""
    var inputs: [String] = []
    var outputs: [String] = []
    var attributes: [String: Attribute] = [:]

    /// How it is called in sentences.
    var title: String {
      let own = name.isEmpty ? outputs.first ?? "" : name
      return "the node \(Shown.text(own)) (\(Shown.text(kind)))"
    }
  }

  /// An attribute of a node.
  enum Attribute {
    case single(Float)
    case whole(Int)
    case text(String)
    case tensor(GraphConstant)
    case singles([Float])
    case wholes([Int])
    case texts([String])
    /// Something that no known operator has.
    case other
  }

  /// A value that comes in or goes out.
  struct Port {
    var name = ""
    /// Sizes; nil where they are open.
    var shape: [Int?]?
  }

  var nodes: [Node] = []
  var constants: [String: GraphConstant] = [:]
  var inputs: [Port] = []
  var outputs: [Port] = []
  var metadata: [String: String] = [:]
  /// The version of the operators without a domain.
  var operatorSet = 0

  /// Nodes that are read.
  static let nodeLimit = 20_000
  /// Axes of a tensor.
  static let rankLimit = 8
}

/// Names of a file in sentences.
enum Shown {
  private static let limit = 60

  /// A name in quotes, cut where it is long; what a terminal would obey is left out.
  static func text(_ name: String) -> String {
    let letters = name.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
        && $0.properties.generalCategory != .format
    }
    let cut = letters.prefix(limit)
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: cut)
    return "\"\(String(shown))\(letters.count > limit ? "…" : "")\""
  }
}
