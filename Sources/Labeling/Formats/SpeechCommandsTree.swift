/// The files of a Speech Commands tree: on each line the path of a recording in its word's folder.
///
/// `validation_list.txt` and `testing_list.txt` of such a tree are in this format. Only clips as a
/// whole have a folder.
///
/// - Source: Warden, *Speech Commands: A Dataset for Limited-Vocabulary Speech Recognition*,
///   arXiv:1804.03209, section 6.
public struct SpeechCommandsTree: LabelFormat {
  /// `speech-commands`.
  public static let id = "speech-commands"
  /// What it is, in a line.
  public static let summary = "the paths of a Speech Commands tree, a folder for each word"
  /// `txt`.
  public static let fileExtension = "txt"

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line is a path of a sound file in a folder.
  public static func recognizes(_ beginning: String) -> Bool {
    guard let line = TextLine.lines(beginning).first?.text else { return false }
    return line.lowercased().hasSuffix(".wav") && line.contains("/") && !line.contains("\t")
      && !line.contains(",")
  }

  /// Writes the path that each clip has in the tree.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var text = ""
    var taken: [String: RecordingPath] = [:]
    for row in rows {
      guard row.isOfWholeClip else {
        losses.count("labels of regions, which have no folder")
        continue
      }
      let label = row.annotation.label
      guard Self.isFolder(label) else {
        losses.count("labels that can't be the name of a folder")
        continue
      }
      guard row.path.isText, !TabbedText.hasBreak(row.path.text) else {
        losses.count("names of files that are no line of text")
        continue
      }
      let path = "\(label)/\(row.path.name.text)"
      guard taken[path, default: row.path] == row.path else {
        losses.count("recordings with the name of another one of the same label")
        continue
      }
      losses.count(
        "recordings that lie in another folder",
        if: !row.path.text.hasSuffix("/" + path) && row.path.text != path)
      losses.countUnsaid(row.annotation)
      if taken.updateValue(row.path, forKey: path) == nil { text += path + "\n" }
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads paths; the label is the name of the folder.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    for line in TextLine.lines(text) {
      let path = RecordingPath(line.text)
      guard let label = FolderLabel.label(of: path) else {
        throw .missingValue("folder", line: line.number)
      }
      labels.append(ImportedLabel(line: line.number, path: path, label: label))
    }
    return labels
  }

  /// Whether a label names a folder, and one that is taken for a label again.
  private static func isFolder(_ label: String) -> Bool {
    !label.contains("/") && !label.contains("\0") && TabbedText.blankless(label) == label
      && !TabbedText.hasBreak(label)
      && FolderLabel.label(of: RecordingPath(label + "/a.wav")) == label
  }
}
