import Labeling

extension AppState {
  /// Whether the values of the view are those of the clip's picture.
  var hasPictureValues: Bool { Mode.withPicture.contains(mode) && viewport.view != .input }

  /// The values of a view that is no picture of a clip, as CSV; nil where it has none.
  var exportedTable: String? {
    if mode == .confusion { return confusion.csv }
    guard Mode.withPicture.contains(mode), viewport.view == .input else { return nil }
    return model.input?.shown?.csv
  }

  /// Which view has no values.
  var noTable: String {
    switch mode {
    case .live: "Live sound is no table"
    case .training: "The curves are no table"
    default: "A sheet of pictures is no table"
    }
  }

  /// What to do where a view has no values.
  var noTableAdvice: String {
    switch mode {
    case .live: ".png and .svg write it; a sound that is kept has values in its spectrogram"
    case .training: ".png and .svg write them; earmark train --help says where the figures go"
    default: ".png and .svg write it; {go-spectrogram} opens a clip, whose values .csv writes"
    }
  }
}

extension ModelInput {
  /// A line for each frame: its number, then its values from the lowest bin up.
  var csv: String? {
    guard failure == nil, bins > 0 else { return nil }
    let head = (["frame"] + (0..<bins).map { "bin \($0)" }).joined(separator: ",")
    return (0..<frames).reduce(into: head + "\n") { text, frame in
      text += "\(frame)"
      for value in values[frame * bins..<(frame + 1) * bins] { text += ",\(value)" }
      text += "\n"
    }
  }
}

extension ConfusionTable {
  /// A line for each label: how many of its clips were taken for each class.
  var csv: String {
    let head = (["label"] + classes).map(DelimitedText.quoted).joined(separator: ",")
    return zip(labels, counts).reduce(into: head + "\n") { text, row in
      text += ([DelimitedText.quoted(row.0)] + row.1.map(String.init)).joined(separator: ",") + "\n"
    }
  }
}
