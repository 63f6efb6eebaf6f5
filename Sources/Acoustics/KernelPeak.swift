import CKernels

/// What the processor's floating-point units can do at most, for the share of it that a plan uses.
package enum KernelPeak {
  /// Multiplies and adds in registers, in the fastest build; about 0.1 ms for 20 000 rounds.
  ///
  /// - Returns: How many operations were done; a caller takes the time.
  package static func run(rounds: Int) -> Int {
    // Near 1, so that numbers neither vanish nor grow; the sum is finite or the work was not done.
    var result: Float = 0.999
    let operations = ek_peak(Int64(rounds), &result)
    precondition(result.isFinite, "the rounds overflowed")
    return Int(operations)
  }
}
