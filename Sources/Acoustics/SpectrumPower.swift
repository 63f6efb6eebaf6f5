/// What a spectrum says of a bin: \|X\| to a power.
public enum SpectrumPower: Int, Sendable, Hashable, Codable, CaseIterable {
  /// \|X\|.
  case magnitude = 1
  /// \|X\|².
  case power = 2
}
