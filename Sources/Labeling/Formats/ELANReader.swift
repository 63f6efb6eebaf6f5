/// Reads an annotation file of ELAN.
struct ELANReader {
  /// An annotation: between two slots of time, or where another one is.
  private struct Entry {
    let line: Int
    let id: String
    let tier: String
    let annotator: String?
    let slots: (String, String)?
    let parent: String?
    var text = ""
  }

  private var entries: [Entry] = []
  private var slots: [(id: String, time: Int?, line: Int)] = []
  private var path: RecordingPath?

  mutating func labels(of text: String) throws(LabelFormatError) -> [ImportedLabel] {
    try read(text)
    let times = slotTimes()
    var places: [String: Int] = [:]
    for (place, entry) in entries.enumerated() { places[entry.id] = place }
    var labels: [ImportedLabel] = []
    for entry in entries {
      let (owner, depth) = try owner(of: entry, places)
      guard let slots = owner.slots else { continue }
      guard let onset = times[slots.0], let offset = times[slots.1] else {
        let missing = times[slots.0] == nil ? slots.0 : slots.1
        throw .malformed(.unknownReference(missing), line: owner.line)
      }
      guard onset.seconds <= offset.seconds else {
        throw .unclearValue(slots.1, column: "TIME_SLOT_REF2", line: owner.line)
      }
      var label = ImportedLabel(line: entry.line, path: path, label: entry.text)
      label.seconds = onset.seconds...offset.seconds
      label.tier = entry.tier.isEmpty ? nil : entry.tier
      label.annotator = entry.annotator
      if depth > 0 { label.lost.append("that a label depends on another one") }
      if !onset.isKnown || !offset.isKnown { label.lost.append("that a time is left open") }
      labels.append(label)
    }
    return labels
  }

  private mutating func read(_ text: String) throws(LabelFormatError) {
    var reader = XMLReader(text)
    var tier: [String: String] = [:]
    var depth = 0
    var isValue = false
    while let event = try reader.next() {
      switch event {
      case .start(let name, let attributes, let line):
        guard depth > 0 || name == "ANNOTATION_DOCUMENT" else {
          throw .malformed(.notA("file of ELAN"), line: line)
        }
        depth += 1
        isValue = name == "ANNOTATION_VALUE"
        if name == "TIER" { tier = attributes }
        try take(name, attributes, tier, line)
      case .text(let text):
        if isValue, let last = entries.indices.last { entries[last].text += text }
      case .end:
        depth -= 1
        isValue = false
      }
    }
  }

  private mutating func take(
    _ name: String, _ attributes: [String: String], _ tier: [String: String], _ line: Int
  ) throws(LabelFormatError) {
    func needed(_ key: String) throws(LabelFormatError) -> String {
      guard let value = attributes[key] else { throw .missingValue(key, line: line) }
      return value
    }
    switch name {
    case "HEADER":
      if let unit = attributes["TIME_UNITS"], unit != "milliseconds" {
        throw .malformed(.unknownUnit(unit), line: line)
      }
    case "MEDIA_DESCRIPTOR":
      let url = attributes["RELATIVE_MEDIA_URL"] ?? attributes["MEDIA_URL"]
      if path == nil { path = url.flatMap(Self.recording) }
    case "TIME_SLOT":
      let id = try needed("TIME_SLOT_ID")
      var time: Int?
      if let text = attributes["TIME_VALUE"] {
        guard let value = Int(text), value >= 0 else {
          throw .unclearValue(text, column: "TIME_VALUE", line: line)
        }
        time = value
      }
      slots.append((id, time, line))
    case "ALIGNABLE_ANNOTATION", "REF_ANNOTATION":
      let isAligned = name == "ALIGNABLE_ANNOTATION"
      entries.append(
        Entry(
          line: line, id: try needed("ANNOTATION_ID"), tier: tier["TIER_ID"] ?? "",
          annotator: tier["ANNOTATOR"],
          slots: isAligned ? (try needed("TIME_SLOT_REF1"), try needed("TIME_SLOT_REF2")) : nil,
          parent: isAligned ? nil : try needed("ANNOTATION_REF")))
    default: break
    }
  }

  /// The annotation that has the times of another one, and how many steps it is away.
  private func owner(
    of entry: Entry, _ places: [String: Int]
  ) throws(LabelFormatError) -> (Entry, Int) {
    var owner = entry
    var depth = 0
    while let parent = owner.parent {
      guard let place = places[parent] else {
        throw .malformed(.unknownReference(parent), line: owner.line)
      }
      depth += 1
      // Real files have less than ten levels.
      guard depth <= XMLReader.depthLimit else {
        throw .malformed(.circle(entry.id), line: entry.line)
      }
      owner = entries[place]
    }
    return (owner, depth)
  }

  /// The seconds of the slots; those without a time lie evenly between those beside them.
  private func slotTimes() -> [String: (seconds: Double, isKnown: Bool)] {
    var times: [String: (seconds: Double, isKnown: Bool)] = [:]
    var last = 0.0
    var place = 0
    while place < slots.count {
      if let time = slots[place].time {
        last = Double(time) / 1000
        times[slots[place].id] = (last, true)
        place += 1
        continue
      }
      let end = slots[place...].firstIndex { $0.time != nil } ?? slots.count
      let next = end < slots.count ? Double(slots[end].time ?? 0) / 1000 : last
      let step = (max(last, next) - last) / Double(end - place + 1)
      for open in place..<end {
        let seconds = last + step * Double(open - place + 1)
        times[slots[open].id] = ((seconds * 1e9).rounded() / 1e9, false)
      }
      place = end
    }
    return times
  }

  /// The path of a media file; nil for one that lies elsewhere.
  private static func recording(_ url: String) -> RecordingPath? {
    var path = url[...]
    if path.hasPrefix("file://") {
      path = path.dropFirst(7)
    } else if path.contains("://") {
      return nil
    }
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    return path.isEmpty ? nil : RecordingPath(String(path))
  }
}
