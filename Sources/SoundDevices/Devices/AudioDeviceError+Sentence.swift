extension AudioDeviceError {
  /// What happened, why, and what to do, as three clauses without a full stop.
  public var sentence: (what: String, why: String, remedy: String) { (what, why, remedy) }

  private var what: String {
    switch self {
    case .noSystem, .noDevice(.output), .unknownDevice(.output, _, _): "Cannot play"
    case .noDevice(.input), .unknownDevice(.input, _, _): "Cannot record"
    case .busy(let direction, let name), .cannotOpen(let direction, let name, _),
      .rateNotSupported(let direction, let name, _, _):
      "Cannot \(direction == .output ? "play on" : "record from") \(name)"
    case .lost(_, let name, _): "\(name) is gone"
    case .stalled(_, let name, _): "\(name) stands still"
    case .cannotResample(let from, let to, _):
      "Cannot bring \(plain(from)) Hz to \(plain(to)) Hz"
    case .badTarget(let text): "Cannot send sound to “\(text)”"
    case .terminalOutput: "Cannot send sound to standard output"
    case .fileExists(let path), .cannotWrite(let path, _), .noReader(let path):
      "Cannot send sound to \(path)"
    case .cannotConnect(let address, _): "Cannot send sound to \(address)"
    case .readerGone(let name): "Nobody listens to \(name) any more"
    }
  }

  private var why: String {
    switch self {
    case .noSystem(let reason), .cannotOpen(_, _, let reason), .cannotResample(_, _, let reason),
      .cannotWrite(_, let reason), .cannotConnect(_, let reason), .lost(_, _, let reason):
      reason
    case .noDevice(.output): "this machine has no sound output"
    case .noDevice(.input): "this machine has no microphone or other input"
    case .unknownDevice(let direction, let name, let others):
      others.isEmpty
        ? "there is no \(direction.rawValue) called “\(name)”"
        : "there is no \(direction.rawValue) called “\(name)”, but \(others.joined(separator: ", "))"
    case .busy: "another program uses it"
    case .rateNotSupported(_, _, let asked, let offered):
      "it works at \(plain(offered)) Hz, the sound has \(plain(asked))"
    case .stalled(.output, _, let seconds): "it took no sound for \(plain(seconds)) s"
    case .stalled(.input, _, let seconds): "it gave no sound for \(plain(seconds)) s"
    case .badTarget: "it is neither pipe:FILE nor tcp:HOST:PORT nor stdout"
    case .terminalOutput: "it is the terminal"
    case .fileExists: "a file of this name exists"
    case .noReader: "no program reads from this pipe"
    case .readerGone: "the program that read it went away"
    }
  }

  private var remedy: String {
    switch self {
    case .noSystem: "check the sound system, or send the sound elsewhere: --audio-out"
    case .noDevice(.output): "all but listening works; --audio-out sends sound elsewhere"
    case .noDevice(.input): "plug one in, or read from a pipe: earmark live --stdin"
    case .unknownDevice: "earmark devices lists what is there"
    case .busy: "close that program, or choose another device"
    case .cannotOpen: "choose another device; earmark devices lists them"
    case .rateNotSupported: "choose another device, or convert the sound"
    case .lost: "plug it in again, or choose another device"
    case .stalled: "wait, or choose another device"
    case .cannotResample: "choose another speed or device"
    case .badTarget: "give e.g. tcp:localhost:4010"
    case .terminalOutput: "redirect it: earmark … | aplay -t raw -f S16_LE -r 48000 -c 2"
    case .fileExists: "choose another name, or make a pipe: mkfifo NAME"
    case .cannotWrite: "choose another place"
    case .noReader: "start the reader first: aplay -t raw -f S16_LE -r 48000 -c 2 < PIPE"
    case .readerGone: "start it again, then play"
    case .cannotConnect:
      "start the listener first: nc -l PORT | aplay -t raw -f S16_LE -r 48000 -c 2"
    }
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
