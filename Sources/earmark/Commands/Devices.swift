import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import SoundDevices

/// `earmark devices`: what plays and what records here.
struct Devices: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List the sound devices.",
    discussion: "--device takes a name of this list, or a part of it that no other name has.")

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let devices: [AudioDevice]
    do throws(AudioDeviceError) {
      devices = try DeviceList.current()
    } catch {
      throw Failure(error.sentence)
    }
    if output.isJSON {
      var list = JSONList(isLines: output.jsonl)
      for device in devices { try list.add(Self.json(device)) }
      try list.finish()
    } else if devices.isEmpty {
      Reporter(reports).note("there is no sound device; --audio-out sends sound elsewhere")
    } else {
      try StandardOutput.write(Self.table(devices))
    }
  }

  private static func json(_ device: AudioDevice) -> JSONValue {
    .object([
      ("id", .string(device.id)), ("name", .string(device.name)),
      ("system", .string(device.system)), ("inputs", .integer(device.inputs)),
      ("outputs", .integer(device.outputs)), ("sampleRate", .number(device.defaultSampleRate)),
      ("isDefaultInput", .bool(device.isDefaultInput)),
      ("isDefaultOutput", .bool(device.isDefaultOutput)),
    ])
  }

  private static func table(_ devices: [AudioDevice]) -> String {
    var table = TextTable()
    for device in devices {
      let uses = [
        device.outputs > 0 ? "plays \(Format.channels(device.outputs))" : nil,
        device.inputs > 0 ? "records \(Format.channels(device.inputs))" : nil,
      ].compactMap(\.self)
      let defaults = [
        device.isDefaultOutput ? "default output" : nil,
        device.isDefaultInput ? "default input" : nil,
      ].compactMap(\.self)
      table.add([
        device.name, device.system, Format.sampleRate(device.defaultSampleRate),
        uses.joined(separator: ", "), defaults.joined(separator: ", "),
      ])
    }
    return table.text
  }
}
