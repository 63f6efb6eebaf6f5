/// A whole number with a blank per thousand from 10 000 on, as all texts of earmark write counts.
func spaced(_ number: some BinaryInteger) -> String {
  let digits = String(number.magnitude)
  guard digits.count > 4 else { return String(number) }
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(" ") }
    text.append(digit)
  }
  return text
}
