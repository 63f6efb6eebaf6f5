import Labeling
import NeuralNetworks
import Recognition
import Testing

struct RecipeTests {
  @Test func everyRecipeCanBeMade() throws {
    for name in RecipeRegistry.names where name != FewLabelsRecipe.id {
      let recipe = try RecipeRegistry.recipe(name, sampleRate: 8_000)
      #expect(recipe.id == name && !recipe.summary.isEmpty)
      #expect(recipe.training.stepCount(examples: 1_000) > 0)
    }
    #expect(throws: RecipeError.unknown("x")) {
      try RecipeRegistry.recipe("x", sampleRate: 8_000)
    }
    #expect(throws: RecipeError.frontEnd(.sampleRate(-1))) {
      try RecipeRegistry.recipe("default", sampleRate: -1)
    }
  }

  @Test func theOriginalsDefaults() throws {
    let original = SpeechCommandsRecipe()
    let recipe = try original.recipe()
    #expect(recipe.architecture == "conv" && recipe.normalization == .none)
    #expect(recipe.training.stepCount(examples: 7) == 18_000 && recipe.training.batchSize == 100)
    let settings = recipe.training.settings(examples: 7, seed: 1)
    #expect(settings.optimizer.schedule.rate(at: 14_999) == 0.001)
    #expect(settings.optimizer.schedule.rate(at: 15_000) == 0.0001)
    #expect(settings.optimizer.kind == .gradientDescent && settings.stepCount == 18_000)
    #expect(recipe.training.optimizer == .gradientDescent)
    #expect(
      recipe.augmentation.samples.background == BackgroundMix(share: 0.8, level: .volume(0.1)))
    #expect(recipe.augmentation.samples.shiftSeconds == 0.1)
    #expect(recipe.augmentation.spectrum == SpectrumAugmentation())
    #expect(
      original.classes == .wanted(ClassRule.commands, silencePercentage: 10, unknownPercentage: 10))
    #expect(original.split == .hash(HashSplit(validationPercentage: 10, testingPercentage: 10)))
    #expect(recipe.frontEnd.sampleCount == 16_000 && recipe.frontEnd.placement == .start)
  }

  @Test func theOriginalsParametersAreChecked() {
    var original = SpeechCommandsRecipe()
    original.learningRate = "0.1"
    #expect(throws: RecipeError.listsDiffer(steps: 2, rates: 1)) { try original.recipe() }
    original.learningRate = "0.1,x"
    #expect(
      throws: RecipeError.parameter(
        name: "learning_rate", value: "x", rule: "a number above 0 and at most 1000000")
    ) { try original.recipe() }
    original.learningRate = "0.1,nan"
    #expect(throws: RecipeError.self) { try original.recipe() }
    original = SpeechCommandsRecipe()
    original.windowMilliseconds = 2_000
    #expect(throws: RecipeError.frontEnd(.noFrame(sampleCount: 16_000))) { try original.recipe() }
    original.windowMilliseconds = 0
    #expect(throws: RecipeError.self) { try original.recipe() }
    original = SpeechCommandsRecipe()
    original.featureBinCount = 41
    #expect(throws: RecipeError.self) { try original.recipe() }
  }

  @Test func theDefaultIsOneCycle() throws {
    // torch.optim.lr_scheduler.OneCycleLR(max_lr=4e-3, total_steps=10, pct_start=0.2,
    //   div_factor=10, final_div_factor=100, base_momentum=0.85, max_momentum=0.95)
    var training = RecipeTraining.oneCycle
    training.length = .steps(10)
    let optimizer = training.settings(examples: 1, seed: 0).optimizer
    let rates = (0..<10).map { Double(optimizer.schedule.rate(at: $0)) }
    #expect(abs(rates[0] - 4e-4) < 1e-9 && abs(rates[1] - 4e-3) < 1e-9)
    #expect(abs(rates[5] - 0.002002) < 1e-9 && abs(rates[9] - 4e-6) < 1e-9)
    #expect(optimizer.schedule.firstDecay(at: 0) == 0.95)
    #expect(optimizer.schedule.firstDecay(at: 1) == 0.85)
    #expect(optimizer.weightDecay == 0.01 && optimizer.gradientLimit == 5)
    let usual = RecipeTraining.oneCycle
    #expect(usual.stepCount(examples: 1_500) == 950)
    #expect(usual.stepCount(examples: 160) == 950)
    #expect(usual.stepCount(examples: 3_200) == 2_000)
  }

  @Test func kindsLearnWithTheRateThatSuitsThem() throws {
    func rates(
      _ recipe: Recipe, _ kind: any Architecture.Type, keepsRate: Bool = false
    ) throws -> RecipeTraining.Rates {
      try TrainingPlan(recipe, architecture: kind, seed: 1, keepsRate: keepsRate)
        .recipe.training.rates
    }
    let recipe = try Recipe.standard()
    #expect(
      try rates(recipe, ConvNet.self)
        == .oneCycle(peak: 5e-4, warmUp: 0.2, start: 10, end: 1_000))
    // A rate that was asked for stays, and so do the stages of the original.
    #expect(try rates(recipe, ConvNet.self, keepsRate: true) == recipe.training.rates)
    #expect(try rates(recipe, TimePooledCNN.self) == recipe.training.rates)
    let original = try SpeechCommandsRecipe().recipe()
    #expect(try rates(original, ConvNet.self) == original.training.rates)
  }

  @Test func fewLabelsMakeManyCopies() {
    let recipe = FewLabelsRecipe()
    #expect(recipe.copies(for: [5, 5, 6, 100]) == 10)
    #expect(recipe.copies(for: [150, 140, 10]) == 3)
    #expect(recipe.copies(for: []) == 0)
  }
}
