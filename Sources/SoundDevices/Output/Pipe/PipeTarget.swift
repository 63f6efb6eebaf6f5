/// Where samples go instead of to a device.
public enum PipeTarget: Sendable, Hashable {
  /// A named pipe, a character device, or a file that does not exist yet.
  case file(path: String)
  /// A program that listens.
  case tcp(host: String, port: Int)
  /// Standard output.
  case standardOutput

  /// Reads `pipe:FILE`, `tcp:HOST:PORT` or `stdout`.
  ///
  /// - Throws: ``AudioDeviceError/badTarget(_:)``.
  public init(_ text: String) throws(AudioDeviceError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.count) {
    case ("stdout", 1): self = .standardOutput
    case ("pipe", 2) where !parts[1].isEmpty: self = .file(path: String(parts[1]))
    case ("tcp", 2):
      guard let colon = parts[1].lastIndex(of: ":"),
        let port = Int(parts[1][parts[1].index(after: colon)...]), (1...65_535).contains(port)
      else { throw .badTarget(text) }
      // Addresses of IPv6 stand in brackets, because they have colons themselves.
      let host = parts[1][..<colon]
      let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
      let name = isBracketed ? host.dropFirst().dropLast() : host
      guard !name.isEmpty, isBracketed || !name.contains(":") else { throw .badTarget(text) }
      self = .tcp(host: String(name), port: port)
    default: throw .badTarget(text)
    }
  }

  /// What users call it.
  public var name: String {
    switch self {
    case .file(let path): path
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .standardOutput: "standard output"
    }
  }
}

/// How samples are written as bytes.
public enum PCMEncoding: String, Sendable, Hashable, CaseIterable {
  /// Whole numbers of 16 bits, the least significant byte first; what is beyond full scale is cut.
  case s16le
  /// Floating-point numbers of 32 bits, the least significant byte first.
  case f32le

  /// How many bytes an amplitude has.
  var byteCount: Int { self == .s16le ? 2 : 4 }

  /// The bytes of some amplitudes.
  func bytes(_ amplitudes: [Float]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(amplitudes.count * byteCount)
    for amplitude in amplitudes {
      let bits =
        switch self {
        case .s16le:
          UInt32(
            UInt16(bitPattern: Int16(min(32_767, max(-32_768, (amplitude * 32_768).rounded())))))
        case .f32le: amplitude.bitPattern
        }
      for place in 0..<byteCount { result.append(UInt8(truncatingIfNeeded: bits >> (8 * place))) }
    }
    return result
  }
}
