package dev.ocispec.runtime;

/** What a checkpoint or its restoring may meet, and CRIU refuses unless it is allowed. */
public enum CriuOption {
  /** Open TCP connections, which must still be open on the other side when it is restored. */
  TCP_ESTABLISHED("--tcp-established"),
  /** Unix sockets whose other end is outside of the container. */
  EXTERNAL_UNIX_SOCKETS("--ext-unix-sk"),
  /** A process on a terminal that is not the container's own. */
  SHELL_JOB("--shell-job"),
  /** Locks on files, which nobody else may take before it is restored. */
  FILE_LOCKS("--file-locks");

  private final String flag;

  CriuOption(String flag) {
    this.flag = flag;
  }

  String flag() {
    return flag;
  }
}
