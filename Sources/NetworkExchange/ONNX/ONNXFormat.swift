/// The numbers of ONNX's fields and types that are read and written.
///
/// - Source: onnx/onnx, `onnx.proto3`.
enum ONNXFormat {
  /// The operator set that is written.
  static let operatorSet = 17
  /// The format's version that is written, the one of that operator set.
  static let version = 8

  enum Model {
    static let version = 1
    static let producer = 2
    static let graph = 7
    static let operatorSets = 8
    static let metadata = 14
  }

  enum Graph {
    static let node = 1
    static let name = 2
    static let initializer = 5
    static let input = 11
    static let output = 12
    static let sparseInitializer = 15
  }

  enum Node {
    static let input = 1
    static let output = 2
    static let name = 3
    static let kind = 4
    static let attribute = 5
    static let domain = 7
  }

  enum Attribute {
    static let name = 1
    static let single = 2
    static let whole = 3
    static let text = 4
    static let tensor = 5
    static let singles = 7
    static let wholes = 8
    static let texts = 9
    static let kind = 20
  }

  enum Tensor {
    static let shape = 1
    static let kind = 2
    static let singles = 4
    static let small = 5
    static let wholes = 7
    static let name = 8
    static let raw = 9
    static let doubles = 10
    static let external = 13
    static let location = 14
  }

  /// Types of a tensor's numbers.
  enum Number {
    static let single = 1
    static let unsignedByte = 2
    static let byte = 3
    static let short = 5
    static let int = 6
    static let long = 7
    static let flag = 9
    static let half = 10
    static let double = 11
  }
}
