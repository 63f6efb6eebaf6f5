import Synchronization

/// What the device's callback and the feeding thread share: the ring, requests, and what was heard.
///
/// It lies behind one pointer, so that the callback neither counts references nor checks
/// exclusivity. Atomics are shared; the plain variables belong to the callback.
struct OutputState: ~Copyable, @unchecked Sendable {
  let ring: SampleRing
  let runs = RunLog()

  /// What lies before this position is not to be played any more.
  let discardPosition = Atomic<Int>(0)
  /// The position behind the last sample, `Int.max` while that is unknown.
  let endPosition = Atomic<Int>(.max)
  let isPaused = Atomic<Bool>(false)
  /// The factor that amplitudes are to be multiplied with, as a bit pattern.
  let gain = Atomic<UInt32>(Float(1).bitPattern)

  /// How often the callback ran, how often it found too little, and how many samples were missing.
  let callCount = Atomic<Int>(0)
  /// How many samples were asked for at once, at most.
  let longestCall = Atomic<Int>(0)
  let underrunCount = Atomic<Int>(0)
  let missingCount = Atomic<Int>(0)
  /// How often the device itself reports a gap.
  let deviceGapCount = Atomic<Int>(0)

  // From here on: the callback's own.
  let channelCount: Int
  /// The latest amplitude of each channel, and the difference that is bridged after a jump.
  let latest: UnsafeMutablePointer<Float>
  let bridge: UnsafeMutablePointer<Float>
  let bridgeLength: Int
  let gainStep: Float
  var bridgeLeft = 0
  var currentGain: Float = 1
  var isSounding = false
  /// Whether sound stopped in its midst, so that going on is a jump too.
  var isInterrupted = false

  /// How long a jump is bridged and a change of volume takes, in seconds.
  static let bridgeSeconds = 0.005

  init(format: StreamFormat, capacity: Int) {
    channelCount = format.channelCount
    ring = SampleRing(minimumCapacity: capacity, channelCount: channelCount)
    latest = .allocate(capacity: channelCount)
    latest.initialize(repeating: 0, count: channelCount)
    bridge = .allocate(capacity: channelCount)
    bridge.initialize(repeating: 0, count: channelCount)
    bridgeLength = max(1, Int(format.sampleRate * Self.bridgeSeconds))
    gainStep = 1 / Float(bridgeLength)
  }

  deinit {
    latest.deallocate()
    bridge.deallocate()
  }
}
