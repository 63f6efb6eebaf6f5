/// What happens to a file that already has the name of one to be written.
public enum ExistingFile: Sendable, Hashable {
  /// It stays, and nothing is written.
  case refuse
  /// The new file takes its place at once, when it is whole.
  case replace
}
