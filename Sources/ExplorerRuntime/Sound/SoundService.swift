import Explorer
import Foundation

/// Plays what is asked for, on a thread of its own: whoever asks never waits for a file or a device.
package final class SoundService: Sendable {
  private let inbox = SoundInbox()
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread; nothing is opened before the first sound.
  package init(_ setup: SoundSetup, location: LibraryLocation, mailbox: Mailbox) {
    let thread = Thread { [inbox, ended] in
      SoundDesk(setup, location, inbox) { mailbox.post(.sound($0)) }.work()
      ended.signal()
    }
    thread.name = "sound"
    thread.start()
  }

  /// Asks for something.
  package func submit(_ request: SoundRequest) { inbox.put(.request(request)) }

  /// Ends the sound and the thread.
  package func finish() {
    inbox.close()
    ended.wait()
  }
}
