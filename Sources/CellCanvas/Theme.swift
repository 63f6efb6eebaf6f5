/// The colours of the interface: what each role looks like in every colour mode.
public struct Theme: Sendable, Hashable {
  /// How many label colours there are; more classes repeat them.
  public static let labelColorCount = 10

  /// The name in settings, such as `midnight`.
  public let name: String
  /// The colour of every role.
  public var slots: [ThemeSlot: RGB]
  /// The number of every role where there are 16 colours; nil is the terminal's own colour.
  public var slots16: [ThemeSlot: Int?]
  /// The colours of labels, `[labelColorCount]`: those of the keys 1 to 9, then 0.
  public var labels: [RGB]
  /// The numbers of labels where there are 16 colours, `[labelColorCount]`.
  public var labels16: [Int]
  /// How much of a label's colour a label at rest keeps, `0...1`.
  public var restingMix: Double
  /// The colour map of spectrograms; its lowest level is the ground.
  public var colorMap: ColorMap
  /// The colour map of values around zero (MFCC and deltas); its middle is the ground.
  public var diverging: ColorMap

  /// Makes a theme.
  /// - Precondition: Every slot has a colour and a number, and there are `labelColorCount` labels.
  public init(
    name: String, slots: [ThemeSlot: RGB], slots16: [ThemeSlot: Int?], labels: [RGB],
    labels16: [Int], restingMix: Double, colorMap: ColorMap, diverging: ColorMap
  ) {
    precondition(
      ThemeSlot.allCases.allSatisfy { slots[$0] != nil && slots16[$0] != nil },
      "a theme needs every slot")
    precondition(
      labels.count == Self.labelColorCount && labels16.count == Self.labelColorCount,
      "a theme needs \(Self.labelColorCount) label colours")
    self.name = name
    self.slots = slots
    self.slots16 = slots16
    self.labels = labels
    self.labels16 = labels16
    self.restingMix = restingMix
    self.colorMap = colorMap
    self.diverging = diverging
  }

  /// Whether text is brighter than the ground.
  public var isDark: Bool { color(.ground).luminance < color(.text).luminance }

  /// The colour of a role.
  public func color(_ slot: ThemeSlot) -> RGB {
    slots[slot, default: RGB(0)]
  }

  /// The number of a role where there are 16 colours; nil is the terminal's own colour.
  public func number16(_ slot: ThemeSlot) -> Int? {
    slots16[slot] ?? nil
  }
}
