import ArgumentParser

/// The exit statuses of the contract, named as in `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  case failure = 1
  case usage = 64
  case unusableData = 65
  case inputUnreadable = 66
  case ourBug = 70
  case outputUnwritable = 73
}

/// A failure as the user sees it: what happened, where, and what to do; never a client's data.
struct Complaint: Error {
  let status: ExitStatus
  let message: String
}
