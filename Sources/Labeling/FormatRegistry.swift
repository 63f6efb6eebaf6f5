/// The label formats.
public enum FormatRegistry {
  /// All formats, in the order of lists.
  public static let all: [any LabelFormat.Type] = [
    CSVTable.self, JSONLines.self, AudacityLabels.self, RavenTable.self, TextGrid.self,
    SpeechCommandsTree.self, AudioFolder.self, NeMoManifest.self, LhotseSupervisions.self,
    StreamingTruth.self, LabelStudioTasks.self, RTTM.self, CTM.self, ELANTiers.self,
    LabSegments.self, TIMITSegments.self, HTKLabels.self, CueLabels.self,
    BirdNETTable.self,
  ]

  /// The format with a name, nil if there is none.
  public static func format(_ id: String) -> (any LabelFormat.Type)? {
    all.first { $0.id == id }
  }
}
