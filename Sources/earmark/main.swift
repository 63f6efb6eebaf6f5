import Foundation

Interruption.watch()
exit(CommandRun.status(of: RawArguments.all))
