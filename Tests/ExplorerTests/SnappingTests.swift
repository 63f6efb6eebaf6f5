import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct SnappingTests {
  private func state(_ keys: String = "g l") -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press(keys, &state)
    return state
  }

  private func request(_ effects: [Effect]) -> SnapRequest? {
    effects.compactMap { if case .snap(let request) = $0 { request } else { nil } }.last
  }

  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  @Test func oneKeyGoesThroughTheKinds() {
    var state = state("g s")
    for kind in ["zero", "onset", "silence"] {
      TestLibrary.press("Z", &state)
      #expect(state.snapping.kind?.rawValue == kind)
      TestLibrary.press("h", &state)
      #expect(text(state).contains("snap \(kind)"))
    }
    TestLibrary.press("Z", &state)
    #expect(state.snapping.kind == nil && state.notice?.what.contains("stay") == true)
    for (name, kind) in [
      ("snap-zero", SnapKind.zero), ("snap-silence", .silence), ("snap-onset", .onset),
    ] {
      TestLibrary.send(.command(name), to: &state)
      #expect(state.snapping.kind == kind)
    }
    TestLibrary.send(.command("snap-off"), to: &state)
    #expect(state.snapping.kind == nil)
  }

  @Test func aMovedEdgeSnapsInTheDirectionOfTheMovement() throws {
    var state = state()
    state.selection = Selection(span: 2000..<4000)
    #expect(request(TestLibrary.press("l", &state)) == nil)
    TestLibrary.press("Z", &state)
    var effects = TestLibrary.press("l", &state)
    var wanted = try #require(request(effects))
    #expect(wanted.edge == .offset && wanted.direction == .forwards && wanted.kind == .zero)
    #expect(wanted.sample == 4016 && state.selection?.span == 2000..<4016)
    #expect(text(state).contains("◌ moving"))
    effects = TestLibrary.send(.arrived(.snapped(wanted, .success(4020))), to: &state)
    #expect(state.selection?.span == 2000..<4020 && state.cursorSample == 4020)
    #expect(!text(state).contains("◌ moving"))
    // A short bit of it is heard there.
    #expect(
      effects.contains {
        if case .sound(.play(let order)) = $0 { order.isEdge } else { false }
      })
    wanted = try #require(request(TestLibrary.press("o H", &state)))
    #expect(wanted.edge == .onset && wanted.direction == .backwards)
    TestLibrary.send(.arrived(.snapped(wanted, .success(1200))), to: &state)
    #expect(state.selection?.span == 1200..<4020)
  }

  @Test func onlyTheNewestSearchCounts() throws {
    var state = state("g l Z")
    state.selection = Selection(span: 2000..<4000)
    let old = try #require(request(TestLibrary.press("l", &state)))
    let new = try #require(request(TestLibrary.press("l", &state)))
    TestLibrary.send(.arrived(.snapped(old, .success(5000))), to: &state)
    #expect(state.selection?.span == 2000..<4016)
    TestLibrary.send(.arrived(.snapped(new, .success(4030))), to: &state)
    #expect(state.selection?.span == 2000..<4030)
    // Nothing is near, or only beyond the other edge.
    for place in [nil, 1000] {
      let last = try #require(request(TestLibrary.press("h", &state)))
      let span = state.selection?.span
      TestLibrary.send(.arrived(.snapped(last, .success(place))), to: &state)
      #expect(state.selection?.span == span && state.notice?.kind == .refusal)
    }
    let last = try #require(request(TestLibrary.press("h", &state)))
    let failure = Failure(what: "It can't be read")
    TestLibrary.send(.arrived(.snapped(last, .failure(failure))), to: &state)
    #expect(state.notice?.what == "It can't be read")
  }

  @Test func aMadeEdgeSnapsToTheNearestPlace() throws {
    var state = state("g l Z")
    let first = try #require(request(TestLibrary.press("[", &state)))
    #expect(first.edge == .onset && first.direction == .nearest)
    TestLibrary.send(.arrived(.snapped(first, .success(first.sample + 3000))), to: &state)
    // The other edge was not put anywhere yet.
    #expect(state.selection?.span.lowerBound == first.sample + 3000)
    #expect((state.selection?.span.count ?? 0) > 0)
  }

  @Test func aRegionSnapsAsOneEdit() throws {
    var state = state()
    state.selection = Selection(span: 2000..<4000)
    TestLibrary.press("1 Z", &state)
    let wanted = try #require(request(TestLibrary.press("l", &state)))
    let later = state.now.addingTimeInterval(0.6)
    #expect(commits(update(&state, .tick(later))).isEmpty)
    TestLibrary.send(.arrived(.snapped(wanted, .success(4024))), to: &state)
    let edit = try #require(commits(update(&state, .tick(later.addingTimeInterval(0.6)))).first)
    guard case .replace(let old, let new) = edit else {
      Issue.record("\(edit) replaces nothing")
      return
    }
    #expect(old.span == 2000..<4000 && new.span == 2000..<4024)
  }

  @Test func theNearestEdgeSnapsOnce() throws {
    var state = state()
    TestLibrary.press("g z", &state)
    #expect(state.notice?.what.contains("Nothing is marked") == true)
    state.selection = Selection(span: 2000..<4000)
    state.viewport.cursor = 2100
    let wanted = try #require(request(TestLibrary.press("g z", &state)))
    #expect(wanted.edge == .onset && wanted.kind == .zero && wanted.sample == 2000)
    TestLibrary.send(.arrived(.snapped(wanted, .success(1990))), to: &state)
    #expect(state.selection?.span == 1990..<4000 && state.snapping.kind == nil)
  }
}
