package dev.ocispec.bundle;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Paths and their bytes. A path's text goes through the locale's encoding, which under a service
 * manager often is ASCII; its URI form does not, so that names outside ASCII stay exact.
 */
final class PathBytes {
  private static final Path ROOT = Path.of("/");

  private PathBytes() {}

  /** {@code path}, whose UTF-8 bytes are the names on disk, below {@code folder} if relative. */
  static Path resolve(Path folder, String path) {
    if (isAscii(path)) {
      return folder.resolve(path);
    }
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '/';
      uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    Path absolute = Path.of(URI.create(uri.toString()));
    return path.startsWith("/") ? absolute : folder.resolve(ROOT.relativize(absolute));
  }

  /** The bytes of a path as they are on disk. */
  static byte[] of(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    byte[] absolute = decode(ROOT.resolve(path).toUri().getRawPath());
    int start = path.isAbsolute() ? 0 : 1;
    int end = absolute.length;
    if (!text.endsWith("/") && absolute[end - 1] == '/') {
      end--;
    }
    return Arrays.copyOfRange(absolute, start, end);
  }

  private static byte[] decode(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.charAt(i) == '%') {
        bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(escaped.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
