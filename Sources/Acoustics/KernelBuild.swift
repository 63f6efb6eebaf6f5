import CKernels

/// One of the builds of the kernels; tests compare them, the program takes the best.
package enum KernelBuild: Sendable, CaseIterable {
  /// For any processor of the architecture.
  case baseline
  /// The fastest that this processor can run; the baseline again where there is no other.
  case best

  var kernels: UnsafePointer<ek_signal_kernels> {
    switch self {
    case .baseline: ek_signal_baseline()
    case .best: ek_signal_best()
    }
  }

  func lanes(_ precision: Precision) -> UnsafePointer<ek_lane_kernels> {
    switch precision {
    case .single: kernels.pointee.floats
    case .double: kernels.pointee.doubles
    }
  }
}
