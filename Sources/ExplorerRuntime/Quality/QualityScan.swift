import Acoustics
import Explorer
import LabelStore
import Labeling
import SoundFiles
import Workers

/// Measures the sound of recordings and compares them: what is silent, clipped, cut, doubled.
public struct QualityScan: Sendable {
  /// Recordings that are written at once.
  static let batchLength = 64

  let location: LibraryLocation
  private let threads: Int

  /// Makes a scan that works on so many recordings at once.
  public init(location: LibraryLocation, threads: Int = ParallelLoop.processorCount) {
    self.location = location
    self.threads = threads
  }

  /// Measures what was not measured yet, and compares all.
  ///
  /// - Parameters:
  ///   - store: The library of the location, open for writing.
  ///   - progress: Told how many of how many are measured.
  ///   - isCancelled: Asked often from several threads; what was measured by then is kept.
  /// - Throws: What is wrong with the library.
  public func run(
    _ store: LabelStore, progress: (Int, Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) {
    do throws(LabelStoreError) {
      let pending = try store.unmeasured(under: location.prefixes)
      var done = 0
      for start in stride(from: 0, to: pending.count, by: Self.batchLength) {
        let batch = Array(pending[start..<min(start + Self.batchLength, pending.count)])
        let measured = measure(batch, isCancelled: isCancelled)
        try store.keep(measured)
        done += measured.count
        progress(done, pending.count)
        if isCancelled() { return }
      }
      try store.keep(judged: Self.judge(try store.compared(), isCancelled: isCancelled))
    } catch {
      throw Failure(error)
    }
  }

  /// Measures some recordings; those left out when it was cancelled are missing.
  ///
  /// - Parameter isCancelled: Asked before each recording and between its blocks; it may wait.
  package func measure(
    _ batch: [UnmeasuredRecording], isCancelled: @escaping @Sendable () -> Bool
  ) -> [MeasuredRecording] {
    let paths = batch.map { location.absolutePath(of: $0.path) }
    let results = ParallelLoop.map(
      count: batch.count, threads: threads, isCancelled: isCancelled
    ) { place in
      MeasuredRecording(batch[place], at: paths[place], isCancelled: isCancelled)
    }
    return results.compactMap { result in
      if case .success(let measured)? = result { measured } else { nil }
    }
  }

  /// What a comparison of all recordings comes to.
  static func judge(
    _ compared: [ComparedRecording], isCancelled: () -> Bool
  ) -> [(ID<Recording>, SoundQuality)] {
    let prints = compared.map { SoundFingerprint(bytes: $0.fingerprint) }
    let twins = FingerprintSearch.twins(of: prints, isCancelled: isCancelled)
    guard !isCancelled() else { return [] }
    let findings = zip(compared, twins).map { recording, twin in
      var finding = recording.finding
      finding.twin = twin
      return finding
    }
    return zip(findings.map(\.recording), QualityJudge.judge(findings)).map { ($0, $1) }
  }
}

extension MeasuredRecording {
  /// Measures the file at a path; one whose sound can't be decoded counts as truncated. Nil if it
  /// was cancelled.
  init?(_ recording: UnmeasuredRecording, at path: [UInt8], isCancelled: () -> Bool) {
    do throws(SoundFileError) {
      guard let check = try SoundCheck(path, isCancelled: isCancelled) else { return nil }
      self.init(
        recording, flaws: SoundFlaws(check), loudest: check.isOffCenter ? check.loudest : nil,
        fingerprint: check.fingerprint?.bytes ?? [])
    } catch {
      self.init(
        recording, flaws: SoundFlaws([.truncated]), loudest: nil, fingerprint: [])
    }
  }
}

extension SoundFlaws {
  /// What a check of a file found.
  public init(_ check: SoundCheck) {
    let found: [(Bool, SoundFlaw)] = [
      (check.isSilent, .silent), (check.isClipped, .clipped), (check.isTruncated, .truncated),
      (check.isOffCenter, .offCenter), (check.hasOffset, .offset),
    ]
    self.init(found.filter(\.0).map(\.1))
  }
}
