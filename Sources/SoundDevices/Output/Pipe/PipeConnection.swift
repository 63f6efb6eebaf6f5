import CPortAudio

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open pipe, file or socket that samples are written to.
final class PipeConnection: Sendable {
  /// What became of bytes that were to be written.
  enum Outcome: Equatable {
    case written
    /// It took nothing within the time; so many bytes are written.
    case waits(Int)
    case readerGone
    case failed(reason: String)
  }

  /// What a pipe takes without blocking when it says that it takes anything; POSIX's lower limit is
  /// 512, Linux has 4096.
  private static let atOnce = 512
  private static let connectMilliseconds: Int32 = 3000

  private let descriptor: Int32

  /// Opens a target.
  ///
  /// - Throws: Why that can't be done: a file that exists, a pipe without a reader, and so on.
  init(_ target: PipeTarget) throws(AudioDeviceError) {
    switch target {
    case .file(let path): descriptor = try Self.open(path)
    case .tcp(let host, let port): descriptor = try Self.connect(target.name, host, port)
    case .standardOutput:
      guard isatty(STDOUT_FILENO) == 0 else { throw .terminalOutput }
      descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else {
        throw .cannotWrite(path: target.name, reason: Self.text(errno))
      }
    }
  }

  deinit { close(descriptor) }

  /// Writes bytes as far as they are taken.
  ///
  /// The calling thread must have blocked `SIGPIPE`.
  func write(_ bytes: ArraySlice<UInt8>, milliseconds: Int32) -> Outcome {
    var place = bytes.startIndex
    while place < bytes.endIndex {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      let ready = poll(&waiting, 1, milliseconds)
      if ready == 0 { return .waits(place - bytes.startIndex) }
      let part = bytes[place..<min(place + Self.atOnce, bytes.endIndex)]
      let count = part.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        place += count
      } else if errno != EINTR && errno != EAGAIN {
        let isReader = errno == EPIPE || errno == ECONNRESET
        return isReader ? .readerGone : .failed(reason: Self.text(errno))
      }
    }
    return .written
  }

  /// Whether the reader left, as far as that shows without writing.
  var lacksReader: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 0) > 0 else { return false }
    if waiting.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { return true }
    // Of a socket that was closed at the other end nothing can be read; other things are no sockets.
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
  }

  private static func open(_ path: String) throws(AudioDeviceError) -> Int32 {
    var facts = stat()
    var flags = O_WRONLY | O_CLOEXEC | O_NONBLOCK
    if stat(path, &facts) == 0 {
      let kind = facts.st_mode & S_IFMT
      guard kind == S_IFIFO || kind == S_IFCHR else { throw .fileExists(path: path) }
    } else {
      flags |= O_CREAT | O_EXCL
    }
    let descriptor = systemOpen(path, flags, 0o644)
    guard descriptor < 0 else { return descriptor }
    if errno == ENXIO { throw .noReader(path: path) }
    if errno == EEXIST { throw .fileExists(path: path) }
    throw .cannotWrite(path: path, reason: text(errno))
  }

  private static func connect(
    _ name: String, _ host: String, _ port: Int
  ) throws(AudioDeviceError) -> Int32 {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0 else {
      throw .cannotConnect(address: name, reason: String(cString: gai_strerror(code)))
    }
    defer { freeaddrinfo(found) }
    var reason = "it has no address"
    var address = found
    while let candidate = address?.pointee {
      let descriptor = socket(candidate.ai_family, candidate.ai_socktype, candidate.ai_protocol)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let failure = attempt(descriptor, candidate)
        guard failure != 0 else { return descriptor }
        reason = text(failure)
        close(descriptor)
      }
      address = candidate.ai_next
    }
    throw .cannotConnect(address: name, reason: reason)
  }

  /// Connects within the time; gives the error number, 0 for none.
  private static func attempt(_ descriptor: Int32, _ address: addrinfo) -> Int32 {
    if systemConnect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return 0 }
    guard errno == EINPROGRESS else { return errno }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&waiting, 1, connectMilliseconds) > 0 else { return ETIMEDOUT }
    var failure: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 else { return errno }
    var isOn: Int32 = 1
    // Samples that wait for more of them would be late.
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    return failure
  }

  private static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}

// Methods of the same names hide the system's functions.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}

private func systemConnect(
  _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>, _ length: socklen_t
) -> Int32 {
  connect(descriptor, address, length)
}
