/// Brings one channel to another rate, piece by piece.
///
/// Sample `k` of the result is the sound at the time `k / to`: nothing is shifted. The result does
/// not depend on how the sound was cut into pieces.
public protocol SampleRateConverter: AnyObject {
  /// Takes the next samples; gives those of the result that are certain now, maybe none.
  func push(_ samples: [Float]) -> [Float]

  /// Ends the sound; gives the rest of the result, as if silence followed.
  func finish() -> [Float]
}

/// Makes a converter from one rate to another, in hertz; throws where that can't be done.
public typealias SampleRateConverterFactory =
  @Sendable (_ from: Double, _ to: Double) throws -> any SampleRateConverter
