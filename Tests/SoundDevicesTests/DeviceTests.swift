import Foundation
import SoundDevices
import Testing

@Suite struct DeviceTests {
  @Test func listingDevicesPrintsNothing() throws {
    let result = try OwnProcess.run("DevicesListed", environment: ["EARMARK_TEST_PURPOSE": "list"])
    #expect(result.status == 0, "\(result.text)")
    #expect(result.notes.count == 1)
    let words = ["jack", "ALSA", "Expression", "pulse"]
    let printed = result.text.split(separator: "\n").filter { line in
      !line.hasPrefix("note: ") && words.contains { line.contains($0) }
    }
    #expect(printed.isEmpty)
  }

  @Test func everyErrorHasASentence() {
    let errors: [AudioDeviceError] = [
      .noSystem(reason: "no host"), .noDevice(.output), .noDevice(.input),
      .unknownDevice(.output, name: "x", others: []),
      .unknownDevice(.input, name: "x", others: ["microphone", "line"]),
      .busy(.output, name: "hw"), .busy(.input, name: "hw"),
      .cannotOpen(.output, name: "hw", reason: "Invalid sample rate"),
      .rateNotSupported(.output, name: "hw", asked: 44_100, offered: 48_000),
      .lost(.output, name: "hw", reason: "it was unplugged"),
      .stalled(.output, name: "hw", seconds: 2), .stalled(.input, name: "hw", seconds: 2.5),
      .cannotResample(from: 1, to: 2.5, reason: "no"), .badTarget("x"), .terminalOutput,
      .fileExists(path: "/tmp/x"), .cannotWrite(path: "/x", reason: "no"), .noReader(path: "/x"),
      .readerGone(name: "/x"),
      .cannotConnect(address: "host:1", reason: "refused"),
    ]
    for error in errors {
      let (what, why, remedy) = error.sentence
      for clause in [what, why, remedy] {
        #expect(!clause.isEmpty && clause.count < 120 && !clause.hasSuffix("."), "\(clause)")
      }
    }
    #expect(
      AudioDeviceError.rateNotSupported(.output, name: "hw", asked: 44_100, offered: 48_000)
        .sentence.why == "it works at 48000 Hz, the sound has 44100")
  }

  @Test func aDeviceThatIsNotThereIsNamed() {
    do throws(AudioDeviceError) {
      _ = try DeviceList.device(.output, named: "no such device anywhere")
      Issue.record("there is a device of an impossible name")
    } catch {
      switch error {
      case .unknownDevice(.output, "no such device anywhere", _), .noDevice(.output),
        .noSystem:
        break
      default: Issue.record("\(error)")
      }
    }
  }
}

@Suite(.enabled(if: OwnProcess.isFor("list"))) struct DevicesListed {
  @Test func inAProcessOfItsOwn() throws {
    let devices = try DeviceList.current()
    #expect(Set(devices.map(\.id)).count == devices.count)
    for device in devices { #expect(device.inputs >= 0 && device.outputs >= 0) }
    OwnProcess.note("\(devices.count) devices")
    FileHandle.standardError.write(Data("still here\n".utf8))
  }
}
