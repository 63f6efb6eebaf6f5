extension FixedWidthInteger {
  /// Bits from the highest one that is set down to the lowest: 0 of 0, 3 of 5.
  var significantBits: Int { bitWidth - leadingZeroBitCount }
}
