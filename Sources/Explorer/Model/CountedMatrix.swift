/// The confusion matrix as it was counted last, and what it was counted of: it is counted anew only
/// when labels or opinions change.
struct CountedMatrix: Sendable, Equatable {
  /// What a matrix was counted of.
  struct Origin: Sendable, Equatable {
    let library, model: Int
    let source: ConfusionTable.Source
  }

  let origin: Origin
  let table: ConfusionTable
}

extension AppState {
  /// The matrix as it is now.
  public var confusion: ConfusionTable {
    if let counted = model.counted, counted.origin == matrixOrigin { return counted.table }
    return ConfusionTable(library, model, model.matrix.source)
  }

  /// Counts the matrix that is looked at, where what it counts changed.
  mutating func recount() {
    guard mode == .confusion else {
      model.counted = nil
      return
    }
    let origin = matrixOrigin
    guard model.counted?.origin != origin else { return }
    model.counted = CountedMatrix(origin: origin, table: confusion)
    beginAtWorst()
  }

  private var matrixOrigin: CountedMatrix.Origin {
    CountedMatrix.Origin(
      library: libraryRevision, model: model.revision, source: model.matrix.source)
  }
}
