#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

func logarithm(_ x: Double) -> Double { log(x) }
func exponential(_ x: Double) -> Double { exp(x) }
func squareRoot(_ x: Double) -> Double { x.squareRoot() }
func halfCosine(_ x: Double) -> Double { cos(x) }
func errorIntegral(_ x: Double) -> Double { erf(x) }
func raised(_ x: Double, to power: Double) -> Double { pow(x, power) }
