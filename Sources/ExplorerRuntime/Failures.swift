import Acoustics
import CellCanvas
import Explorer
import FeatureFiles
import LabelStore
import Labeling
import SoundFiles

extension Failure {
  /// What the facts say in a sentence.
  public init(_ error: SoundFileError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: SoundWritingError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: LabelFormatError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: LabelStoreError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: FeatureError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: ResamplerError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: FeatureFileError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: ThemeError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: ClipQueryError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: NamePatternError) { self.init(error.sentence) }

  /// What the facts say in a sentence.
  public init(_ error: AttributionTableError) { self.init(error.sentence) }

  /// What went wrong where sound is read and analyzed.
  init(ofSound error: any Error) {
    switch error {
    case let error as SoundFileError: self.init(error)
    case let error as FeatureError: self.init(error)
    default: preconditionFailure("an error of another kind: \(error)")
    }
  }

  /// Takes the three parts of a sentence.
  public init(_ sentence: (what: String, why: String, remedy: String)) {
    self.init(what: sentence.what, why: sentence.why, remedy: sentence.remedy)
  }
}
