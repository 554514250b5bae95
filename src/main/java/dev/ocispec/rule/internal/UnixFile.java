package dev.ocispec.rule.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What the kernel says of a file; a symbolic link is a link, wherever it leads.
 *
 * @param mode kind and permissions, as in {@code stat(2)}
 * @param device the number of the device that it is, if it is one
 */
public record UnixFile(int mode, long device) {
  private static final int KIND = 0xF000;
  private static final int PIPE = 0x1000;
  private static final int CHARACTER = 0x2000;
  private static final int FOLDER = 0x4000;
  private static final int BLOCK = 0x6000;
  private static final int FILE = 0x8000;
  private static final int LINK = 0xA000;
  private static final int EXECUTABLE = 0111;

  /**
   * What is at {@code path}.
   *
   * @throws IOException when nothing is there, or it can't be looked at
   */
  public static UnixFile of(Path path) throws IOException {
    Map<String, Object> facts =
        Files.readAttributes(path, "unix:mode,rdev", LinkOption.NOFOLLOW_LINKS);
    return new UnixFile(
        (int) Objects.requireNonNull(facts.get("mode")),
        (long) Objects.requireNonNull(facts.get("rdev")));
  }

  /** Whether it is a folder. */
  public boolean isFolder() {
    return (mode & KIND) == FOLDER;
  }

  /** Whether it is a symbolic link. */
  public boolean isLink() {
    return (mode & KIND) == LINK;
  }

  /** Whether owner, group or others may execute it. */
  public boolean isExecutable() {
    return (mode & EXECUTABLE) != 0;
  }

  /** The letter that the specification has for it as a device; empty when it is none. */
  public String deviceType() {
    return switch (mode & KIND) {
      case CHARACTER -> "c";
      case BLOCK -> "b";
      case PIPE -> "p";
      default -> "";
    };
  }

  /** The number of the driver, of the two halves into which it has grown. */
  public long major() {
    return device >> 8 & 0xFFF | device >> 32 & ~0xFFFL;
  }

  /** The number of the device at its driver. */
  public long minor() {
    return (device & 0xFF | device >> 12 & ~0xFFL) & 0xFFFF_FFFFL;
  }

  /** For people, with its article. */
  public String words() {
    return switch (mode & KIND) {
      case FILE -> "a regular file";
      case FOLDER -> "a directory";
      case LINK -> "a symbolic link";
      case PIPE -> "a named pipe";
      case CHARACTER -> "the character device " + major() + ":" + minor();
      case BLOCK -> "the block device " + major() + ":" + minor();
      default -> "a socket";
    };
  }
}
