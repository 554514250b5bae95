package dev.ocispec.rule;

/** What can be at a path of a host. */
public enum HostFile {
  /** Nothing, beyond doubt. */
  NOTHING("nothing"),
  /** A directory. */
  DIRECTORY("a directory"),
  /** A regular file that nobody may execute. */
  FILE("a file that nobody may execute"),
  /** A regular file that somebody may execute. */
  PROGRAM("a program"),
  /** A socket of the UNIX domain. */
  SOCKET("a socket"),
  /** A device, a named pipe or the like. */
  OTHER("a special file");

  private final String words;

  HostFile(String words) {
    this.words = words;
  }

  /** For people, with its article. */
  @Override
  public String toString() {
    return words;
  }
}
