/// Which files are sound by their names.
enum SoundNames {
  /// Extensions in lower case: what libsndfile reads by its header, and kinds of sound that it does
  /// not decode, which are listed with the reason instead of being passed over in silence.
  static let extensions: Set<String> = decoded.union(undecoded)

  private static let decoded: Set<String> = [
    "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "au", "snd", "flac", "ogg", "oga",
    "opus", "mp3", "mp2", "mp1", "mpga", "caf", "voc", "nist", "sph", "sf", "ircam", "avr", "paf",
    "pvf", "xi", "sds", "sd2", "svx", "8svx", "iff", "htk", "mat", "wve", "mpc",
  ]

  private static let undecoded: Set<String> = [
    "m4a", "m4b", "aac", "wma", "wv", "tta", "ape", "ac3", "spx", "mka", "amr",
  ]
}
