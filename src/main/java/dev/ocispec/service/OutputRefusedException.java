package dev.ocispec.service;

import dev.ocispec.report.OciException;

/** What the build left can't be taken as its outputs, and that is the build's own fault. */
final class OutputRefusedException extends OciException {
  private static final long serialVersionUID = 1L;

  /** {@code found} is what is wrong with the output at {@code path} in the container. */
  OutputRefusedException(String path, String found) {
    super("the output " + path + " " + found);
  }
}
