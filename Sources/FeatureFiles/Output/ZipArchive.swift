import CZip

/// A ZIP archive, through libzip.
enum ZipArchive {
  /// Midnight of 1 January 1980, ZIP's first date: the same values give the same bytes, always.
  private static let date: UInt16 = 0x21

  /// Writes files uncompressed into an archive in place of a draft.
  static func write(_ members: [ZipMember], to draft: DraftFile) throws(FeatureFileError) {
    var code: CInt = 0
    guard let archive = zip_open(draft.name, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw failure(&error, draft)
    }
    for member in members where !add(member, to: archive) {
      let error = failure(zip_get_error(archive), draft)
      zip_discard(archive)
      throw error
    }
    guard zip_close(archive) == 0 else {
      let error = failure(zip_get_error(archive), draft)
      zip_discard(archive)
      throw members.lazy.compactMap(\.failure).first ?? error
    }
  }

  private static func add(_ member: ZipMember, to archive: OpaquePointer) -> Bool {
    let state = Unmanaged.passRetained(member)
    guard let source = zip_source_function(archive, ZipMember.callback, state.toOpaque()) else {
      state.release()
      return false
    }
    let index = zip_file_add(archive, member.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      return false
    }
    return zip_set_file_compression(archive, UInt64(index), ZIP_CM_STORE, 0) == 0
      && zip_file_set_dostime(archive, UInt64(index), 0, date, 0) == 0
  }

  private static func failure(
    _ error: UnsafeMutablePointer<zip_error_t>, _ draft: DraftFile
  ) -> FeatureFileError {
    let code = zip_error_code_system(error)
    if zip_error_system_type(error) == ZIP_ET_SYS, code != 0 {
      return FeatureFileError(code, draft.path)
    }
    return .failed(
      path: draft.path, reason: "libzip says: \(String(cString: zip_error_strerror(error)))")
  }
}
