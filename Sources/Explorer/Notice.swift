import CellCanvas

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A message in the status line.
public struct Notice: Sendable, Equatable {
  /// How long it stays and how it looks.
  public enum Kind: Sendable, Equatable {
    /// It happened; goes after four seconds or at the next key.
    case message
    /// A key was refused; goes like a message.
    case refusal
    /// Something went wrong; stays until a key.
    case error
    /// A key is waited for; stays until one.
    case question
  }

  /// How long it stays and how it looks.
  public let kind: Kind
  /// What happened; shown bright.
  public let what: String
  /// Why and what to do; shown dim.
  public let rest: String
  /// When it goes by itself, nil for errors.
  public let expiry: Date?

  /// Seconds that a message stays.
  public static let lifetime: TimeInterval = 4

  /// Makes a message that came at a time.
  public init(_ what: String, _ rest: String = "", kind: Kind = .message, at now: Date) {
    self.kind = kind
    self.what = what
    self.rest = rest
    expiry = kind == .error || kind == .question ? nil : now.addingTimeInterval(Notice.lifetime)
  }

  /// Makes the notice of a failure; it stays until a key.
  public init(_ failure: Failure, at now: Date) {
    let rest = [failure.why, failure.remedy].filter { !$0.isEmpty }.joined(separator: "; ")
    self.init(failure.what, rest, kind: .error, at: now)
  }
}

extension Notice.Kind {
  /// The color of what happened.
  var slot: ThemeSlot {
    switch self {
    case .message: .bright
    case .refusal, .question: .warn
    case .error: .bad
    }
  }
}
