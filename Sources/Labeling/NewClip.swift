#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A clip that an edit adds to a recording, with the row that it has from then on.
public struct NewClip: Sendable, Hashable, Codable {
  /// The row; it is chosen before the clip is stored, so that the same edit may label it.
  public let clip: ID<Clip>
  /// Its identity in every library that it is copied to.
  public let id: UUID
  /// The recording that it is a range of.
  public let recording: ID<Recording>
  /// The samples that it covers, half-open and not empty.
  public let span: Range<Int>

  /// Rows that edits choose from.
  ///
  /// They lie far above those that a store counts up to, and are exact in a floating-point number.
  public static let rows: Range<Int64> = (1 << 40)..<(1 << 52)

  /// Makes a clip.
  public init(clip: ID<Clip>, id: UUID, recording: ID<Recording>, span: Range<Int>) {
    self.clip = clip
    self.id = id
    self.recording = recording
    self.span = span
  }

  /// Makes a clip with a row and an identity chosen at random.
  public init(
    of recording: ID<Recording>, span: Range<Int>, using random: inout some RandomNumberGenerator
  ) {
    self.init(
      clip: ID(row: Int64.random(in: Self.rows, using: &random)),
      id: RandomUUID.next(from: &random), recording: recording, span: span)
  }
}
