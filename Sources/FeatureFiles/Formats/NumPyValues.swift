/// The elements of a NumPy array: 32-bit floats, or bytes.
struct NumPyValues {
  private let quantization: Quantization?

  /// Takes values as they are, or makes bytes of them.
  init(_ quantization: Quantization?) { self.quantization = quantization }

  /// NumPy's name of the elements.
  var kind: String {
    if quantization != nil { return "|u1" }
    return 1.littleEndian == 1 ? "<f4" : ">f4"
  }

  /// Appends elements in the order of bytes that the machine has.
  func append(
    _ values: UnsafeBufferPointer<Float>, to file: OutputFile
  ) throws(FeatureFileError) {
    if let quantization {
      try file.append(values.map { quantization.byte(of: $0) })
    } else {
      try file.append(UnsafeRawBufferPointer(values))
    }
  }
}
