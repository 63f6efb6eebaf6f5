import Acoustics

/// What a step makes of the frames of a signal, its end included.
func values(_ step: inout some FrameStep, _ frames: [[Float]]) throws -> [Float] {
  var values: [Float] = []
  for frame in frames {
    frame.withUnsafeBufferPointer { frame in
      step.push(frame) { values.append(contentsOf: $0) }
    }
  }
  try step.finish { values.append(contentsOf: $0) }
  return values
}

/// Frames of a signal, a tail shorter than a frame dropped.
func frames(_ samples: [Float], length: Int, hop: Int) -> [[Float]] {
  stride(from: 0, through: samples.count - length, by: hop).map {
    Array(samples[$0..<$0 + length])
  }
}

/// Frames around every sample of the hop grid, zeros before and after the signal.
func centeredFrames(_ samples: [Float], length: Int, hop: Int) -> [[Float]] {
  let margin = [Float](repeating: 0, count: length / 2)
  return frames(margin + samples + margin, length: length, hop: hop)
}

/// The six clips of the reference.
let referenceClips = [
  "fsdd_3_jackson_7", "fsdd_7_theo_11", "speech_flite", "speech_formant", "chirp", "noise_impulse",
]

/// The sample rate of a reference clip.
func referenceRate(_ clip: String) -> Double { clip.hasPrefix("fsdd") ? 8000 : 16_000 }
