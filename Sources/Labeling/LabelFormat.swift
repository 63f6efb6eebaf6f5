/// Something that a format can't say, and how often that was needed.
public struct Loss: Sendable, Hashable {
  /// What is lost: `the frequency range`.
  public let what: String
  /// How many annotations lose it.
  public let count: Int

  /// Makes a loss.
  public init(what: String, count: Int) {
    self.what = what
    self.count = count
  }
}

/// Labels in the words of a format, and what the format could not say.
public struct LabelText: Sendable, Hashable {
  /// The contents of the file.
  public let text: String
  /// What got lost, empty if nothing did.
  public let losses: [Loss]

  /// Makes a text with its losses.
  public init(text: String, losses: [Loss] = []) {
    self.text = text
    self.losses = losses
  }
}

/// A way to write labels into a file that other programs read, and to read them back.
public protocol LabelFormat: Sendable {
  /// The name on the command line: `csv`.
  static var id: String { get }
  /// What it is, in a line.
  static var summary: String { get }
  /// The extension of its files, without the dot.
  static var fileExtension: String { get }
  /// Other extensions that its files have.
  static var otherExtensions: [String] { get }
  /// Whether a file is of one recording, which it need not name.
  static var isOfOneRecording: Bool { get }
  /// Whether the labels lie in a copy of the sound file and are no file of their own.
  static var isInSound: Bool { get }

  /// Whether a file consists of lines, each of which ends where a label does.
  static var isOfLines: Bool { get }
  /// Whether it can tell flags of clips and predictions from labels.
  static var keepsFlags: Bool { get }

  /// Whether its labels are what a model says.
  static var isOfPredictions: Bool { get }

  /// Whether the first thousand letters of a file tell that it is in this format.
  static func recognizes(_ beginning: String) -> Bool

  /// Makes a reader and writer.
  init()

  /// Writes annotations in the order given.
  func write(_ rows: [LabelRow]) -> LabelText

  /// Reads the labels of a file in its order.
  func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel]
}

extension LabelFormat {
  /// None.
  public static var otherExtensions: [String] { [] }
  /// No: the labels of many recordings can be in a file.
  public static var isOfOneRecording: Bool { false }
  /// No: they are a file of their own.
  public static var isInSound: Bool { false }
  /// Yes.
  public static var isOfLines: Bool { true }
  /// No: it has no tiers, or none for clips as a whole.
  public static var keepsFlags: Bool { false }
  /// No.
  public static var isOfPredictions: Bool { false }

  /// No: other formats begin like it.
  public static func recognizes(_ beginning: String) -> Bool { false }

  /// Writes what of some annotations is a label here.
  ///
  /// Flags of clips and predictions are no labels: a format that would make them some leaves them
  /// out, and says so.
  public func writeLabels(_ rows: [LabelRow]) -> LabelText {
    let labels = Self.keepsFlags ? rows : rows.filter { Self.isLabel($0.annotation) }
    let text = write(labels)
    guard labels.count < rows.count else { return text }
    let others = Loss(
      what: "flags and predictions, which are no labels", count: rows.count - labels.count)
    return LabelText(text: text.text, losses: text.losses + [others])
  }

  private static func isLabel(_ annotation: Annotation) -> Bool {
    annotation.namesClass || isOfPredictions && annotation.isPrediction
  }

  /// Writes every annotation of a library.
  public func write(_ library: Library) -> LabelText { write(library.labelRows) }

  /// The loss of positions of recordings whose rate is not known yet; empty if there are none.
  func unknownPositions(in rows: [LabelRow]) -> [Loss] {
    LabelRow.unknownPositions(rows.count { $0.annotation.span != nil && $0.onset == nil })
  }
}

extension LabelRow {
  /// The loss of so many positions of recordings whose rate is not known yet.
  static func unknownPositions(_ count: Int) -> [Loss] {
    let what = "the times of regions in recordings that were not read yet"
    return count == 0 ? [] : [Loss(what: what, count: count)]
  }
}
