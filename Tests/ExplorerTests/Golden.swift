import CellCanvas
import Explorer
import Foundation
import Testing

/// Compares a screen with its golden file; `EARMARK_RECORD=1` writes the files and fails.
enum Golden {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Goldens")

  static func expect(
    _ state: AppState, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let picture = screen(for: state)
    let text = CanvasTranscript(picture.canvas, images: picture.images).text
    let file = folder.appending(path: name + ".screen")
    if ProcessInfo.processInfo.environment["EARMARK_RECORD"] == "1" {
      do {
        try text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("\(name) was recorded anew: look at it", sourceLocation: sourceLocation)
      } catch {
        Issue.record("\(name) can't be written: \(error)", sourceLocation: sourceLocation)
      }
      return
    }
    guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
      Issue.record("there is no golden file \(name)", sourceLocation: sourceLocation)
      return
    }
    guard text != wanted else { return }
    let lines = zip(text.split(separator: "\n"), wanted.split(separator: "\n"))
    let first = lines.first { $0 != $1 }
    Issue.record(
      "\(name) differs, first here:\nis     \(first?.0 ?? "")\nwanted \(first?.1 ?? "")",
      sourceLocation: sourceLocation)
  }
}
