import ExplorerRuntime
import Testing

@Suite struct FilePathTests {
  @Test(arguments: [
    ("/a//b/./c/", "/a/b/c"), ("/", "/"), ("/nothere/../b", "/b"), ("/../..", "/"),
  ])
  func absolutePathsAreTidied(given: String, tidy: String) {
    #expect(FilePath.text(FilePath.absolute(Array(given.utf8))) == tidy)
  }

  @Test func relativePathsBeginAtTheCurrentFolder() {
    let current = FilePath.currentFolder()
    #expect(FilePath.absolute(Array("x".utf8)) == FilePath.join(current, Array("x".utf8)))
    #expect(FilePath.absolute(Array(".".utf8)) == current)
  }

  @Test func aLinkBeforeDotsIsFollowed() throws {
    let tree = try FolderTree()
    try tree.folder("deep/er")
    tree.link("link", to: "deep/er")
    #expect(FilePath.absolute(tree("link/..")) == tree("deep"))
  }

  @Test func partsOfPaths() {
    let path = Array("/a/b.c/D.WAV".utf8)
    #expect(FilePath.text(FilePath.parent(path)) == "/a/b.c")
    #expect(FilePath.text(FilePath.name(path)) == "D.WAV")
    #expect(FilePath.fileExtension(FilePath.name(path)) == "wav")
    #expect(FilePath.fileExtension(Array(".hidden".utf8)) == nil)
    #expect(FilePath.parent(Array("/a".utf8)) == Array("/".utf8))
  }
}
