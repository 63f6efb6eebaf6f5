#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What ALSA, where PortAudio sits on it, was told of this machine.
enum ALSAConfiguration {
  /// Whether it names one of the devices without which PortAudio 19 ends the process: it asserts
  /// that it has put some aside.
  ///
  /// They are missing when the configuration can't be read, such as that of a sound server which
  /// went away while the program ran.
  static var hasDevices: Bool {
    #if os(Linux)
      typealias Update = @convention(c) () -> CInt
      typealias Search =
        @convention(c) (OpaquePointer?, UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>)
        -> CInt
      // PortAudio brings the library along; a program that plays no sound has no need of it.
      guard let update = dlsym(nil, "snd_config_update"), let root = dlsym(nil, "snd_config"),
        let search = dlsym(nil, "snd_config_search")
      else { return true }
      _ = unsafeBitCast(update, to: Update.self)()
      guard let top = root.load(as: OpaquePointer?.self) else { return false }
      let find = unsafeBitCast(search, to: Search.self)
      return ["pcm.default", "pcm.dmix"].contains { name in
        var found: OpaquePointer?
        return find(top, name, &found) >= 0
      }
    #else
      return true
    #endif
  }
}
