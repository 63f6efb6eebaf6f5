import CellCanvas
import Explorer
import Labeling

/// Hands effects to the lanes; it knows which lane does what, and nothing else.
public final class EffectRunner {
  private let location: LibraryLocation
  private let store: Lane<StoreService.Request>
  private let features: FeatureService
  private let thumbnails: ThumbnailService
  private let sound: SoundService
  private let segments: SegmentService
  private let measures: Lane<MeasureRequest>
  private let places: Lane<PlaceRequest>
  private let snaps: Lane<SnapRequest>
  private let live: LiveService
  private let recognition: RecognitionService
  private let training: TrainingService
  private let exports: Lane<ViewExportService.Request>
  private let ending = EndingFlag()
  private let first = FirstPicture()
  private let calm: CalmTimes
  private let watch: RecordingWatch

  /// Starts the lanes and opens the library.
  ///
  /// - Parameters:
  ///   - location: Which library and which recordings.
  ///   - labelling: Where labels come from that nobody gave yet.
  ///   - annotator: The name that labels are given under.
  ///   - isKept: Whether labels are kept; if not, nothing is written into the folder.
  ///   - sound: Where sound goes.
  ///   - live: How live sound is taken.
  ///   - models: Models that can be loaded by name.
  public init(
    location: LibraryLocation, labelling: ScanLabelling, annotator: String, isKept: Bool,
    mailbox: Mailbox, sound: SoundSetup = SoundSetup(), live: LiveSetup = LiveSetup(),
    models: ModelCatalog = ModelCatalog()
  ) {
    self.location = location
    let pyramids = PyramidShelf(cache: OverviewCache())
    let calm = CalmTimes { pyramids.isBuilding }
    self.calm = calm
    let setup = StoreService.Setup(
      location: location, labelling: labelling, annotator: annotator, isKept: isKept,
      mailbox: mailbox, ending: ending, first: first, calm: calm)
    let store = Lane<StoreService.Request>(name: "store") { lane in
      let service = StoreService(setup, lane)
      return service.handle
    }
    store.submit(.open)
    self.store = store
    let features = FeatureService(location: location, mailbox: mailbox, shelf: pyramids)
    self.features = features
    watch = RecordingWatch(
      location: location, mailbox: mailbox, drop: { features.forget($0, location) },
      check: { store.submit(.store(.check($0))) })
    thumbnails = ThumbnailService(location: location, mailbox: mailbox)
    self.sound = SoundService(sound, location: location, mailbox: mailbox)
    segments = SegmentService(location: location, mailbox: mailbox)
    measures = Lane(name: "measures") { lane in
      let service = MeasureService(location: location, mailbox: mailbox)
      return { service.measure($0, lane) }
    }
    let ending = ending
    places = Lane(name: "places") { lane in
      let service = PlaceService(location: location, mailbox: mailbox) { ending.isSet }
      return { service.find($0, lane) }
    }
    snaps = Lane(name: "snaps") { _ in
      var service = SnapService(location: location, mailbox: mailbox)
      return { service.snap($0) }
    }
    let ear = LiveEar()
    self.live = LiveService(live, location: location, mailbox: mailbox, ear: ear)
    let shelf = ModelShelf(location, catalog: models)
    recognition = RecognitionService(
      location: location, shelf: shelf, mailbox: mailbox, ear: ear, first: first, calm: calm
    ) { model, predictions in store.submit(.keep(model: model, predictions)) }
    training = TrainingService(location: location, shelf: shelf, mailbox: mailbox)
    exports = Lane(name: "exports") { _ in ViewExportService(mailbox: mailbox).handle }
  }

  /// Asks the world for something; answers come to the mailbox.
  func run(_ effect: Effect) {
    switch effect {
    case .store(let request): store.submit(.store(request))
    case .pictures(let keys): features.want(keys)
    case .thumbnails(let request): thumbnails.want(request)
    case .sound(let request): sound.submit(request)
    case .segment(let request): segments.want(request)
    case .measure(let request): measures.submit(request)
    case .seek(let request): places.submit(request)
    case .snap(let request): snaps.submit(request)
    case .live(let request): live.submit(request)
    case .model(let request):
      switch request {
      case .train, .endTraining, .pauseTraining, .unfinished, .doubt: training.submit(request)
      default: recognition.submit(request)
      }
    case .copy, .export, .pixels, .repaint, .quit: break
    }
  }

  /// The bytes for the clipboard.
  func bytes(of copied: Copied) -> [UInt8] {
    switch copied {
    case .path(let path): location.absolutePath(of: path)
    case .text(let text): Array(text.utf8)
    }
  }

  /// Writes a view to a file in the colors of a palette; the answer comes to the mailbox.
  func write(_ view: ViewExport, _ palette: Palette) { exports.submit((view, palette)) }

  /// Says that the picture wanted is on the screen, so that the scan may have the processors.
  func noteShown() {
    first.noteShown()
    calm.noteShown()
  }

  /// Looks after the files of these recordings.
  func watch(_ recordings: [RecordingPath]) { watch.want(recordings) }

  /// Says that a key came, for work that can wait a moment.
  func noteKey() { calm.noteKey() }

  /// Gives up reading and waits until everything asked of the store is done.
  public func finish() {
    ending.set()
    // What computes ends while the others are waited for.
    features.close()
    recognition.close()
    thumbnails.close()
    segments.close()
    sound.submit(.stop)
    live.finish()
    // Before the library, which keeps what was judged last.
    recognition.finish()
    training.finish()
    watch.finish()
    store.finish()
    features.finish()
    thumbnails.finish()
    segments.finish()
    measures.finish()
    places.finish()
    snaps.finish()
    exports.finish()
    // Last, because a device may hang for a moment.
    sound.finish()
  }
}
