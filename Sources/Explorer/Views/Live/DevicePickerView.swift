import CellCanvas

/// The devices from which one is chosen.
struct DevicePickerView {
  let picker: DevicePicker

  func draw(on screen: inout Screen) {
    let devices = picker.devices ?? []
    let widest = devices.map { DisplayText($0.name).columns + $0.facts.count + 4 }.max() ?? 0
    let room = FloatingBox(
      title: "listen to", note: "Enter takes it, Esc leaves",
      columns: max(44, widest), rows: max(1, devices.count)
    ).draw(on: &screen)
    guard !devices.isEmpty else {
      screen.write(
        picker.devices == nil ? "Looking for devices." : "There is no microphone or other input.",
        at: CellPoint(column: room.column, row: room.row), Style(.dim), within: room)
      return
    }
    let top = max(0, min(picker.row - room.rows / 2, devices.count - room.rows))
    for (line, device) in devices.dropFirst(top).prefix(room.rows).enumerated() {
      let isChosen = top + line == picker.row
      let row = CellRect(column: room.column, row: room.row + line, columns: room.columns, rows: 1)
      let ground: ThemeSlot = isChosen ? .select : .ground
      let attributes: TextAttributes = isChosen ? .reverseInMono : []
      screen.canvas.fill(row, Style(.text, on: ground, attributes))
      let facts = device.facts + (device.isDefault ? ", default" : "")
      screen.write(
        DisplayText(device.name).cutMiddle(to: row.columns - facts.count - 3),
        at: CellPoint(column: row.column + 1, row: row.row),
        Style(isChosen ? .bright : .text, on: ground, attributes.union(isChosen ? .bold : [])), row)
      screen.write(
        facts, endingAt: row.endColumn - 1, row: row.row, Style(.dim, on: ground, attributes))
    }
  }
}
