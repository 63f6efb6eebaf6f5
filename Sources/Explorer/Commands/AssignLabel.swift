import Labeling

extension Command {
  /// Giving and taking labels.
  static let assignLabel: [Command] =
    LabelSet.digits.map { digit in
      Command(
        "label-\(digit)", keys: [String(digit)], "Give the label of key \(digit)", group: .label,
        help: "label picks, mark or clip", helpKeys: "0-9",
        hint: digit == LabelSet.digits.first ? "label" : nil, modes: Mode.withLabels,
        unless: { state in
          state.library.labels.name(forDigit: digit) == nil
            ? "Key \(digit) has no label yet: e types one." : Refusal.noClip(state)
        }
      ) { state in
        state.label(state.library.labels.name(forDigit: digit))
      }
    } + [
      Command(
        "type-label", keys: ["e"], "Type a label, new or old", group: .label,
        help: "type a label, new or old", hint: "type label", modes: Mode.withLabels,
        unless: Refusal.noClip
      ) { state in
        state.prompt = Prompt(.label)
        return []
      },
      Command(
        "clear-label", keys: ["Backspace"], "Clear the label", group: .label,
        help: "clear the label", modes: [.browse, .spectrogram, .sheet],
        unless: { state in
          guard !state.hasPicks else { return nil }
          return state.current?.label == nil ? "This clip has no label." : nil
        }
      ) { $0.label(nil) },
      Command(
        "repeat-edit", keys: ["."], "Give the last label again", group: .label,
        help: "give the last label again", modes: Mode.withClips,
        unless: { state in
          state.lastLabel == nil ? "There is nothing to repeat yet." : Refusal.noClip(state)
        }
      ) { state in
        guard let last = state.lastLabel else { return [] }
        return state.label(last.label)
      },
    ]
}
