import Foundation
import Workers

// A write beyond the limit of file sizes is an error to report, not an end.
signal(SIGXFSZ, SIG_IGN)
// A reader that has seen enough ends the program without a word, whoever started it.
signal(SIGPIPE, SIG_DFL)
var brokenPipe = sigset_t()
sigemptyset(&brokenPipe)
sigaddset(&brokenPipe, SIGPIPE)
sigprocmask(SIG_UNBLOCK, &brokenPipe, nil)
Interruption.watch()
ThreadMemory.growInLargeSteps()
exit(CommandRun.status(of: FlagSpelling.hyphenated(RawArguments.all)))
