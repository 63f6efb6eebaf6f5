import ArgumentParser

/// `earmark labels`: labels without the explorer.
struct Labels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "List, set, clear, import, export and convert labels.",
    subcommands: [
      LabelsList.self, LabelsSet.self, LabelsClear.self, LabelsImport.self, LabelsExport.self,
      LabelsConvert.self,
    ])
}
