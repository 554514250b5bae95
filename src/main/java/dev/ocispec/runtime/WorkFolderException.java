package dev.ocispec.runtime;

/**
 * The folder for a call's own files (log, pid file, standard input, pipes) can't be made, written
 * or removed, see {@link OciRuntime#withWorkFolder}: it is missing, full, or not ours to write.
 */
public final class WorkFolderException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  WorkFolderException(String what, CallReport call, Exception cause) {
    super(what + ": " + cause, call, cause);
  }
}
