/// What gives the samples of clips; whoever opens files is one.
public protocol ClipSamples: Sendable {
  /// The samples of a clip at the front end's rate, all of them.
  ///
  /// It is asked from several threads at once.
  func samples(of clip: Int) throws(ClipSamplesError) -> [Float]
}

/// Clips that are in memory.
public struct LoadedClips: ClipSamples {
  private let clips: [[Float]]

  /// Takes the samples of clips, in their order.
  public init(_ clips: [[Float]]) { self.clips = clips }

  /// The samples of a clip.
  public func samples(of clip: Int) throws(ClipSamplesError) -> [Float] { clips[clip] }
}

/// Why a clip can't be had.
public struct ClipSamplesError: Error, Sendable, Hashable {
  /// The place of the clip.
  public let clip: Int
  /// Why.
  public let why: String

  /// Makes an error.
  public init(clip: Int, why: String) {
    self.clip = clip
    self.why = why
  }
}
