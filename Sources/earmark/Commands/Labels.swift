import ArgumentParser

/// `earmark labels`: labels without the explorer.
struct Labels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "List, set, clear, rename, import, export, convert and merge labels.",
    subcommands: [
      LabelsList.self, LabelsSet.self, LabelsClear.self, LabelsImport.self, LabelsExport.self,
      LabelsConvert.self, LabelsRename.self, LabelsSchema.self, LabelsMerge.self,
    ])
}
