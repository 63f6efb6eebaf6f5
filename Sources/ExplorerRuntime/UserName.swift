import Foundation

/// The name that labels are given under.
public enum UserName {
  /// The name of the user's account.
  public static var current: String {
    let name = NSUserName()
    return name.isEmpty ? "user" : name
  }
}
