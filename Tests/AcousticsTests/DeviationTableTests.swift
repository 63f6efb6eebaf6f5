import Acoustics
import Foundation
import Testing

/// The table of deviations in the documentation; `EARMARK_RECORD=1` makes it anew.
struct DeviationTableTests {
  private static let isRecording =
    ProcessInfo.processInfo.environment["EARMARK_RECORD"] != nil && SharedFolder.path != nil
  private static let path =
    Fixtures.reference + "/../../../Sources/Acoustics/Acoustics.docc/Deviations.md"

  /// The worst of a vector's clips, in the unit of its tolerance.
  private struct Row {
    var library: String
    var name: String
    var kind: String
    var tolerance = 0.0
    var worst = 0.0
    var clip = ""
  }

  @Test("the documentation names every kind of vector that is compared")
  func names() throws {
    let text = try String(contentsOfFile: Self.path, encoding: .utf8)
    for vector in ReferenceVector.all where ReferenceRecipe(vector) != nil {
      #expect(text.contains("| `\(vector.name)` |"), "EARMARK_RECORD=1 records it")
    }
  }

  @Test("record the table", .enabled(if: isRecording))
  func record() throws {
    var rows: [String: Row] = [:]
    for vector in ReferenceVector.all {
      guard let recipe = ReferenceRecipe(vector) else { continue }
      let matrix = try recipe.matrix(of: vector)
      let excess = try vector.excess(matrix.values, bins: matrix.binAxis.count)
      let tolerance = vector.tolerance
      // The share of frames that may be off is tolerated for a pitch, and not the distance.
      let unit = tolerance.kind == "relative" ? 0.02 : tolerance.value
      var row =
        rows[vector.name]
        ?? Row(library: vector.library, name: vector.name, kind: tolerance.kind)
      // Tolerances may differ by clip; the one is kept that is come nearest to.
      if row.clip.isEmpty || excess * row.tolerance > row.worst {
        (row.tolerance, row.worst, row.clip) = (unit, excess * unit, vector.clip)
      }
      rows[vector.name] = row
    }
    try text(rows.values.sorted { ($0.library, $0.name) < ($1.library, $1.name) })
      .write(toFile: Self.path, atomically: true, encoding: .utf8)
  }

  private func text(_ rows: [Row]) -> String {
    var text = """
      # Deviations from other libraries

      How far features lie from those of the programs that they are made after: the worst of six
      clips, speech and synthetic. The presets are those of the table's names, in double precision.

      | library | vectors | the nearest to its tolerance | worst of what is tolerated |
      | --- | --- | --- | --- |

      """
    for library in Set(rows.map(\.library)).sorted() {
      let own = rows.filter { $0.library == library }
      guard let nearest = own.max(by: { $0.worst / $0.tolerance < $1.worst / $1.tolerance }) else {
        continue
      }
      let percent = 100 * nearest.worst / nearest.tolerance
      let share = String(format: percent < 10 ? "%.2g" : "%.0f", percent)
      text += "| \(library) | \(own.count) | `\(nearest.name)` | \(share) % |\n"
    }
    text += """

      Kinds of tolerance: `peak_relative` a share of the largest value; `absolute` in the unit of the
      values; `frame_energy` log energies as energies against the frame's loudest band, and 1e-3 of
      the logarithms within 60 dB of it; `relative` the share of frames that are off by more than
      0.2 %.

      | vector | kind | tolerated | worst | of clip |
      | --- | --- | --- | --- | --- |

      """
    for row in rows {
      let numbers = [row.tolerance, row.worst].map { String(format: "%.2g", $0) }
      text += "| `\(row.name)` | \(row.kind) | \(numbers[0]) | \(numbers[1]) | \(row.clip) |\n"
    }
    text += """

      `librosa_yin_f0` is off in 4 of 101 frames of `noise_impulse`: they hold a single sample that
      is not 0, so no lag is better than another, and librosa's choice is the least of its rounding
      errors.

      `EARMARK_RECORD=1 make test` makes this page anew.

      """
    return text
  }
}
