package dev.ocispec.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files from folders that somebody else wrote. A symbolic link could lead anywhere, and
 * opening a pipe would wait for ever, so both are refused.
 */
final class SmallFile {
  /** Documents and lists of accounts are far smaller; what is larger is not read to its end. */
  static final int LARGEST = 4 << 20;

  private SmallFile() {}

  /** The content of a file. */
  static byte[] bytes(Path file) {
    expect(file, "a regular file", attributes(file).isRegularFile());
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new ImageLayoutException(file, "at most " + LARGEST + " bytes", "more");
      }
      return content;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Refuses what is no folder. */
  static void requireFolder(Path folder) {
    expect(folder, "a folder", attributes(folder).isDirectory());
  }

  /** Whether there is anything, a link that leads nowhere included. */
  static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void expect(Path file, String expected, boolean met) {
    if (!met) {
      throw new ImageLayoutException(file, expected, kind(attributes(file)));
    }
  }

  private static BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return "a symbolic link, which is not followed";
    }
    if (attributes.isDirectory()) {
      return "a folder";
    }
    return attributes.isRegularFile() ? "a regular file" : "a device, pipe or socket";
  }

  private static ImageLayoutException unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new ImageLayoutException(file, "a file that exists", "nothing", e);
    }
    if (e instanceof AccessDeniedException) {
      return new ImageLayoutException(file, "a file that can be read", "no permission", e);
    }
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return new ImageLayoutException(
        file, "a file that can be read", reason == null ? e.getClass().getSimpleName() : reason, e);
  }
}
