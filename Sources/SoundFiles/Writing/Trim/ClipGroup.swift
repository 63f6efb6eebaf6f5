/// Files that are written and wait for their names, which they get together.
///
/// To bring all of them to the disk by one call is many times faster than one call for each.
struct ClipGroup {
  /// The open folders of the files.
  var folders: [[UInt8]: OutputFolder] = [:]
  private var files: [(file: PendingFile, report: TrimReport, index: Int)] = []
  private var byteCount = 0

  private static let fileLimit = 2000
  private static let folderLimit = 64
  private static let byteLimit = 1 << 28

  /// Whether it is time to give them their names.
  var isFull: Bool {
    files.count >= Self.fileLimit || folders.count >= Self.folderLimit
      || byteCount >= Self.byteLimit
  }

  /// Adds a file that is whole.
  mutating func add(_ file: PendingFile, _ report: TrimReport, _ index: Int) {
    file.closeIfOpen()
    byteCount += file.count
    files.append((file, report, index))
  }

  /// Brings the files to the disk and gives them their names; each result goes to its index.
  func publish(_ results: inout [Result<TrimReport, SoundWritingError>]) {
    // A single file is no reason to bring everything else on the disk along.
    let isTogether = files.count > 1 && folders.values.allSatisfy { $0.synchronizeAll() }
    for (file, report, index) in files {
      do throws(SoundWritingError) {
        if !isTogether { try file.synchronize() }
        try file.publish()
        results[index] = .success(report)
      } catch {
        results[index] = .failure(error)
      }
    }
    for folder in folders.values { folder.synchronize() }
  }
}
