import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct ErrorTests {
    private let options = CursesTerminal.Options(standardError: .unchanged, handlesSignals: false)

    private func failure(term: String) throws -> CursesTerminalError? {
      let line = try PseudoTerminal(size: CellSize(columns: 40, rows: 10), readsAlways: true)
      let modes = line.localModes
      do throws(CursesTerminalError) {
        try CursesTerminal(
          input: line.slave, output: line.slave, term: term, environment: [:], options: options
        ).close()
        return nil
      } catch {
        #expect(line.settle() == [])
        #expect(line.localModes == modes)
        return error
      }
    }

    @Test func withoutATerminal() throws {
      let ends = try #require(makePipe())
      #expect(throws: CursesTerminalError.notATerminal) {
        try CursesTerminal(
          input: ends.read, output: ends.write, term: "xterm", environment: [:], options: options)
      }
    }

    @Test func withoutADescription() throws {
      #expect(try failure(term: "") == .termNotSet)
      #expect(try failure(term: "no-such-terminal") == .termUnknown(term: "no-such-terminal"))
      #expect(try failure(term: "dumb") == .termTooSimple(term: "dumb"))
      #expect(try failure(term: "xterm-256color") == nil)
    }

    @Test func anUnusableLogIsSaid() {
      let path = "/nowhere/at/all.log"
      #expect {
        try CursesTerminal(
          input: 0, output: 1, term: "xterm", environment: [:],
          options: .init(standardError: .file(path: path)))
      } throws: { error in
        guard case .cannotOpenLog(path, _)? = error as? CursesTerminalError else { return false }
        return true
      }
    }

    @Test func sentencesSayWhatWhyAndWhatToDo() {
      let all: [CursesTerminalError] = [
        .notATerminal, .termNotSet, .termUnknown(term: "x"), .termTooSimple(term: "dumb"),
        .cannotStart(term: "x"), .cannotOpenLog(path: "/a", reason: "Is a directory"),
      ]
      for error in all {
        let (what, why, remedy) = error.sentence
        #expect(!what.isEmpty && !why.isEmpty && !remedy.isEmpty)
        #expect(what.count + why.count + remedy.count < 200)
        if case .cannotOpenLog = error { continue }
        #expect(remedy.contains("TERM=xterm-256color") || error == .notATerminal)
        #expect(remedy.contains("earmark render"))
      }
    }
  }
}
