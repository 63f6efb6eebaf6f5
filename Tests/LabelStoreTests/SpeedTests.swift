import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct SpeedTests {
  #if DEBUG
    private static let configuration = "debug"
  #else
    private static let configuration = "release"
  #endif

  @Test func tenThousandRecordingsAreQuick() throws {
    let library = try TemporaryLibrary()
    let store = try library.open()
    let found = (0..<10_000).map {
      FoundRecording(
        path: RecordingPath("word\($0 % 35)/clip\($0).wav"), byteCount: 32_044, modified: 1)
    }
    let clock = WorkClock()
    var report = Reconciliation()
    let reconciling = try clock.measure {
      report = try store.reconcile(
        found, hash: { _ in nil },
        attribution: { Attribution(label: FolderLabel.label(of: $0)) })
    }
    #expect(report.added == 10_000 && report.pending.count == 10_000)
    let facts = report.pending.map { recording in
      (
        recording.id,
        RecordingFacts(
          sampleRate: 16_000, sampleCount: 16_000, channelCount: 1, container: "WAV",
          encoding: "PCM 16", hash: "0")
      )
    }
    let recording = try clock.measure { _ = try store.record(facts) }
    var loaded = Library()
    let loading = try clock.measure { loaded = try store.library() }
    #expect(loaded.labelledCount == 10_000)
    let again = try clock.measure { try store.reconcileAgain(found) }
    let batch = LibraryEdit.batch(
      loaded.clips.prefix(1000).compactMap { clip in
        clip.wholeAnnotation.map { .replace($0, with: annotation("dog", on: clip.id)) }
      })
    let committing = try clock.measure { _ = try store.commit(batch) }
    #expect(try store.history().count == 1)
    let one = annotation("cat", on: loaded.clips[5000].id)
    let single = try clock.measure { _ = try store.commit(.add(one)) }
    let opening = try clock.measure { _ = try library.open() }
    print(
      """
      10,000 recordings, \(Self.configuration): reconciled \(reconciling), headers saved \
      \(recording), loaded \(loading), reconciled again \(again), 1,000 clips labelled \
      \(committing), one clip \(single), opened \(opening)
      """)
    #if !DEBUG
      #expect(reconciling.work < .seconds(1.5))
      #expect(loading.work < .seconds(0.3))
    #endif
  }
}

/// Measures how long something takes, and how much of that the processor worked on it: other
/// programs do not change the second.
private struct WorkClock {
  struct Reading: CustomStringConvertible {
    let passed: Duration
    let work: Duration
    var description: String { "\(Self.text(passed)) (work \(Self.text(work)))" }

    private static func text(_ duration: Duration) -> String {
      String(format: "%.1f ms", duration / .milliseconds(1))
    }
  }

  func measure(_ body: () throws -> Void) rethrows -> Reading {
    let start = Self.work()
    let passed = try ContinuousClock().measure(body)
    return Reading(passed: passed, work: Self.work() - start)
  }

  private static func work() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

extension LabelLibrary {
  fileprivate func reconcileAgain(_ found: [FoundRecording]) throws {
    let report = try reconcile(found, hash: { _ in nil }, attribution: { _ in nil })
    #expect(report.unchanged == 10_000)
  }
}
