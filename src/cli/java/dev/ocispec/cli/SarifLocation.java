package dev.ocispec.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Files as URI references: relative to the current folder where they are in it. */
final class SarifLocation {
  private static final String UNRESERVED = "-._~!$&'()*+,;=@/";

  private SarifLocation() {}

  /** The reference for a file as it was named. */
  static String of(String file) {
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException e) {
      return encoded(file);
    }
    if (!path.isAbsolute()) {
      return encoded(separated(path.normalize()));
    }
    Path here = Path.of("").toAbsolutePath();
    Path normal = path.normalize();
    return normal.startsWith(here)
        ? encoded(separated(here.relativize(normal)))
        : "file://" + encoded(separated(normal));
  }

  private static String separated(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static String encoded(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", (int) c));
      }
    }
    return uri.toString();
  }
}
