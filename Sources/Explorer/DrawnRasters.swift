import Acoustics
import CellCanvas

/// Pictures that are fitted to cells already, so that a redraw in which nothing of them moved does
/// not fit them again.
struct DrawnRasters: Sendable, Equatable {
  /// What a raster depends on.
  struct Basis: Sendable, Equatable {
    let key: PictureKey
    let revision: Int
    let treatment: LevelTreatment
    let columns: Int
    let rows: Int
    let axis: PictureAxis
    let decibels: ClosedRange<Float>
    let blocks: String
    let screen: PixelScreen?
  }

  /// A raster and what it was made of.
  struct Entry: Sendable, Equatable {
    let basis: Basis
    let raster: PictureRaster
  }

  /// The picture under the cursor.
  var picture: Entry?
  /// The overview.
  var overview: Entry?
}

extension AppState {
  /// Makes what the next screen needs and the last one did not have.
  mutating func prepareToDraw() {
    keyHints = keyHints.current(keymap, mode)
    guard Mode.withPicture.contains(mode), !ScreenLayout.isTooSmall(size) else { return }
    let layout = layout
    if let wanted = pictureBasis(layout.picture) {
      if rasters.picture?.basis != wanted.basis {
        rasters.picture = fitted(wanted.basis, drawn(wanted.feature))
      }
    } else {
      rasters.picture = nil
    }
    if let wanted = overviewBasis(layout.overview) {
      if rasters.overview?.basis != wanted.basis {
        rasters.overview = fitted(wanted.basis, wanted.feature)
      }
    } else {
      rasters.overview = nil
    }
  }

  /// The picture under the cursor fitted to a place.
  func pictureRaster(_ rect: CellRect) -> PictureRaster? {
    guard let wanted = pictureBasis(rect) else { return nil }
    if let ready = rasters.picture, ready.basis == wanted.basis { return ready.raster }
    return fitted(wanted.basis, drawn(wanted.feature))?.raster
  }

  /// The overview fitted to a place.
  func overviewRaster(_ rect: CellRect) -> PictureRaster? {
    guard let wanted = overviewBasis(rect) else { return nil }
    if let ready = rasters.overview, ready.basis == wanted.basis { return ready.raster }
    return fitted(wanted.basis, wanted.feature)?.raster
  }

  /// The blocks that a picture is made of.
  ///
  /// Where a cell is one shade, it has one coefficient: in the mean of several their signs cancel.
  func blocks(of unit: ValueUnit) -> String {
    let isShade = ![.truecolor, .colors256].contains(colorMode)
    return unit == .coefficient && isShade ? Shades.id : blocks
  }

  /// The picture of a feature fitted to a place, whatever clip it is of.
  func raster(of feature: FeaturePicture, _ rect: CellRect) -> PictureRaster? {
    guard let type = BlitterRegistry.blitter(blocks(of: feature.unit)), rect.rows > 0 else {
      return nil
    }
    return PictureRaster(
      feature, columns: rect.columns, rows: rect.rows, axis: axis(of: feature),
      decibels: decibels, blitter: type.init(), screen: pixels.screen)
  }

  private func axis(of feature: FeaturePicture) -> PictureAxis {
    PictureAxis(feature.binAxis, hertz: visibleHertz, scale: viewport.scale)
  }

  private func pictureBasis(
    _ rect: CellRect
  ) -> (basis: DrawnRasters.Basis, feature: FeaturePicture)? {
    guard let key = currentKey, case .ready(let picture)? = pictures[key],
      let feature = picture.feature, !rect.isEmpty, picture.waveform.peak > 0
    else { return nil }
    return (
      DrawnRasters.Basis(
        key: key, revision: pictures.revision(of: key), treatment: viewport.treatment,
        columns: rect.columns, rows: rect.rows, axis: axis(of: feature), decibels: decibels,
        blocks: blocks(of: feature.unit), screen: pixels.screen), feature
    )
  }

  private func overviewBasis(
    _ rect: CellRect
  ) -> (basis: DrawnRasters.Basis, feature: FeaturePicture)? {
    guard rect.rows > 1, rect.columns > 0, let key = overviewKey, let picture = overviewPicture,
      let feature = picture.feature, picture.waveform.peak > 0
    else { return nil }
    return (
      DrawnRasters.Basis(
        key: key, revision: pictures.revision(of: key), treatment: .none, columns: rect.columns,
        rows: rect.rows - 1,
        axis: PictureAxis(feature.binAxis, hertz: nil, scale: viewport.scale),
        decibels: overviewDecibels, blocks: blocks(of: feature.unit), screen: pixels.screen),
      feature
    )
  }

  private func fitted(
    _ basis: DrawnRasters.Basis, _ feature: FeaturePicture
  ) -> DrawnRasters.Entry? {
    guard let type = BlitterRegistry.blitter(basis.blocks) else { return nil }
    return DrawnRasters.Entry(
      basis: basis,
      raster: PictureRaster(
        feature, columns: basis.columns, rows: basis.rows, axis: basis.axis,
        decibels: basis.decibels, blitter: type.init(), screen: basis.screen))
  }
}
