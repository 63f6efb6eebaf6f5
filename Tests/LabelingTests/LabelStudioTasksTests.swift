import Foundation
import Labeling
import Testing

@Suite struct LabelStudioTasksTests {
  private func row(_ label: String, tier: String?, span: Range<Int>? = nil) -> LabelRow {
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("a.wav"), sampleRate: 8000, sampleCount: 8000)
    return LabelRow(
      clip: Clip(id: ID(row: 1), recording: recording),
      annotation: Annotation(
        id: UUID(), clip: ID(row: 1), span: span, label: label, tier: tier, origin: .person,
        annotator: "ann", created: Date()))
  }

  @Test func furtherLabelsAreChoicesOfTheSameControl() throws {
    let text = LabelStudioTasks().write([
      row("owl", tier: nil), row("frog", tier: "+frog"), row("bat", tier: "night"),
      row("call", tier: "+call", span: 0..<10),
    ]).text
    let tasks = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    let annotations = tasks?.first?["annotations"] as? [[String: Any]]
    let results = annotations?.first?["result"] as? [[String: Any]]
    #expect(
      results?.map { $0["from_name"] as? String } == ["choice", "choice", "night", "+call"])
    let labels = try LabelStudioTasks().read(text)
    #expect(labels.map(\.label) == ["owl", "frog", "bat", "call"])
    #expect(labels.map(\.tier) == [nil, nil, "night", "+call"])
  }
}
