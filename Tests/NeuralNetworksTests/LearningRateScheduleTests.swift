import NeuralNetworks
import Testing

@Suite struct LearningRateScheduleTests {
  @Test func stagesFollowEachOtherAndTheLastGoesOn() {
    let schedule = LearningRateSchedule.staged([
      .init(steps: 3, rate: 0.1), .init(steps: 2, rate: 0.01),
    ])
    #expect((0..<7).map(schedule.rate(at:)) == [0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01])
  }

  @Test func cosineEndsWhereItShould() {
    let schedule = LearningRateSchedule.cosine(from: 1, to: 0.2, steps: 101)
    #expect(schedule.rate(at: 0) == 1)
    #expect(abs(schedule.rate(at: 50) - 0.6) < 1e-6)
    #expect(abs(schedule.rate(at: 100) - 0.2) < 1e-6)
    #expect(abs(schedule.rate(at: 500) - 0.2) < 1e-6)
  }

  /// `torch.optim.lr_scheduler.OneCycleLR(max_lr=4e-3, total_steps=10, pct_start=0.2,
  /// div_factor=10, final_div_factor=100)` of AdamW with β₁ from 0.95 to 0.85.
  @Test func cycleIsPyTorchs() {
    let cycle = LearningRateSchedule.OneCycle(peak: 4e-3, steps: 10)
    let schedule = LearningRateSchedule.oneCycle(cycle)
    let rates: [Float] = [
      0.0004, 0.004, 0.003848, 0.003415, 0.002767, 0.002002, 0.001237, 0.000589, 0.000156, 0.000004,
    ]
    for (step, rate) in rates.enumerated() {
      #expect(abs(schedule.rate(at: step) - rate) < 6e-7, "step \(step)")
    }
    #expect(schedule.firstDecay(at: 0) == 0.95)
    #expect(schedule.firstDecay(at: 1) == 0.85)
    #expect(abs((schedule.firstDecay(at: 9) ?? 0) - 0.95) < 1e-6)
    #expect(LearningRateSchedule.constant(1).firstDecay(at: 3) == nil)
  }
}
