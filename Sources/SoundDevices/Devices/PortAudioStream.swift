import CPortAudio

/// What PortAudio calls from a thread of its own.
typealias StreamCallback =
  @convention(c) (
    UnsafeRawPointer?, UnsafeMutableRawPointer?, UInt, UnsafePointer<PaStreamCallbackTimeInfo>?,
    PaStreamCallbackFlags, UnsafeMutableRawPointer?
  ) -> Int32

/// One open stream of PortAudio, in one direction.
///
/// The pointer is used by the thread that opened the stream only, under the library's lock.
final class PortAudioStream: @unchecked Sendable {
  /// How long a device shall take nothing new at most, in seconds: what sounds at a key press waits
  /// for that.
  private static let longestPeriod = 0.02

  let device: AudioDevice
  let format: StreamFormat
  let direction: AudioDeviceError.Direction
  private let pointer: UnsafeMutableRawPointer

  /// Opens a device.
  ///
  /// - Parameters:
  ///   - name: What the user calls it; nil for the default one.
  ///   - wish: The format that would suit. Where the device refuses its rate, it is opened at its
  ///     own; it never has more channels than the device. Nil for the device's rate and at most two
  ///     channels, because some systems claim to have dozens.
  ///   - user: What the callback gets; must live as long as the stream.
  init(
    _ direction: AudioDeviceError.Direction, named name: String?, wish: StreamFormat?,
    latency: Double, callback: @escaping StreamCallback, user: UnsafeMutableRawPointer
  ) throws(AudioDeviceError) {
    let opened = try PortAudioLibrary.retain { () throws(AudioDeviceError) in
      let (number, device) = try DeviceList.find(direction, name)
      var format =
        wish ?? StreamFormat(sampleRate: max(1, device.defaultSampleRate), channelCount: 2)
      format.channelCount = min(format.channelCount, device.channelCount(direction))
      let parameters = PaStreamParameters(
        device: number, channelCount: Int32(format.channelCount), sampleFormat: em_float32,
        suggestedLatency: latency, hostApiSpecificStreamInfo: nil)
      em_set_periods(Int32(max(4, min(64, (latency / Self.longestPeriod).rounded(.up)))))
      var stream: UnsafeMutableRawPointer?
      let code = withUnsafePointer(to: parameters) { pointer in
        let (input, output) = direction == .output ? (nil, pointer) : (pointer, nil)
        if Pa_IsFormatSupported(input, output, format.sampleRate) != 0 {
          format.sampleRate = device.defaultSampleRate
        }
        return Pa_OpenStream(
          &stream, input, output, format.sampleRate, 0, 0, callback, user)
      }
      guard code == paNoError.rawValue, let stream else {
        throw Self.error(code, direction, device)
      }
      return (device, format, stream)
    }
    (device, format, pointer) = opened
    self.direction = direction
  }

  deinit {
    PortAudioLibrary.release { [pointer] in Pa_CloseStream(pointer) }
  }

  func start() throws(AudioDeviceError) {
    let code = PortAudioLibrary.quietly { Pa_StartStream(pointer) }
    guard code == paNoError.rawValue else { throw Self.error(code, direction, device) }
  }

  /// Stops at once; when it returns, the callback is not called any more.
  func stop() { _ = PortAudioLibrary.quietly { Pa_AbortStream(pointer) } }

  /// Whether the callback is called; false once the device failed.
  var isActive: Bool { Pa_IsStreamActive(pointer) == 1 }

  private static func error(
    _ code: PaError, _ direction: AudioDeviceError.Direction, _ device: AudioDevice
  ) -> AudioDeviceError {
    code == paDeviceUnavailable.rawValue
      ? .busy(direction, name: device.name)
      : .cannotOpen(direction, name: device.name, reason: PortAudioLibrary.text(code))
  }
}
