import Labeling
import Testing

@Suite struct RowPlacesTests {
  @Test func rowsAreFoundWhereverTheyLie() {
    let rows: [Int64] = [3, 0, 900, 1 << 41, 17, -4, .max]
    var places = RowPlaces(count: rows.count, lastRow: 900)
    for (place, row) in rows.enumerated() { places[row] = place }
    #expect(rows.map { places[$0] } == Array(0..<rows.count))
    #expect([1, 899, 901, 1 << 42, -1, .min].allSatisfy { places[$0] == nil })
    for row in rows { places[row] = nil }
    #expect(rows.allSatisfy { places[$0] == nil })
  }

  @Test(arguments: [Int64.min, -1, 0, 1_000_000, .max])
  func aHighestRowTakesNoMoreThanTheListMay(lastRow: Int64) {
    var places = RowPlaces(count: 1, lastRow: lastRow)
    places[lastRow] = 5
    #expect(places[lastRow] == 5 && places[5] == nil)
  }

  @Test func clipsOfEditsLieBesideThoseOfTheStore() {
    let rows: [Int64] = [1, 2, NewClip.rows.lowerBound + 7, 3]
    let recording = Recording(id: ID(row: 1), path: RecordingPath("a.wav"))
    let clips = rows.map { Clip(id: ID(row: $0), recording: recording) }
    var library = Library(clips: clips)
    #expect(clips.map { library.place(of: $0.id) } == [0, 1, 2, 3])
    let new = NewClip(
      clip: ID(row: NewClip.rows.upperBound - 1), id: RandomUUID.next(), recording: ID(row: 1),
      span: 0..<5)
    library.apply(.addClip(new))
    #expect(library[new.clip]?.span == 0..<5)
    library.apply(.removeClip(new))
    #expect(library.place(of: new.clip) == nil && library == Library(clips: library.clips))
  }
}
