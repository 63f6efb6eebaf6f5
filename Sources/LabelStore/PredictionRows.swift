import Foundation
import GRDB
import Labeling

/// What models said, as rows.
enum PredictionRows {
  /// Bytes of a guess: the class in four, the score in four, the lowest first.
  private static let guessLength = 8

  static func isThere(_ model: String, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM predictions WHERE model = ?)",
      arguments: [model]) ?? false
  }

  static func put(
    _ prediction: StoredPrediction, _ model: String, _ database: Database
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO predictions (model, clip_id, contents, scores, made)
          SELECT ?, id, ?, ?, unixepoch() FROM clips WHERE id = ?
          ON CONFLICT (model, clip_id) DO UPDATE SET contents = excluded.contents,
            scores = excluded.scores, made = excluded.made
        """
    ).execute(arguments: [
      model, prediction.contents, data(prediction.prediction), prediction.clip.row,
    ])
  }

  static func forgetOldest(keeping limit: Int, _ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM predictions WHERE model NOT IN (
          SELECT model FROM predictions GROUP BY model ORDER BY max(made) DESC LIMIT ?)
        """, arguments: [limit])
  }

  static func all(_ model: String, _ database: Database) throws -> [ID<Clip>: Prediction] {
    var found: [ID<Clip>: Prediction] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT predictions.clip_id, predictions.scores FROM predictions
          JOIN clips ON clips.id = predictions.clip_id
          JOIN recordings ON recordings.id = clips.recording_id
          WHERE predictions.model = ? AND predictions.contents =
            recordings.byte_count || ' ' || recordings.modified || ' '
            || ifnull(clips.onset || '-' || clips."offset", 'all')
        """, arguments: [model])
    while let row = try rows.next() {
      let clip = ID<Clip>(row: try row.value(0))
      if let prediction = prediction(try row.value(1)) { found[clip] = prediction }
    }
    return found
  }

  private static func data(_ prediction: Prediction) -> Data {
    var data = Data(capacity: prediction.guesses.count * guessLength)
    for guess in prediction.guesses {
      for number in [UInt32(truncatingIfNeeded: guess.label), guess.score.bitPattern] {
        withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
      }
    }
    return data
  }

  /// Nil for what no prediction is written as.
  private static func prediction(_ data: Data) -> Prediction? {
    let bytes = [UInt8](data)
    guard !bytes.isEmpty, bytes.count.isMultiple(of: guessLength) else { return nil }
    func number(_ place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
    }
    let guesses = stride(from: 0, to: bytes.count, by: guessLength).map {
      Prediction.Guess(label: Int(number($0)), score: Float(bitPattern: number($0 + 4)))
    }
    guard guesses.allSatisfy({ (0...1).contains($0.score) }) else { return nil }
    return Prediction(guesses: guesses)
  }
}
