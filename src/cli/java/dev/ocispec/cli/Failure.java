package dev.ocispec.cli;

import dev.ocispec.report.OciException;

/** Tells what went wrong: a line for each fault, and a stack trace only when asked for. */
final class Failure {
  private Failure() {}

  /** Prints the error; gives the exit code. */
  static int report(Throwable error, boolean debug, Streams streams) {
    int code = ExitCode.of(error);
    message(error).lines().forEach(line -> streams.err().println("ocispec: " + line));
    if (code == ExitCode.DEFECT) {
      streams
          .err()
          .println(
              "ocispec: this is a defect of ocispec; please report it with what --debug shows");
    }
    if (debug) {
      error.printStackTrace(streams.err());
    }
    return code;
  }

  private static String message(Throwable error) {
    if (error instanceof OutOfMemoryError) {
      return "the input is too large for this heap of "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MiB; give Java more, for instance java -Xmx2g -jar ocispec.jar …";
    }
    return error instanceof OciException && error.getMessage() != null
        ? error.getMessage()
        : error.toString();
  }
}
