import CellCanvas
import Explorer
import Foundation
import PictureFiles

/// Writes views to files; nothing that is there is replaced unless the user said so.
struct ViewExportService {
  /// A view and the colors it is shown in.
  typealias Request = (view: ViewExport, palette: Palette)

  let mailbox: Mailbox
  /// Stands for `~/` before a name.
  var home = ProcessInfo.processInfo.environment["HOME"] ?? ""

  /// Writes a view and tells what came of it.
  func handle(_ request: Request) {
    let view = request.view
    let path = FilePath.text(FilePath.absolute(Array(expanded(view.name).utf8)))
    if !view.mayReplace, let facts = FilePath.facts(Array(path.utf8)),
      facts.st_mode & S_IFMT == S_IFREG
    {
      mailbox.post(.exported(.exists(name: view.name)))
      return
    }
    do throws(Failure) {
      try write(view, request.palette, to: path)
      mailbox.post(.exported(.written(path: path)))
    } catch {
      mailbox.post(.failed(error))
    }
  }

  private func expanded(_ name: String) -> String {
    name.hasPrefix("~/") && home.hasPrefix("/") ? home + name.dropFirst() : name
  }

  private func write(_ view: ViewExport, _ palette: Palette, to path: String) throws(Failure) {
    try OutputGuard.check(Array(path.utf8), as: .other)
    var reason: String?
    switch view.kind {
    case .png:
      do throws(PictureFileError) {
        try PNGFile.write(
          ViewText.image(view.screen, palette), to: path, mayReplace: view.mayReplace)
      } catch {
        reason = error.reason
      }
    case .csv:
      let table = view.picture.map { PictureTable.text($0, hertz: view.hertz) } ?? view.table
      reason = write(table ?? "", to: path, view)
    case .svg, .ansi, .txt:
      reason = write(ViewText.text(view.screen, palette, view.kind), to: path, view)
    }
    guard let reason else { return }
    throw Failure(
      what: "Cannot write \(path)", why: reason.lowercased(),
      remedy: "check the folder and the free space")
  }

  private func write(_ text: String, to path: String, _ view: ViewExport) -> String? {
    FileReplacement.write(to: path, mayReplace: view.mayReplace) { descriptor in
      let code = FileOutput.write(Array(text.utf8), to: descriptor)
      return (close(descriptor) == 0 ? code : code ?? errno).map(FilePath.reason)
    }
  }
}

/// A screen as a picture or text of a kind: the colors of a file are not those of the terminal.
package enum ViewText {
  /// The pixels.
  package static func image(_ screen: Screen, _ palette: Palette) -> PixelImage {
    PixelImage.render(screen.canvas, images: screen.images, palette: full(palette))
  }

  /// The text of a kind that is none of pixels or values.
  package static func text(
    _ screen: Screen, _ palette: Palette, _ kind: ViewExport.Kind
  ) -> String {
    switch kind {
    case .svg:
      SVGPicture.render(screen.canvas, images: screen.images, palette: full(palette))
    case .txt: PlainText.render(screen.canvas, images: screen.images, palette: palette)
    case .ansi, .png, .csv:
      AnsiText.render(screen.canvas, images: screen.images, palette: palette)
    }
  }

  /// The palette with all characters, and with all colors where the terminal has too few to show
  /// levels by themselves.
  private static func full(_ palette: Palette) -> Palette {
    var palette = palette
    palette.glyphs = .full
    palette.mode = .truecolor
    return palette
  }
}
