import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// Turns a table of labels into lines of another format, a label at a time: there may be millions.
struct TableConversion {
  /// What came of it.
  struct Result {
    /// The new file in pieces.
    var pieces: [String] = []
    /// Labels that were read.
    var count = 0
    /// What reading lost, in the order in which it was met.
    var read: [Loss] = []
    /// What writing lost.
    var written: [Loss] = []
    /// Whether it is not known which recording a label is of.
    var isRecordingUnknown = false
  }

  /// Bytes of a piece.
  private static let pieceSize = 1 << 20

  /// Converts a file; nil where it is no table of labels or the new format is not one of lines.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - old: Its format; nil for what it tells.
  ///   - audio: The recording that all labels are of, as bytes; nil for what the file says.
  /// - Throws: Why the file or the recording can't be read.
  static func result(
    of path: [UInt8], from old: (any LabelFormat.Type)?, to new: any LabelFormat.Type,
    audio: [UInt8]?
  ) throws(Failure) -> Result? {
    guard let new = new as? any LineFormat.Type, let text = try table(path, old) else {
      return nil
    }
    let conversion = try LabelConversion(
      CSVTable.self, at: FilePath.absolute(path), audio: audio)
    return convert(text, conversion, to: new)
  }

  /// The text of a file that is a table of labels as far as its name and its beginning tell.
  private static func table(
    _ path: [UInt8], _ format: (any LabelFormat.Type)?
  ) throws(Failure) -> String? {
    if let format { return format.id == CSVTable.id ? try LabelFile.text(path) : nil }
    let name = FilePath.text(FilePath.name(path))
    guard FormatRegistry.format(named: name)?.id == CSVTable.id else { return nil }
    let text = try LabelFile.text(path)
    let beginning = String(text.unicodeScalars.prefix(1000))
    let likeliest = FormatRegistry.candidates(name, beginning: beginning).first
    return likeliest?.id == CSVTable.id ? text : nil
  }

  /// Nil where a line breaks a rule of the format: whoever reads all of the file tells which.
  private static func convert<Format: LineFormat>(
    _ text: String, _ conversion: LabelConversion, to: Format.Type
  ) -> Result? {
    var start: Format.Lines? = Format.Lines()
    var result = Result()
    while var lines = start {
      var conversion = conversion
      var losses = LossCount()
      result = Result()
      var piece = lines.header
      do throws(LabelFormatError) {
        try FormatRegistry.readTable(text) { label in
          result.count += 1
          for loss in label.lost { losses.count(loss) }
          lines.append(conversion.row(of: label), to: &piece)
          if piece.utf8.count > pieceSize {
            result.pieces.append(piece)
            piece = ""
          }
        }
      } catch {
        return nil
      }
      result.pieces.append(piece)
      result.read = losses.losses
      result.written = lines.losses
      result.isRecordingUnknown = conversion.isRecordingUnknown
      start = lines.needed
    }
    return result
  }
}
