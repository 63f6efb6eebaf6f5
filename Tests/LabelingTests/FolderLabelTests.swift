import Labeling
import Testing

@Suite struct FolderLabelTests {
  @Test(
    arguments: [
      ("yes/a.wav", "yes"), ("deep/down/yes/a.wav", "yes"), ("a.wav", nil), ("/a.wav", nil),
      ("train/a.wav", nil), ("Test/a.wav", nil), ("validation/dog/a.wav", "dog"),
      ("audio/a.wav", nil), ("Recordings/a.wav", nil), ("_hidden/a.wav", nil),
      ("_background_noise_/hum.wav", "_background_noise_"), ("./a.wav", nil), ("../a.wav", nil),
      ("개/a.wav", "개"),
    ] as [(String, String?)])
  func theFolderThatHoldsItIsTheLabel(path: String, label: String?) {
    #expect(FolderLabel.label(of: RecordingPath(path)) == label)
  }

  @Test func theRootGivesNone() {
    let root = RecordingPath("/data/dogs")
    #expect(FolderLabel.label(of: RecordingPath("/data/dogs/a.wav"), root: root) == nil)
    #expect(FolderLabel.label(of: RecordingPath("/data/dogs/big/a.wav"), root: root) == "big")
  }

  @Test func bytesThatAreNotUTF8AreNoLabel() {
    #expect(FolderLabel.label(of: RecordingPath(bytes: [0xff, 0x2f, 0x61])) == nil)
  }
}
