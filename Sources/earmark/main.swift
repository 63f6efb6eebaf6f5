import Foundation

// A write beyond the limit of file sizes is an error to report, not an end.
signal(SIGXFSZ, SIG_IGN)
// A reader that has seen enough ends the program without a word, whoever started it.
signal(SIGPIPE, SIG_DFL)
Interruption.watch()
exit(CommandRun.status(of: RawArguments.all))
