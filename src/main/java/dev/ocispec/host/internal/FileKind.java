package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What stands at a path; a symbolic link is a link, wherever it leads. */
public enum FileKind {
  FILE("a file"),
  FOLDER("a folder"),
  LINK("a symbolic link"),
  PIPE("a named pipe"),
  SOCKET("a socket"),
  DEVICE("a device");

  /** The bits of a mode that tell the kind, and their values, as in {@code stat(2)}. */
  private static final int KIND_BITS = 0xF000;

  private static final int PIPE_BITS = 0x1000;
  private static final int FOLDER_BITS = 0x4000;
  private static final int FILE_BITS = 0x8000;
  private static final int LINK_BITS = 0xA000;
  private static final int SOCKET_BITS = 0xC000;

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /**
   * The kind of what is at {@code path}.
   *
   * @throws IOException when nothing is there, or it can't be looked at
   */
  public static FileKind of(Path path) throws IOException {
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return switch (mode & KIND_BITS) {
      case FILE_BITS -> FILE;
      case FOLDER_BITS -> FOLDER;
      case LINK_BITS -> LINK;
      case PIPE_BITS -> PIPE;
      case SOCKET_BITS -> SOCKET;
      default -> DEVICE;
    };
  }

  /** Whether it has contents of its own that a copy can have as well. */
  public boolean isContent() {
    return this == FILE || this == FOLDER || this == LINK;
  }

  /** For people, with its article. */
  @Override
  public String toString() {
    return words;
  }
}
