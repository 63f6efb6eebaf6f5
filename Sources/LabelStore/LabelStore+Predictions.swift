import Foundation
import GRDB
import Labeling

/// What a model said of the contents that a clip had.
public struct StoredPrediction: Sendable, Hashable {
  /// The clip.
  public let clip: ID<Clip>
  /// The contents, ``contents(byteCount:modified:span:)``.
  public let contents: String
  /// What was said.
  public let prediction: Prediction

  /// Makes an entry.
  public init(clip: ID<Clip>, contents: String, prediction: Prediction) {
    self.clip = clip
    self.contents = contents
    self.prediction = prediction
  }

  /// What tells the contents of a clip from others: the file's size and time, and the clip's span.
  public static func contents(byteCount: Int64, modified: Int64, span: Range<Int>?) -> String {
    let place = span.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "all"
    return "\(byteCount) \(modified) \(place)"
  }
}

extension LabelStore {
  /// Models whose predictions are kept; those kept longest ago go.
  private static let modelLimit = 8

  /// Keeps what a model says of clips, in the place of what it said before.
  ///
  /// Clips that are gone meanwhile are passed over.
  public func keep(
    _ predictions: [StoredPrediction], of model: String
  ) throws(LabelStoreError) {
    try connection.write { database in
      let isNew = try !PredictionRows.isThere(model, database)
      for prediction in predictions { try PredictionRows.put(prediction, model, database) }
      if isNew { try PredictionRows.forgetOldest(keeping: LabelStore.modelLimit, database) }
    }
  }

  /// What a model said of clips whose contents are still the same.
  public func predictions(
    of model: String
  ) throws(LabelStoreError) -> [ID<Clip>: Prediction] {
    try connection.read { database in
      // A library that is only read may be older than predictions.
      guard try database.tableExists("predictions") else { return [:] }
      return try PredictionRows.all(model, database)
    }
  }
}
