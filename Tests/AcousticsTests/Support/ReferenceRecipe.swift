import Acoustics

/// How a vector is made here: a feature with a preset and what differs from it.
struct ReferenceRecipe {
  let feature: FeatureID
  let preset: String
  var parameters: ParameterTable = [:]

  /// The recipe of a vector; nil for features that are not there.
  init?(_ vector: ReferenceVector) {
    let name = vector.name.replacing("_pad1s", with: "")
    let library = name.prefix { $0 != "_" }
    let rest = String(name.dropFirst(library.count + 1))
    var own: (FeatureID, String, ParameterTable)?
    switch library {
    case "tf": own = ReferenceRecipe.tensorflow(rest, is8kHz: vector.clip.hasPrefix("fsdd"))
    case "kaldi": own = ReferenceRecipe.kaldi(rest)
    case "whisper": own = (.logMel, "whisper", [:])
    case "librosa": own = ReferenceRecipe.librosa(rest)
    default: own = nil
    }
    guard let own else { return nil }
    feature = own.0
    preset = own.1
    parameters = own.2
    if name != vector.name { parameters = parameters.merging(["clip-ms": 1000]) }
    if vector.clip.hasPrefix("fsdd"), rest == "yin_f0" {
      parameters = parameters.merging(["hop-length": 80])
    }
  }

  private static func tensorflow(
    _ name: String, is8kHz: Bool
  ) -> (FeatureID, String, ParameterTable)? {
    switch name {
    case "spectrogram_power": (.spectrogram, "tensorflow", ["power": 2])
    case "mfcc13": (.mfcc, "tensorflow", ["coefficients": 13])
    case "mfcc40": (.mfcc, "tensorflow", [:])
    case "average": (.average, "tensorflow-average", [:])
    case "micro": (.micro, "tensorflow-micro", is8kHz ? ["high-hz": 3750] : [:])
    default: nil
    }
  }

  private static func kaldi(_ name: String) -> (FeatureID, String, ParameterTable)? {
    switch name {
    case "fbank40": (.logMel, "kaldi", ["mel-bands": 40])
    case "fbank80": (.logMel, "kaldi", ["mel-bands": 80])
    case "fbank80_nosnip": (.logMel, "kaldi", ["mel-bands": 80, "framing": "hop-centered"])
    case "fbank80_nosnip_unit":
      (
        .logMel, "kaldi", ["mel-bands": 80, "framing": "hop-centered", "sample-scale": 1]
      )
    case "mfcc13": (.mfcc, "kaldi", ["energy": false])
    case "mfcc13_energy": (.mfcc, "kaldi", [:])
    default: nil
    }
  }

  private static let short: ParameterTable = ["n-fft": 512, "hop-length": 160]
  private static let eighty = short.merging(["mel-bands": 80])

  private static func librosa(_ name: String) -> (FeatureID, String, ParameterTable)? {
    guard let (feature, parameters) = spectral(name) ?? cepstral(name) ?? lane(name) else {
      return nil
    }
    return (feature, "librosa", parameters)
  }

  private static func spectral(_ name: String) -> (FeatureID, ParameterTable)? {
    let long: ParameterTable = ["n-fft": 1024, "hop-length": 256, "power": 1]
    let magnitude = short.merging(["power": 1])
    return switch name {
    case "stft_mag_512_160_center": (.spectrogram, magnitude)
    case "stft_mag_512_160_nocenter": (.spectrogram, magnitude.merging(["framing": "left"]))
    case "stft_mag_1024_256_center": (.spectrogram, long)
    case "stft_mag_1024_256_nocenter": (.spectrogram, long.merging(["framing": "left"]))
    case "stft_mag_512_160_win400_hamming_reflect":
      (
        .spectrogram,
        magnitude.merging([
          "window-length": 400, "window-shape": "hamming", "edges": "reflect",
        ])
      )
    case "mel_slaney80": (.mel, eighty)
    case "mel_slaney128": (.mel, short)
    case "mel_htk40":
      (.mel, short.merging(["mel-bands": 40, "mel-scale": "htk", "mel-norm": "none"]))
    case "logmel_slaney80_ref1": (.logMel, eighty)
    case "logmel_slaney80_refmax": (.logMel, eighty.merging(["reference": "peak"]))
    case "logmel_slaney80_notop": (.logMel, eighty.merging(["top-db": "none"]))
    case "hpss_harmonic": (.harmonic, magnitude)
    case "hpss_percussive": (.percussive, magnitude)
    case "cqt_mag":
      (
        .constantQ,
        ["hop-length": 256, "power": 1, "cqt-low-hz": 65.40639132514966, "cqt-bins": 72]
      )
    case "pcen_slaney80_default": (.pcen, eighty)
    case "pcen_slaney80_bio":
      (
        .pcen,
        eighty.merging([
          "pcen-gain": 0.8, "pcen-bias": 10, "pcen-power": 0.25, "pcen-time": 0.06,
        ])
      )
    default: nil
    }
  }

  private static func cepstral(_ name: String) -> (FeatureID, ParameterTable)? {
    if name == "mfcc13_htk40_lifter22" {
      return (
        .mfcc,
        short.merging([
          "mel-bands": 40, "mel-scale": "htk", "mel-norm": "none", "coefficients": 13,
          "lifter": 22,
        ])
      )
    }
    guard let parts = name.wholeMatch(of: /mfcc(\d+)(?:_delta(\d))?/) else { return nil }
    var table = short
    guard let count = Double(parts.1) else { return nil }
    table = table.merging(["coefficients": .number(count)])
    guard let order = parts.2.flatMap({ Double($0) }) else { return (.mfcc, table) }
    return (.delta, table.merging(["delta": .number(order)]))
  }

  private static func lane(_ name: String) -> (FeatureID, ParameterTable)? {
    switch name {
    case "rms": (.rms, short)
    case "centroid": (.centroid, short)
    case "rolloff85": (.rolloff, short)
    case "flatness": (.flatness, short)
    case "onset_strength": (.onsetStrength, eighty)
    case "yin_f0": (.yin, short)
    default: nil
    }
  }

  /// The feature of a vector's clip.
  func matrix(of vector: ReferenceVector) throws -> FeatureMatrix {
    guard let preset = PresetRegistry.preset(preset) else {
      throw FeatureError.unknownPreset(preset, names: [])
    }
    var (samples, rate) = try vector.sound()
    let setup = try preset.parameters.merging(parameters).setup(feature, recordingRate: rate)
    if let seconds = setup.source.clipSeconds {
      let count = Int(seconds * rate)
      samples = samples.prefix(count) + [Float](repeating: 0, count: max(0, count - samples.count))
    }
    return try FeatureMatrix(setup.feature, of: samples, settings: setup.settings)
  }
}
