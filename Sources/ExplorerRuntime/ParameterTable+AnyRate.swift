import Acoustics

extension ParameterTable {
  /// Rates from a stone's tremor to a chip's, the likeliest first.
  private static let rates: [Double] = [16_000, 8000, 48_000, 192_000, 1000, 1e6, 6e6]

  /// Whether the parameters suit recordings of a rate.
  package func allow(_ feature: FeatureID, recordingRate: Double) -> Bool {
    refusal(feature, recordingRate) == nil
  }

  /// The rule that the parameters break whatever is recorded, nil if there is none.
  ///
  /// What some rate allows is the recording's matter, and so is a rule that breaks at each rate in
  /// another way: then only the recording tells the limit.
  package func refusalAtAnyRate(_ feature: FeatureID) -> FeatureError? {
    var errors: [(error: FeatureError, why: String)] = []
    for rate in ParameterTable.rates {
      guard let error = refusal(feature, rate) else { return nil }
      errors.append((error, error.sentence.why))
    }
    return errors.first { one in errors.count { $0.why == one.why } > 1 }?.error
  }

  private func refusal(_ feature: FeatureID, _ rate: Double) -> FeatureError? {
    do {
      let setup = try setup(feature, recordingRate: rate)
      _ = try FeatureRegistry.make(feature, setup.settings)
      return nil
    } catch {
      return error
    }
  }
}
