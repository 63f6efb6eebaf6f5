import Foundation

// A write beyond the limit of file sizes is an error to report, not an end.
signal(SIGXFSZ, SIG_IGN)
Interruption.watch()
exit(CommandRun.status(of: RawArguments.all))
