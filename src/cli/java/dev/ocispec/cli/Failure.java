package dev.ocispec.cli;

import dev.ocispec.report.OciException;

/** Reports an error: one line per fault, and a stack trace only with {@code --debug}. */
final class Failure {
  private Failure() {}

  /** Prints the error and returns the exit code. */
  static int report(Throwable error, boolean debug, Streams streams) {
    int code = ExitCode.of(error);
    message(error).lines().forEach(line -> streams.err().println("ocispec: " + line));
    if (code == ExitCode.DEFECT) {
      streams.err().println("ocispec: internal error; please report it with the output of --debug");
    }
    if (debug) {
      error.printStackTrace(streams.err());
    }
    return code;
  }

  private static String message(Throwable error) {
    if (error instanceof OutOfMemoryError) {
      return "the input does not fit into the Java heap of "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MiB; raise the limit, for example: java -Xmx2g -jar ocispec.jar …";
    }
    return error instanceof OciException && error.getMessage() != null
        ? error.getMessage()
        : error.toString();
  }
}
