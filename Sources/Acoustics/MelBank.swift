/// Whose rules make the triangles of a mel filter bank.
public enum MelBankRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// Straight over hertz, all bins.
  case librosa
  /// Straight over mels; the bin at half the sample rate is left out.
  case kaldi
  /// Straight over mels; bins below 1.5 steps over the lower limit are left out, 0 Hz always.
  case tensorflow
}

/// How high the triangles of a mel filter bank are.
public enum MelNormalization: String, Sendable, Hashable, Codable, CaseIterable {
  /// 1 at the center.
  case peak = "none"
  /// So that the area over hertz is 1 (librosa's `norm="slaney"`).
  case area = "slaney"
  /// So that a full-scale sine at the center sums to a full-scale sine's power.
  case sine
}

/// What a triangle too narrow to hold a bin gives.
public enum EmptyBand: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing, as the reference implementations do.
  case zero
  /// The power between the two nearest bins, so that no row of a picture is black.
  case interpolated
}
