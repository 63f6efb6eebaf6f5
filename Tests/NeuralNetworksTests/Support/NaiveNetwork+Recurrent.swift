import Foundation
import NeuralNetworks

extension NaiveNetwork {
  func recurrent(
    _ x: Batch, _ cell: RecurrentCell, _ units: Int, _ bothWays: Bool, _ name: String
  ) -> Batch {
    let ways = bothWays ? ["forward", "backward"] : ["forward"]
    let shape = Shape(time: x.shape.time, channels: units * ways.count)
    let all = x.clips.indices.map { n in
      ways.map { way in
        let frames = (0..<x.shape.time).map { t in
          (0..<x.shape.channels).map { x.value(n, t, 0, $0) }
        }
        let ordered = way == "forward" ? frames : frames.reversed()
        let states = states(of: ordered, cell, units, "\(name).\(way)")
        return way == "forward" ? states : states.reversed()
      }
    }
    return made(x, shape) { n, t, _, c in all[n][c / units][t][c % units] }
  }

  private func states(
    of frames: [Values], _ cell: RecurrentCell, _ units: Int, _ name: String
  ) -> [Values] {
    let inputs = tensors["\(name).input"] ?? []
    let recurrent = tensors["\(name).state"] ?? []
    let bias = tensors["\(name).bias"] ?? []
    let stateBias = tensors["\(name).stateBias"] ?? []
    let width = bias.count
    var hidden = Values(repeating: 0, count: units)
    var cells = hidden
    return frames.map { frame in
      let given = (0..<width).map { g in
        frame.indices.reduce(bias[g]) { $0 + frame[$1] * inputs[$1 * width + g] }
      }
      let kept = (0..<width).map { g in
        hidden.indices.reduce(stateBias.isEmpty ? 0 : stateBias[g]) {
          $0 + hidden[$1] * recurrent[$1 * width + g]
        }
      }
      hidden = (0..<units).map { u in
        switch cell {
        case .lstm:
          let gate: (Int) -> Double = { given[$0 * units + u] + kept[$0 * units + u] }
          cells[u] = sigmoid(gate(1)) * cells[u] + sigmoid(gate(0)) * tanh(gate(2))
          return sigmoid(gate(3)) * tanh(cells[u])
        case .gru:
          let reset = sigmoid(given[u] + kept[u])
          let update = sigmoid(given[units + u] + kept[units + u])
          let candidate = tanh(given[2 * units + u] + reset * kept[2 * units + u])
          return (1 - update) * candidate + update * hidden[u]
        }
      }
      return hidden
    }
  }
}
