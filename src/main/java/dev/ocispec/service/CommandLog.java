package dev.ocispec.service;

import dev.ocispec.runtime.OutputListener;

/** What a build's command prints: told to the build's listener, and its end kept. */
final class CommandLog {
  private final BuildListener listener;
  private final LogTail tail;
  private final LogLines stdout;
  private final LogLines stderr;

  CommandLog(BuildListener listener, int kept) {
    this.listener = listener;
    tail = new LogTail(kept);
    stdout = new LogLines(listener::stdout, listener::stdoutLine, tail);
    stderr = new LogLines(listener::stderr, listener::stderrLine, tail);
  }

  OutputListener stdout() {
    return stdout;
  }

  OutputListener stderr() {
    return stderr;
  }

  /** Nothing more is to come, also from a stream that something still holds open. */
  void end() {
    stdout.end();
    stderr.end();
    listener.outputEnded();
  }

  /** The end of it, both streams line by line as they came. */
  String tail() {
    return tail.text();
  }
}
