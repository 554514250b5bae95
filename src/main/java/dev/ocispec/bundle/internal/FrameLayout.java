package dev.ocispec.bundle.internal;

/** Where the first process has its variables, in bytes from the beginning of its frame. */
final class FrameLayout {
  /** All signals. */
  static final int ALL = 0;

  /** The signals that were blocked at first. */
  static final int BLOCKED = 8;

  /** The limit on processes as the kernel takes it: soft and hard; 0 for none. */
  static final int LIMIT = 16;

  /** Whether there is a terminal. */
  static final int TERMINAL = 32;

  /** The two ends of the pipe through which a failure to run the command is told. */
  static final int PIPE = 40;

  /** How the command ended, as the kernel puts it. */
  static final int STATUS = 48;

  /** Stays zero, and ends what the probe says, which has no such byte. */
  static final int END_OF_PROBE = 55;

  /** The report: what happened, a number, and then what all processes used. */
  static final int REPORT = 56;

  static final int REPORT_NUMBER = REPORT + 4;
  static final int REPORT_USAGE = REPORT + 8;

  /** The size of what the kernel says about use. */
  static final int USAGE_SIZE = 144;

  /** What is known of a signal. */
  static final int SIGNAL = REPORT_USAGE + USAGE_SIZE;

  static final int SIGNAL_CODE = SIGNAL + 8;
  static final int SIGNAL_SENDER = SIGNAL + 16;

  /** What is done with a signal: nothing but zeros behind the first word. */
  static final int ACTION = SIGNAL + 128;

  /** Where the search for the command is. */
  static final int CURSOR = ACTION + 64;

  /** Why the command was not run so far. */
  static final int FAILURE = CURSOR + 8;

  /** The last byte that a path may take, the slash and the end beside. */
  static final int PATH_END = CURSOR + 16;

  /** What is waited for at the end: the socket, and that there is something to read. */
  static final int AWAITED = CURSOR + 24;

  static final int AWAITED_EVENTS = AWAITED + 4;

  /** For how long: seconds and nanoseconds. */
  static final int PATIENCE = AWAITED + 8;

  /** The signal that a child's end brings, alone in a set of signals. */
  static final int CHILD_ENDS = PATIENCE + 16;

  /** How the probe ended, as the kernel puts it. */
  static final int PROBE_STATUS = CHILD_ENDS + 8;

  /** The arguments of the probe: the shell's name, the script, and the end. */
  static final int PROBE_ARGUMENTS = PROBE_STATUS + 8;

  static final int PATH = PROBE_ARGUMENTS + 24;

  /** The longest path that the kernel takes. */
  static final int PATH_SIZE = 4096;

  /** All of it. */
  static final int SIZE = 8192;

  private FrameLayout() {}
}
