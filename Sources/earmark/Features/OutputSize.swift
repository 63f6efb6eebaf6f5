import Acoustics
import Explorer
import ExplorerRuntime
import FeatureFiles
import Foundation

/// How large a feature file becomes, at the least.
struct OutputSize {
  /// Files up to so many bytes are written without a look at the disk.
  private static let small = 64e6

  private let frames: Int
  private let bins: Int
  private let bytes: Double

  /// Takes what a file would hold.
  init(_ reading: FeatureReading, _ format: FeatureFileFormat, isQuantized: Bool) {
    frames = reading.frameCount
    bins = reading.feature.binAxis.count
    let width =
      switch format {
      case .npy, .npz: isQuantized ? 1.0 : 4.0
      case .csv, .json, .c: 2.0
      }
    bytes = Double(frames) * Double(bins) * width
  }

  /// Refuses what the disk has no room for, before anything is computed.
  ///
  /// - Throws: How much is needed, and how much is free.
  func check(_ target: [UInt8]) throws(Failure) {
    guard bytes > Self.small else { return }
    let folder = target.contains(UInt8(ascii: "/")) ? FilePath.parent(target) : Array(".".utf8)
    var disk = statvfs()
    guard statvfs(FilePath.terminated(folder), &disk) == 0 else { return }
    let free = Double(disk.f_bavail) * Double(disk.f_frsize)
    guard bytes > free else { return }
    throw Failure(
      what: "Cannot write \(FilePath.text(target))",
      why: "\(Format.count(frames)) frames of \(Format.count(bins)) values take"
        + " \(Self.text(bytes)) and \(Self.text(free)) are free",
      remedy: "make the hop longer, or choose a part or a larger disk")
  }

  private static func text(_ bytes: Double) -> String {
    bytes < 1e12
      ? Format.number(bytes / 1e9, decimals: 1) + " GB"
      : Format.number(bytes / 1e12, decimals: 1) + " TB"
  }
}
