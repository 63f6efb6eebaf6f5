import Labeling
import NeuralNetworks

extension TrainingRun {
  /// The model of a network of this run.
  ///
  /// - Parameters:
  ///   - temperature: What makes its scores the shares that are right.
  ///   - metrics: Figures by name.
  ///   - provenance: Where it comes from, by name.
  public func model(
    of network: Network, temperature: Double = 1, split: SplitRecord?,
    metrics: [String: Double] = [:], provenance: [String: String] = [:]
  ) -> ModelFile {
    ModelFile(
      configuration: ModelConfiguration(
        labels: set.labels, frontEnd: plan.recipe.frontEnd, normalization: normalization,
        architecture: plan.architecture.id, temperature: temperature, split: split,
        metrics: metrics, provenance: provenance),
      options: options, network: network)
  }

  /// How a network does on a part of the clips.
  ///
  /// - Parameter groups: The group of each clip; empty where none is known.
  public func evaluation(
    of network: Network, on part: SplitPart, temperature: Double = 1, groups: [String?] = []
  ) throws(TrainingFailure) -> Evaluation {
    if let strings = stringJudge(part) {
      let answers = try strings.answers(of: network, by: .usual)
      return Evaluation(
        labels: set.labels, truth: answers.map(\.truth), said: answers.map(\.said),
        groups: groups.isEmpty ? [] : answers.map { $0.clip.flatMap { groups[$0] } })
    }
    let judge = judge(part)
    let opinions = try judge.opinions(of: network, temperature: temperature)
    return Evaluation(
      labels: set.labels, probabilities: opinions.map(\.probabilities), truth: judge.truth,
      groups: groups.isEmpty ? [] : judge.clips.map { clip in clip.flatMap { groups[$0] } })
  }
}
