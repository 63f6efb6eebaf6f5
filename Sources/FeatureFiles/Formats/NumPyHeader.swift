/// The first bytes of a `.npy` file, which say what follows.
///
/// - Source: NumPy enhancement proposal 1, format version 1.0.
enum NumPyHeader {
  /// Bytes of every header: room for any shape, and a multiple of 64 as the format wants it.
  static let length = 128

  /// The header of an array in C order.
  ///
  /// - Parameters:
  ///   - kind: NumPy's name of the elements, such as `<f4`.
  ///   - shape: The length along each axis; none for a single element.
  static func bytes(_ kind: String, shape: [Int]) -> [UInt8] {
    let axes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '\(kind)', 'fortran_order': False, 'shape': (\(axes)), }"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length - 10), 0]
    bytes.append(text)
    precondition(bytes.count < length, "the description of an array fits into its header")
    bytes += [UInt8](repeating: UInt8(ascii: " "), count: length - 1 - bytes.count)
    return bytes + [UInt8(ascii: "\n")]
  }
}
