/// The numbers that the kernels calculate with; results are always single.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
  /// 32 bits: 7 digits.
  case single
  /// 64 bits: 16 digits, at half to four fifths of the speed.
  ///
  /// Powers are rounded to 32 bits, as TensorFlow does between its spectrogram and its MFCC.
  case double
}
