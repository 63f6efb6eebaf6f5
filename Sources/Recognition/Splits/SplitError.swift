/// Why clips can't be divided.
public enum SplitError: Error, Sendable, Hashable {
  /// Shares are not percentages, or take more than there is.
  case percentage(Double)
  /// There are too few or too many folds for what there is.
  case foldCount(Int, limit: Int)
  /// There is no fold of this number.
  case foldNumber(Int, count: Int)
  /// A clip says nothing about its group.
  case noGroup(clip: String)
  /// No clip is of this group.
  case unknownGroup(String)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .percentage(let share):
      return (
        "Cannot divide the clips", "\(share) % is not a share from 0 to 100",
        "give validation and testing percentages that leave something to train on"
      )
    case .foldCount(let count, let limit):
      return (
        "Cannot make \(count) folds",
        "there must be at least 2 and at most one for each of the \(limit)"
          + " clips or groups",
        "give another number of folds, or more clips or groups"
      )
    case .foldNumber(let number, let count):
      return (
        "Cannot hold out fold \(number)", "there are \(count)", "give a number from 1 to \(count)"
      )
    case .noGroup(let clip):
      return (
        "Cannot leave one group out", "\(clip) says nothing about its group",
        "name the group with --labels-from '{label}_{group}_{index}' or --columns group=…"
      )
    case .unknownGroup(let name):
      return (
        "Cannot hold out \(name)", "no clip is of this group",
        "name one of the groups that there are"
      )
    }
  }
}
