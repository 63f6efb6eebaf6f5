/// Where frames lie in the signal.
public enum Framing: String, Sendable, Hashable, Codable, CaseIterable {
  /// Frame `t` is centred on sample `t · hop`; zeros stand before and after (librosa's default).
  case centered
  /// Frame `t` begins at sample `t · hop`; a tail shorter than a window is dropped (TensorFlow).
  case leftAligned = "left"
}
