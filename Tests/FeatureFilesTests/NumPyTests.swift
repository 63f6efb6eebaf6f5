import FeatureFiles
import Foundation
import Labeling
import Testing

struct NumPyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a header of 128 bytes, then the values", arguments: [(3, 2), (0, 7), (1, 1), (1000, 40)])
  func npy(frames: Int, bins: Int) throws {
    let values = (0..<frames * bins).map { Float($0) * 0.37 - 5 }
    try folder.write(values, .mel(bins), "a.npy")
    let bytes = try folder.bytes("a.npy")
    #expect(bytes.prefix(10) == [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0])
    let text = String(decoding: bytes[10..<128], as: UTF8.self)
    let shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(frames), \(bins)), }"
    #expect(text == shape.padding(toLength: 117, withPad: " ", startingAt: 0) + "\n")
    #expect(
      Array(bytes[128...])
        == values.flatMap { value in
          (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        })
  }

  @Test("bytes when quantized")
  func quantized() throws {
    try folder.write([0, 0.5, 1, 2, -1, 0.25], .mel(3).quantized(0, 1), "a.npy")
    let bytes = try folder.bytes("a.npy")
    #expect(String(decoding: bytes[10..<128], as: UTF8.self).contains("'|u1'"))
    #expect(bytes[128...] == [0, 128, 255, 255, 0, 64])
  }

  @Test("an archive of the arrays, each with its header, checksum and size")
  func npz() throws {
    var contents = FeatureFileContents.mel(2)
    contents.startSeconds = 30
    try folder.write([1, 2, 3, 4, 5, 6], contents, "a.npz")
    let members = try ZipReading.members(folder.bytes("a.npz"))
    #expect(
      members.map(\.name) == ["features.npy", "times.npy", "frequencies.npy", "settings.npy"])
    let bodies = members.map { Array($0.bytes.dropFirst(128)) }
    let headers = members.map { String(decoding: $0.bytes[10..<128], as: UTF8.self) }
    #expect(headers[0].contains("'<f4', 'fortran_order': False, 'shape': (3, 2), }"))
    #expect(floats(bodies[0]) == [1, 2, 3, 4, 5, 6])
    #expect(headers[1].contains("'<f8', 'fortran_order': False, 'shape': (3,), }"))
    #expect(doubles(bodies[1]) == [30, 30.01, 30.02])
    #expect(headers[2].contains("'<f4', 'fortran_order': False, 'shape': (2,), }"))
    #expect(floats(bodies[2]) == [100, 200.5])
    let text = bodies[3].indices.filter { $0.isMultiple(of: 4) }.map {
      Character(Unicode.Scalar(bodies[3][$0]))
    }
    #expect(headers[3].contains("'<U\(text.count)', 'fortran_order': False, 'shape': (), }"))
    let settings = try #require(
      try JSONSerialization.jsonObject(with: Data(String(text).utf8)) as? [String: Any])
    #expect(settings["feature"] as? String == "mel")
    #expect(settings["startSeconds"] as? Double == 30)
  }

  @Test("coefficients have no frequencies; the same values give the same bytes")
  func coefficients() throws {
    try folder.write([1, 2], .coefficients(2), "a.npz")
    try folder.write([1, 2], .coefficients(2), "b.npz")
    let bytes = try folder.bytes("a.npz")
    #expect(
      try ZipReading.members(bytes).map(\.name) == ["features.npy", "times.npy", "settings.npy"])
    #expect(try folder.bytes("b.npz") == bytes)
  }

  @Test("NumPy reads them")
  func numPy() throws {
    let values = (0..<60).map { Float($0) / 7 } + [.nan, .infinity, -.infinity, -0]
    for bins in [1, 4] {
      for (name, contents) in [
        ("f", FeatureFileContents.mel(bins)), ("q", .mel(bins).quantized(0, 8)),
        ("c", .coefficients(bins)),
      ] {
        for format in ["npy", "npz"] {
          try folder.write(values, contents, "\(name)\(bins).\(format)")
          try folder.write([], contents, "\(name)\(bins)-empty.\(format)")
        }
      }
    }
    let script = """
      import json, sys
      try:
          import numpy as np
      except ImportError:
          sys.exit(77)
      want = np.array([i / np.float32(7) for i in range(60)] + [np.nan, np.inf, -np.inf, 0], 'f4')
      for bins in (1, 4):
          for name in 'fqc':
              for empty in ('', '-empty'):
                  frames = 0 if empty else 64 // bins
                  a = np.load(f'{name}{bins}{empty}.npy')
                  z = np.load(f'{name}{bins}{empty}.npz')
                  assert a.shape == (frames, bins) and a.flags.c_contiguous, a.shape
                  assert a.dtype == (np.uint8 if name == 'q' else np.float32), a.dtype
                  assert np.array_equal(z['features'], a, equal_nan=name != 'q')
                  if not empty and name != 'q':
                      assert np.array_equal(a.ravel(), want, equal_nan=True)
                  assert z['times'].dtype == np.float64
                  assert np.allclose(z['times'], np.arange(frames) * 0.01, atol=1e-15)
                  assert ('frequencies' in z) == (name != 'c')
                  settings = json.loads(z['settings'].item())
                  assert settings['hopLength'] == 160
                  if name != 'c':
                      assert z['frequencies'].dtype == np.float32
                      assert settings['settings']['note'] == 'a "b" */ \\u202e\\u00e9'
      print('read')
      """
    guard let run = try Tool.run("python3", ["-c", script], in: folder), run.status != 77 else {
      print("skipped: no python3 with NumPy")
      return
    }
    #expect(run.status == 0 && run.output == "read\n", "\(run.output)")
  }

  private func floats(_ bytes: [UInt8]) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    }
  }

  private func doubles(_ bytes: [UInt8]) -> [Double] {
    bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
    }
  }
}
