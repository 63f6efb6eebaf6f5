import CSndfile

/// How to stand at a sample so that what follows is what decoding from the start would give.
struct SeekPolicy {
  /// Samples decoded and thrown away after a seek.
  let preRoll: Int
  /// Whether a seek is right only in a newly opened decoder.
  let opensAnew: Bool
  /// Samples read again before every read, because one that begins in the last block gives nothing.
  let overlap: Int

  /// The policy for a format of libsndfile's.
  init(_ format: CInt) {
    let container = Int(format) & Int(SF_FORMAT_TYPEMASK)
    switch Int(format) & Int(SF_FORMAT_SUBMASK) {
    case Int(SF_FORMAT_VORBIS), Int(SF_FORMAT_OPUS):
      // In a decoder that has read, a seek may end at the wrong sample (libsndfile issue 885).
      (preRoll, opensAnew) = (4096, true)
    case Int(SF_FORMAT_MPEG_LAYER_I), Int(SF_FORMAT_MPEG_LAYER_II), Int(SF_FORMAT_MPEG_LAYER_III):
      // A block borrows bits from up to nine before it.
      (preRoll, opensAnew) = (9216, false)
    default:
      (preRoll, opensAnew) = (0, false)
    }
    let isBlocked = container == Int(SF_FORMAT_SDS) || container == Int(SF_FORMAT_PAF)
    overlap = isBlocked ? 64 : 0
  }
}
