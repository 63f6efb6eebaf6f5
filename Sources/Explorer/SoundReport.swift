/// What the loudspeaker tells.
public enum SoundReport: Sendable, Equatable {
  /// The first sample was handed over: which samples will be played, and their rate in hertz.
  case started(Int, span: Range<Int>, sampleRate: Double)
  /// The sample under the ear.
  case playhead(Int, sample: Int)
  /// A sound is over.
  case ended(Int)
  /// A recording can't be read.
  case unreadable(Int, Failure)
  /// A recording is another one than when it was opened, or gone.
  case recordingChanged(Int, Failure)
  /// The sound goes to what has this name.
  case device(String)
  /// Another device was chosen.
  case chosen(String)
  /// There is no sound, for the sound of this number.
  case silent(Int, Failure)
  /// The device went away.
  case lost(Failure)
  /// Something is not as wished, but all goes on.
  case trouble(Failure)
  /// How often the device found too little in time.
  case underruns(Int)
}
