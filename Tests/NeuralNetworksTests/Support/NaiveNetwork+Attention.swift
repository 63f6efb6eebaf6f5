import Foundation
import NeuralNetworks

extension NaiveNetwork {
  func layerNormalization(_ x: Batch, _ name: String) -> Batch {
    let scale = tensors["\(name).scale"] ?? []
    let shift = tensors["\(name).shift"] ?? []
    let channels = x.shape.channels
    return made(x, x.shape) { n, t, f, c in
      let all = (0..<channels).map { x.value(n, t, f, $0) }
      let mean = all.reduce(0, +) / Double(channels)
      let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(channels)
      return (all[c] - mean) / (variance + 1e-6).squareRoot() * scale[c] + shift[c]
    }
  }

  func positions(_ x: Batch, hasToken: Bool, _ name: String) -> Batch {
    let added = tensors["\(name).weight"] ?? []
    let token = tensors["\(name).token"] ?? []
    let first = hasToken ? 1 : 0
    let channels = x.shape.channels
    return made(x, Shape(time: x.shape.time + first, channels: channels)) { n, t, _, c in
      added[t * channels + c] + (t < first ? token[c] : x.value(n, t - first, 0, c))
    }
  }

  private func softmax(_ values: Values) -> Values {
    let peak = values.max() ?? 0
    let powers = values.map { exp($0 - peak) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  func attention(_ x: Batch, _ heads: Int) -> Batch {
    let channels = x.shape.channels / 3
    let width = channels / heads
    let steps = 0..<x.shape.time
    let weights = x.clips.indices.map { n in
      (0..<heads).map { head in
        steps.map { t in
          softmax(
            steps.map { other in
              (head * width..<(head + 1) * width).reduce(0) {
                $0 + x.value(n, t, 0, $1) * x.value(n, other, 0, channels + $1)
              } / Double(width).squareRoot()
            })
        }
      }
    }
    return made(x, Shape(time: x.shape.time, channels: channels)) { n, t, _, c in
      steps.reduce(0) {
        $0 + weights[n][c / width][t][$1] * x.value(n, $1, 0, 2 * channels + c)
      }
    }
  }

  func attentionPool(_ x: Batch, _ heads: Int, _ name: String) -> Batch {
    let channels = x.shape.channels
    let steps = 0..<x.shape.time
    let middle = made(x, Shape(time: 1, channels: channels)) { n, _, _, c in
      x.value(n, x.shape.time / 2, 0, c)
    }
    let queries = dense(middle, heads * channels, "\(name).query")
    let weights = x.clips.indices.map { n in
      (0..<heads).map { head in
        softmax(
          steps.map { t in
            (0..<channels).reduce(0) {
              $0 + queries.value(n, 0, 0, head * channels + $1) * x.value(n, t, 0, $1)
            }
          })
      }
    }
    return made(x, Shape(time: 1, channels: heads * channels)) { n, _, _, c in
      steps.reduce(0) {
        $0 + weights[n][c / channels][$1] * x.value(n, $1, 0, c % channels)
      }
    }
  }
}
