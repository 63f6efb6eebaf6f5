import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A recording whose file became another one while it was open.
public struct ChangedRecording: Sendable, Equatable {
  /// What is there now.
  public enum Contents: Sendable, Equatable {
    /// A sound.
    case sound(sampleCount: Int, sampleRate: Double, channelCount: Int)
    /// Something that can't be read; the sentence says why.
    case unreadable(String)
    /// Nothing.
    case gone
  }

  /// Where it lies.
  public let path: RecordingPath
  /// What is there now.
  public let contents: Contents

  /// Makes a report.
  public init(path: RecordingPath, contents: Contents) {
    self.path = path
    self.contents = contents
  }
}

extension AppState {
  /// The recordings that are looked at: a file of theirs that changes is told.
  public var openRecordings: [RecordingPath] {
    guard isOpen, Mode.withPicture.contains(mode) else { return [] }
    return [current, otherClip].compactMap { $0?.recording.path }
  }

  /// Takes what a file became: nothing that was made of the old one is shown any more, and the
  /// cursor and what is visible stay inside of what is there.
  mutating func take(_ changed: ChangedRecording) {
    let touched = library.clips.filter { $0.recording.path == changed.path }
    guard let first = touched.first else { return }
    let (old, name) = (first.recording, sentenceName(of: first, \.name))
    let new = old.becoming(changed.contents)
    library.update([new])
    let clips = Set(touched.map(\.id))
    pictures.forget(clips)
    thumbnails.forget(clips)
    model.forget(clips)
    model.forgetLong(clips)
    (wantedPictures, measured, wantedPlace) = ([], nil, nil)
    tell(name, old, new, lost: touched.flatMap(\.annotations).count { $0.ends(after: new) })
    guard let clip = current, clips.contains(clip.id) else { return }
    stayInside(of: clip)
  }

  /// Keeps the cursor, what is visible and what is marked inside of a clip that may be shorter now.
  mutating func stayInside(of clip: Clip) {
    let samples = clip.samples.clamped(to: 0..<max(0, clip.recording.sampleCount))
    guard !samples.isEmpty, clip.recording.state == .ready else {
      viewport.resetTime()
      selection = nil
      return
    }
    viewport.stay(inside: samples)
    if let marked = selection {
      let span = marked.span.clamped(to: samples)
      selection = span.isEmpty ? nil : Selection(span: span, hertz: marked.hertz)
    }
  }

  private mutating func tell(_ name: String, _ old: Recording, _ new: Recording, lost: Int) {
    let length = new.duration.map { Format.time($0) } ?? ""
    let what: String
    switch (old.state, new.state) {
    case (_, .missing): what = "\(name) is gone."
    case (_, .unreadable): what = "\(name) can't be read any more."
    case (.missing, _), (.unreadable, _): what = "\(name) is there again."
    case _ where new.sampleCount > old.sampleCount: what = "\(name) has grown to \(length)."
    case _ where new.sampleCount < old.sampleCount: what = "\(name) has shrunk to \(length)."
    default: what = "\(name) has other contents now."
    }
    let rest: String
    switch new.state {
    case .missing: rest = "the library keeps its labels; {rescan} looks where it is"
    case .unreadable(let reason):
      // The file was named, or is not to be.
      rest = reason.replacing("Cannot read \(new.path.name.text): ", with: "")
    case .ready, .waiting:
      rest =
        lost == 0
        ? "its picture is made anew"
        : lost == 1
          ? "1 region lies beyond its end; the library keeps it"
          : "\(Format.count(lost)) regions lie beyond its end; the library keeps them"
    }
    say(what, rest, kind: new.state == .ready && lost == 0 ? .message : .error)
  }
}

extension Recording {
  fileprivate func becoming(_ contents: ChangedRecording.Contents) -> Recording {
    var new = self
    switch contents {
    case .sound(let count, let rate, let channels):
      (new.sampleCount, new.sampleRate, new.channelCount) = (count, rate, channels)
      new.state = .ready
    case .unreadable(let reason): new.state = .unreadable(reason)
    case .gone: new.state = .missing
    }
    return new
  }
}

extension Annotation {
  /// Whether it is a region that lies in part or wholly beyond the end of a recording.
  fileprivate func ends(after recording: Recording) -> Bool {
    guard let span, recording.state == .ready else { return false }
    return span.upperBound > recording.sampleCount
  }
}
