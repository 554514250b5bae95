package dev.ocispec.runtime;

/** The working directory of the container's process is no folder, or can't be entered. */
public final class WorkingDirectoryException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  WorkingDirectoryException(String what, CallReport call) {
    super(what, call);
  }
}
