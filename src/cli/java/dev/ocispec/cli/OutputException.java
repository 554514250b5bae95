package dev.ocispec.cli;

import dev.ocispec.report.OciException;
import java.io.IOException;

/** A result can't be written to standard output: what was printed of it is not all. */
final class OutputException extends OciException {
  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("cannot write the result to standard output: " + cause.getMessage(), cause);
  }
}
