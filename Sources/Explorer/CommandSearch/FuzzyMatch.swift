/// How well typed letters fit a name, and which letters of the name they are.
struct FuzzyMatch: Equatable {
  /// Greater is better.
  let score: Int
  /// Places of the matched characters in the name, ascending.
  let places: [Int]

  private static let wordStart = 8
  private static let neighbor = 6
  private static let nameStart = 4
  private static let gap = -1

  /// Matches words, each in any place of the name; nil if one is not in it.
  ///
  /// The characters of a word come in its order but may have others between them.
  init?(_ typed: String, in name: String) {
    let words = typed.lowercased().split { $0 == " " || $0 == "-" }
    let letters = Array(name.lowercased())
    var taken: Set<Int> = []
    var sum = 0
    for word in words {
      guard let found = Self.best(Array(word), in: letters, without: taken) else { return nil }
      sum += found.score
      taken.formUnion(found.places)
    }
    score = sum
    places = taken.sorted()
  }

  /// The best way to find a word, by the best score that ends at each letter.
  private static func best(
    _ word: [Character], in letters: [Character], without taken: Set<Int>
  ) -> (score: Int, places: [Int])? {
    var ends: [Int: (score: Int, places: [Int])] = [:]
    for (index, wanted) in word.enumerated() {
      var next: [Int: (score: Int, places: [Int])] = [:]
      for place in letters.indices where letters[place] == wanted && !taken.contains(place) {
        let isStart = place == 0 || letters[place - 1] == "-" || letters[place - 1] == " "
        let bonus = (isStart ? wordStart : 0) + (place == 0 ? nameStart : 0)
        if index == 0 {
          next[place] = (bonus, [place])
          continue
        }
        let before = ends.filter { $0.key < place }.max {
          (joined($0.value.score, $0.key, place), $0.key)
            < (joined($1.value.score, $1.key, place), $1.key)
        }
        guard let before else { continue }
        next[place] = (
          joined(before.value.score, before.key, place) + bonus, before.value.places + [place]
        )
      }
      ends = next
    }
    return ends.max { ($0.value.score, -$0.key) < ($1.value.score, -$1.key) }?.value
  }

  private static func joined(_ score: Int, _ end: Int, _ place: Int) -> Int {
    score + (place == end + 1 ? neighbor : gap * (place - end - 1))
  }
}
