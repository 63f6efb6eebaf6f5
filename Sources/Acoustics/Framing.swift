/// Where frames lie in a signal of n samples.
public enum Framing: String, Sendable, Hashable, Codable, CaseIterable {
  /// Frame `t` is centered on sample `t · hop`; 1 + n/hop frames (librosa's default).
  case centered
  /// As ``centered``, without the last frame (Whisper).
  case centeredWithoutLast = "centered-without-last"
  /// Frame `t` is centered on the middle of hop `t`; n/hop frames, rounded (Kaldi without
  /// `snip-edges`).
  case hopCentered = "hop-centered"
  /// Frame `t` begins at sample `t · hop`; a tail shorter than a window is dropped (TensorFlow).
  ///
  /// Where a window is shorter than the transform, zeros follow it; librosa's `center=False` needs
  /// the samples of a whole transform.
  case leftAligned = "left"
}

/// What stands before the first and behind the last sample, for frames that reach out there.
public enum EdgePadding: String, Sendable, Hashable, Codable, CaseIterable {
  /// Zeros (librosa's `constant`).
  case zeros
  /// The signal backwards, without its edge sample (`… 2 1 0 1 2 …`).
  case reflect
  /// The signal backwards, its edge sample twice (`… 1 0 0 1 …`; Kaldi).
  case symmetric

  /// The sample of a signal of `count` samples that stands at `index`; nil is zero.
  ///
  /// Signals shorter than what is padded are gone through back and forth.
  func source(of index: Int, count: Int) -> Int? {
    if index >= 0, index < count { return index }
    guard self != .zeros, count > 0 else { return nil }
    if count == 1 { return 0 }
    let period = self == .reflect ? 2 * count - 2 : 2 * count
    let place = ((index % period) + period) % period
    return place < count ? place : period - place - (self == .reflect ? 0 : 1)
  }
}
