package dev.ocispec.cli;

import dev.ocispec.report.OciException;

/** A command was given something that it can't take; the message says what it takes. */
final class UsageException extends OciException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
