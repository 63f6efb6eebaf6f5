import Explorer
import Labeling

/// Hands effects to the lanes; it knows which lane does what, and nothing else.
public final class EffectRunner {
  private let store: Lane<StoreService.Request>
  private let features: FeatureService
  private let ending = EndingFlag()
  private let first = FirstPicture()

  /// Starts the lanes and opens the library.
  ///
  /// - Parameters:
  ///   - location: Which library and which recordings.
  ///   - labelling: Where labels come from that nobody gave yet.
  ///   - annotator: The name that labels are given under.
  ///   - isKept: Whether labels are kept; if not, nothing is written into the folder.
  public init(
    location: LibraryLocation, labelling: ScanLabelling, annotator: String, isKept: Bool,
    mailbox: Mailbox
  ) {
    let setup = StoreService.Setup(
      location: location, labelling: labelling, annotator: annotator, isKept: isKept,
      mailbox: mailbox, ending: ending, first: first)
    let store = Lane<StoreService.Request>(name: "store") { lane in
      let service = StoreService(setup, lane)
      return service.handle
    }
    store.submit(.open)
    self.store = store
    features = FeatureService(
      location: location, mailbox: mailbox, shelf: PyramidShelf(cache: OverviewCache()))
  }

  /// Asks the world for something; answers come to the mailbox.
  func run(_ effect: Effect) {
    switch effect {
    case .store(let request): store.submit(.store(request))
    case .pictures(let keys): features.want(keys)
    case .repaint, .quit: break
    }
  }

  /// Says that the picture wanted is on the screen, so that the scan may have the processors.
  func noteShown() { first.noteShown() }

  /// Gives up reading and waits until everything asked of the store is done.
  public func finish() {
    ending.set()
    store.finish()
    features.finish()
  }
}
