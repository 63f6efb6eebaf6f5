#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The most probable path through steps of pitch, each with and without a voice.
///
/// Frames are decided as soon as they are the same on all paths that are left, so that hours fit into
/// memory, silent ones too.
///
/// - Source: librosa 0.11 `pyin` and `sequence.viterbi`: the pitch moves by a triangle, the voice
///   changes in one frame of a hundred.
package struct PitchStates: Sendable {
  /// Steps of pitch.
  private let count: Int
  /// Steps that the pitch may move by from frame to frame.
  private let reach: Int
  /// The logarithms of moving by 0…reach from each step with the voice as it is, and changing.
  private let staying, changing: [Double]
  /// The best path to each state: with a voice, then without.
  private var values: [Double]
  private var next: [Double]
  /// Where the best path to each state comes from, frame after frame.
  private var origins: [[Int16]] = []

  /// Octaves a second that the pitch moves by at most.
  private static let speed = 35.92
  private static let stepsOfSemitone = 10
  private static let changeShare = 0.01
  /// What has no probability has this one.
  private static let least = Double.leastNormalMagnitude
  private static let lowest = log(least)
  /// Frames from one look for what is decided to the next.
  private static let patience = 256

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - count: Steps of pitch, tenths of a semitone.
  ///   - frameSeconds: From frame to frame.
  package init(count: Int, frameSeconds: Double) {
    let semitones = max(1, (Self.speed * 12 * frameSeconds).rounded(.toNearestOrEven))
    let reach = min(count - 1, Int(min(semitones, 1e6)) * Self.stepsOfSemitone / 2)
    self.count = count
    self.reach = reach
    let heights = (0...reach).map { 1 - Double($0) / Double(reach + 1) }
    var (staying, changing) = ([Double](), [Double]())
    let sums = (0..<count).map { step in
      (max(0, step - reach)...min(count - 1, step + reach)).reduce(0.0) {
        $0 + heights[abs($1 - step)]
      }
    }
    for height in heights {
      for sum in sums {
        staying.append(log((1 - Self.changeShare) * height / sum + Self.least))
        changing.append(log(Self.changeShare * height / sum + Self.least))
      }
    }
    (self.staying, self.changing) = (staying, changing)
    values = Array(repeating: 0, count: 2 * count)
    next = values
  }

  /// Takes what a frame may be; gives the states of frames that are decided now, in order.
  ///
  /// - Parameter body: Receives the step; nil for no voice.
  package mutating func push(_ frame: ProbableYIN.Observation, _ body: (Int?) -> Void) {
    if origins.isEmpty {
      for step in 0..<count {
        values[step] = Self.lowest
        values[count + step] = log(1 / Double(count) + Self.least)
      }
      origins.append([])
    } else {
      advance()
    }
    let unvoiced = log((1 - frame.voiced) / Double(count) + Self.least)
    for step in 0..<count { values[count + step] += unvoiced }
    var place = 0
    for (step, probability) in frame.pitches {
      while place < step {
        values[place] += Self.lowest
        place += 1
      }
      values[step] += log(probability + Self.least)
      place += 1
    }
    for step in place..<max(place, count) { values[step] += Self.lowest }
    if origins.count.isMultiple(of: Self.patience) { decide(body) }
  }

  /// Gives the states of the frames that are left, and begins anew.
  package mutating func finish(_ body: (Int?) -> Void) {
    if !origins.isEmpty {
      let last = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
      give(path(from: last, frame: origins.count - 1), body)
    }
    origins = []
  }

  /// Goes on by a frame: the best way into each state.
  private mutating func advance() {
    let (count, reach, staying, changing) = (count, reach, staying, changing)
    let values = values
    var next = next
    let best = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    // From anywhere to anywhere, where nothing near is as good.
    let far = values[best] + Self.lowest
    var origin = [Int16](repeating: Int16(best), count: 2 * count)
    values.withUnsafeBufferPointer { values in
      next.withUnsafeMutableBufferPointer { next in
        origin.withUnsafeMutableBufferPointer { origin in
          for place in next.indices { next[place] = far }
          for source in 0..<2 {
            for target in 0..<2 {
              (source == target ? staying : changing).withUnsafeBufferPointer { table in
                for move in -reach...reach {
                  let costs = abs(move) * count
                  for step in max(0, -move)..<min(count, count - move) {
                    let from = source * count + step + move
                    let value = values[from] + table[costs + step + move]
                    if value > next[target * count + step] {
                      next[target * count + step] = value
                      origin[target * count + step] = Int16(from)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    (self.values, self.next) = (next, values)
    origins.append(origin)
  }

  /// Gives the first frames that are the same on all paths: one state, or no voice.
  private mutating func decide(_ body: (Int?) -> Void) {
    var states = Array(0..<2 * count)
    var isThere = [Bool](repeating: false, count: 2 * count)
    var frame = origins.count - 1
    var end = frame
    while frame > 0, states.count > 1 {
      var before: [Int] = []
      for state in states {
        let origin = Int(origins[frame][state])
        if !isThere[origin] { before.append(origin) }
        isThere[origin] = true
      }
      for state in before { isThere[state] = false }
      states = before
      frame -= 1
      if states.count > 1, states.contains(where: { $0 < count }) { end = frame }
    }
    let known = states.count == 1 ? path(from: states[0], frame: frame) : []
    give(known, body)
    for _ in known.count..<end { body(nil) }
    origins.removeFirst(end)
  }

  /// The states up to a frame, whose own is known.
  private func path(from state: Int, frame: Int) -> [Int] {
    var path = [state]
    for place in stride(from: frame, to: 0, by: -1) {
      path.append(Int(origins[place][path[path.count - 1]]))
    }
    return path.reversed()
  }

  private func give(_ path: [Int], _ body: (Int?) -> Void) {
    for state in path { body(state < count ? state : nil) }
  }
}
