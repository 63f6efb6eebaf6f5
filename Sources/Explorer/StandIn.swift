import Acoustics

extension RecentPictures {
  /// What a picture that is on its way looks like roughly: cut out of one that shows more.
  func standIn(for key: PictureKey) -> ClipPicture? {
    guard let span = key.span, !span.isEmpty else { return nil }
    var best: ClipPicture?
    for (other, entry) in entries
    where other.clip == key.clip && other.feature == key.feature
      && other.channel == key.channel && other.pooling == key.pooling
    {
      guard case .ready(let picture) = entry, picture.waveform.grid.count > 0,
        picture.span.lowerBound <= span.lowerBound, picture.span.upperBound >= span.upperBound,
        picture.span.count < best?.span.count ?? .max
      else { continue }
      best = picture
    }
    return best?.part(span, columns: key.columns)
  }
}

extension ClipPicture {
  /// Some of the samples, each column that of the picture which lies nearest.
  ///
  /// - Precondition: `span` lies in the picture's.
  fileprivate func part(_ span: Range<Int>, columns: Int) -> ClipPicture {
    let grid = ColumnGrid(span: SampleRange(span), count: columns)
    let own = waveform.grid
    let sources = (0..<columns).map { column in
      let share =
        Double(grid.center(ofColumn: column) - own.span.lowerBound) / Double(own.span.count)
      return max(0, min(own.count - 1, Int(share * Double(own.count))))
    }
    return ClipPicture(
      feature: feature.map { feature in
        let bins = feature.binAxis.count
        return FeaturePicture(
          grid: grid, binAxis: feature.binAxis, unit: feature.unit,
          values: sources.flatMap { feature.values[$0 * bins..<($0 + 1) * bins] })
      },
      waveform: WaveformPicture(
        grid: grid, minima: sources.map { waveform.minima[$0] },
        maxima: sources.map { waveform.maxima[$0] }, rms: sources.map { waveform.rms[$0] }),
      sampleRate: sampleRate, channelCount: channelCount, clipSamples: clipSamples,
      isPreview: true, progress: progress)
  }
}
