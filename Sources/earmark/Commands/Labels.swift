import ArgumentParser

/// `earmark labels`: labels without the explorer.
struct Labels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "List, set, clear and export labels.",
    subcommands: [LabelsList.self, LabelsSet.self, LabelsClear.self, LabelsExport.self])
}
