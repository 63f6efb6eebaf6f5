import Acoustics
import Foundation

/// Runs a plan on frames of `windowLength` samples each, at most eight.
func run(_ plan: SpectralPlan, _ frames: [[Float]]) -> [[Float]] {
  let live = frames.count
  let padded = frames + Array(repeating: frames[live - 1], count: SpectralPlan.lanes - live)
  let inputs = padded.map { frame in
    let copy = UnsafeMutablePointer<Float>.allocate(capacity: frame.count)
    copy.initialize(from: frame, count: frame.count)
    return copy
  }
  let outputs = padded.map { _ in
    let row = UnsafeMutablePointer<Float>.allocate(capacity: plan.outputCount)
    row.initialize(repeating: -1, count: plan.outputCount)
    return row
  }
  defer {
    for pointer in inputs + outputs { pointer.deallocate() }
  }
  plan.run(frames: inputs.map { UnsafePointer($0) }, live: live, rows: outputs)
  return outputs.prefix(live).map { Array(UnsafeBufferPointer(start: $0, count: plan.outputCount)) }
}

/// Settings at 16 kHz whose window is as long as the transform, unless told.
func settings(
  _ nFFT: Int, window: Int? = nil, shape: WindowShape = .hann
) -> AnalysisSettings {
  AnalysisSettings(
    sampleRate: 16_000, windowLength: window ?? nFFT, hopLength: 1, nFFT: nFFT, windowShape: shape)
}

/// |X|² of windowed samples by the definition, in double; of some bins only, if told.
func directPower(
  _ samples: [Double], _ settings: AnalysisSettings, bins: [Int]? = nil
) -> [Float] {
  let nFFT = settings.nFFT
  let product = zip(samples, settings.windowValues).map { $0 * $1 }
  let turns = (0..<nFFT).map { 2 * Double.pi * Double($0) / Double(nFFT) }
  let (cosines, sines) = (turns.map { cos($0) }, turns.map { sin($0) })
  return (bins ?? Array(0..<settings.binCount)).map { bin in
    var (re, im) = (0.0, 0.0)
    var turn = 0
    for value in product {
      re += value * cosines[turn]
      im -= value * sines[turn]
      turn += bin
      if turn >= nFFT { turn -= nFFT }
    }
    return Float(re * re + im * im)
  }
}

/// |X|² of windowed samples by the definition.
func directPower(_ samples: [Float], _ settings: AnalysisSettings) -> [Float] {
  directPower(samples.map { Double($0) }, settings)
}
