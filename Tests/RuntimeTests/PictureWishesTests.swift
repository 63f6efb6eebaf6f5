import Acoustics
import Explorer
import ExplorerRuntime
import Labeling
import Testing

@Suite struct PictureWishesTests {
  private func key(_ row: Int64) -> PictureKey {
    PictureKey(
      clip: ID(row: row), path: RecordingPath("\(row).wav"), span: nil, columns: 80,
      feature: .spectrogram, channel: nil)
  }

  @Test func whatWasJustAskedForComesBeforeALongNeighbor() {
    let wishes = PictureWishes()
    wishes.replace(with: [key(1), key(2)])
    #expect(wishes.next() == key(1))
    #expect(wishes.isCurrentWanted)
    wishes.replace(with: [key(3), key(1)])
    #expect(!wishes.isCurrentWanted)
    #expect(wishes.next() == key(3))
    #expect(wishes.next() == key(1))
  }

  @Test func theMostWantedGoesOnThroughNewLists() {
    let wishes = PictureWishes()
    wishes.replace(with: [key(1), key(2)])
    #expect(wishes.next() == key(1))
    wishes.replace(with: [key(1), key(4)])
    #expect(wishes.isCurrentWanted)
    #expect(wishes.next() == key(4))
  }
}
