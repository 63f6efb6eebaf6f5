import Acoustics
import Explorer
import Labeling

/// The values of a picture as CSV: a line for each column, first the seconds of its middle.
package enum PictureTable {
  /// The text; frequencies (or numbers of coefficients) head the columns of a feature, and lowest,
  /// highest and RMS amplitude those of a waveform.
  ///
  /// - Parameter hertz: The frequencies wanted; nil for all.
  package static func text(
    _ picture: ClipPicture, hertz: ClosedRange<Float>? = nil
  ) -> String {
    guard let feature = picture.feature else { return waveform(picture) }
    let axis = feature.binAxis
    let bins = (0..<axis.count).filter { bin in
      guard let hertz, let own = axis.hertz(ofBin: Float(bin)) else { return true }
      return hertz.contains(own)
    }
    let heads = bins.map { bin in
      axis.hertz(ofBin: Float(bin)).map { JSONValue.number($0).compact } ?? "\(bin)"
    }
    var text = (["seconds"] + heads).joined(separator: ",") + "\n"
    for column in 0..<feature.grid.count {
      text += seconds(feature.grid.center(ofColumn: column), picture)
      for bin in bins { text += ",\(feature[column: column, bin: bin])" }
      text += "\n"
    }
    return text
  }

  private static func waveform(_ picture: ClipPicture) -> String {
    let wave = picture.waveform
    return (0..<wave.grid.count).reduce(into: "seconds,lowest,highest,rms\n") { text, column in
      text += seconds(wave.grid.center(ofColumn: column), picture)
      text += ",\(wave.minima[column]),\(wave.maxima[column]),\(wave.rms[column])\n"
    }
  }

  private static func seconds(_ sample: Int, _ picture: ClipPicture) -> String {
    Seconds.text(Double(sample) / picture.sampleRate)
  }
}
