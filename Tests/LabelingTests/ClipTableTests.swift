import Labeling
import Testing

@Suite struct ClipTableTests {
  @Test func everyLineIsAClip() throws {
    let table = try ClipTable(
      "path,label,group,onset,offset\na.wav,yes,ann,,\na.wav,no,,0.5,1.25\n/b.wav,,,,\n")
    #expect(table.rows.map(\.path) == ["a.wav", "a.wav", "/b.wav"])
    #expect(table.rows.map(\.attribution.label) == ["yes", "no", nil])
    #expect(table.rows.map(\.seconds) == [nil, 0.5...1.25, nil])
    #expect(table.rows[0].attribution.group == "ann" && table.rows[2].line == 4)
  }

  @Test func columnsCanBeNamed() throws {
    let table = try ClipTable("f\tc\na.wav\tyes", columns: TableColumns("path=f,label=c"))
    #expect(table.rows.first?.attribution.label == "yes")
    #expect(throws: AttributionTableError.missingColumn("g", ["f", "c"])) {
      try ClipTable("f\tc\na.wav\tyes", columns: TableColumns("path=f,label=c,group=g"))
    }
  }

  @Test(arguments: ["0.5,", ",1", "2,1", "1,1", "-1,1", "x,1", "0,nan", "0,1e300"])
  func timesMustMakeSense(times: String) {
    #expect(throws: AttributionTableError.noTimes(line: 2)) {
      try ClipTable("path,label,onset,offset\na.wav,yes,\(times)")
    }
  }
}
