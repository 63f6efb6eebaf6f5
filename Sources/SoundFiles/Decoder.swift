import CSndfile
import Synchronization

/// `sf_error(nil)` and `sf_strerror(nil)` read process-wide state: a failed open and the question
/// why belong together.
let opening = Mutex(())

/// A kind of number that libsndfile decodes into.
protocol DecodedSample: Numeric {
  /// Reads interleaved samples, `count` a channel; gives how many there were.
  static func read(
    _ handle: OpaquePointer, _ target: UnsafeMutablePointer<Self>, _ count: sf_count_t
  ) -> sf_count_t
}

extension Float: DecodedSample {
  static func read(
    _ handle: OpaquePointer, _ target: UnsafeMutablePointer<Float>, _ count: sf_count_t
  ) -> sf_count_t {
    sf_readf_float(handle, target, count)
  }
}

/// Holds every sample of every lossless encoding exactly: integers as fractions of full scale.
extension Double: DecodedSample {
  static func read(
    _ handle: OpaquePointer, _ target: UnsafeMutablePointer<Double>, _ count: sf_count_t
  ) -> sf_count_t {
    sf_readf_double(handle, target, count)
  }
}

/// One libsndfile handle and where it stands.
///
/// Whoever owns a decoder calls it from one thread at a time: `SoundFile` keeps it in a mutex, a
/// survey on its own stack.
final class Decoder {
  /// libsndfile's refusal to open, by its public number and its text.
  struct Refusal: Error {
    let code: CInt
    let text: String
  }

  /// The header as libsndfile understands it.
  let header: SF_INFO
  private let bytes: SoundBytes
  private var handle: OpaquePointer
  /// The sample that the next read gives.
  private var position = 0
  private var isLost = false
  private let policy: SeekPolicy

  /// Opens the bytes.
  init(_ bytes: SoundBytes) throws(Refusal) {
    self.bytes = bytes
    (handle, header) = try Self.open(bytes)
    policy = SeekPolicy(header.format)
  }

  deinit { sf_close(handle) }

  /// Channels in the file.
  var channelCount: Int { Int(header.channels) }

  /// Why the last read gave less than asked, nil when the file simply ended.
  var complaint: String? {
    sf_error(handle) == 0 ? nil : clause(String(cString: sf_strerror(handle)))
  }

  /// One of the texts that libsndfile found, by its `SF_STR` number; nil without it.
  func text(_ kind: Int) -> String? {
    sf_get_string(handle, CInt(kind)).map { String(cString: $0) }
  }

  /// Stands at a sample afterwards, by seeking or by decoding up to it; false if it can't.
  func move(to sample: Int) -> Bool {
    if !isLost {
      if sample == position { return true }
      if sample > position, sample - position <= policy.preRoll { return skip(to: sample) }
    }
    let start = max(0, sample - policy.preRoll)
    if policy.overlap > 0 {
      // Every read seeks by itself.
      position = sample
      return true
    }
    if policy.opensAnew, !reopen() { return false }
    if !isLost, header.seekable != 0, sf_seek(handle, sf_count_t(start), 0) == sf_count_t(start) {
      position = start
      return skip(to: sample)
    }
    return reopen() && skip(to: sample)
  }

  /// Begins at the first sample again, with a new handle.
  private func reopen() -> Bool {
    do {
      let fresh = try Self.open(bytes).0
      sf_close(handle)
      handle = fresh
      position = 0
      isLost = false
      return true
    } catch {
      return false
    }
  }

  /// Reads interleaved samples, at most `target.count / channelCount` a channel.
  ///
  /// - Returns: Samples read a channel; fewer than asked where the file ends or is damaged.
  func read<Sample: DecodedSample>(into target: UnsafeMutableBufferPointer<Sample>) -> Int {
    let wanted = target.count / channelCount
    guard wanted > 0, let base = target.baseAddress else { return 0 }
    let read =
      policy.overlap > 0
      ? readOverlapping(base, wanted)
      : max(0, Int(Sample.read(handle, base, sf_count_t(wanted))))
    position += read
    if read < wanted { isLost = sf_error(handle) != 0 }
    return read
  }

  private func readOverlapping<Sample: DecodedSample>(
    _ target: UnsafeMutablePointer<Sample>, _ wanted: Int
  ) -> Int {
    let lead = min(position, policy.overlap)
    let start = sf_count_t(position - lead)
    guard sf_seek(handle, start, 0) == start else { return 0 }
    var samples = [Sample](repeating: 0, count: (lead + wanted) * channelCount)
    let read = Int(Sample.read(handle, &samples, sf_count_t(lead + wanted))) - lead
    for index in 0..<max(0, read) * channelCount {
      target[index] = samples[lead * channelCount + index]
    }
    return max(0, read)
  }

  private func skip(to sample: Int) -> Bool {
    guard sample > position else { return sample == position }
    let block = max(1, min(sample - position, 16_384 / channelCount))
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: block * channelCount) { buffer in
      while position < sample {
        let wanted = min(block, sample - position) * channelCount
        if read(into: UnsafeMutableBufferPointer(rebasing: buffer[..<wanted])) == 0 { return false }
      }
      return true
    }
  }

  private static func open(_ bytes: SoundBytes) throws(Refusal) -> (OpaquePointer, SF_INFO) {
    var header = SF_INFO()
    var callbacks = SoundBytes.virtualIO()
    let user = Unmanaged.passUnretained(bytes).toOpaque()
    _ = bytes.seek(by: 0, from: 0)
    var handle: OpaquePointer?
    var refusal = Refusal(code: 0, text: "")
    opening.withLock { _ in
      handle = sf_open_virtual(&callbacks, CInt(SFM_READ), &header, user)
      if handle == nil {
        refusal = Refusal(code: sf_error(nil), text: String(cString: sf_strerror(nil)))
      }
    }
    guard let handle else { throw refusal }
    return (handle, header)
  }
}

/// libsndfile's sentence as a clause of ours: `Error : flac decoder lost sync.` becomes
/// `flac decoder lost sync`.
func clause(_ text: String) -> String {
  var rest = Substring(text)
  if rest.hasPrefix("Error : ") { rest = rest.dropFirst(8) }
  if rest.hasPrefix("Error in "), let dot = rest.firstRange(of: ". ") {
    rest = rest[dot.upperBound...]
  }
  while let last = rest.last, last == "." || last == " " || last == "\n" { rest = rest.dropLast() }
  let line = rest.map { $0.isNewline ? " " : $0 }
  return line.isEmpty ? "libsndfile gives no reason" : String(line)
}
