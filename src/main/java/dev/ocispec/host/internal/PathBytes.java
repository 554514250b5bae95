package dev.ocispec.host.internal;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Paths and their bytes. A path's text goes through the locale's encoding, which under a service
 * manager often is ASCII; its URI form does not, so that names outside ASCII stay exact.
 */
public final class PathBytes {
  private static final Path ROOT = Path.of("/");
  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  private PathBytes() {}

  /** {@code path}, whose UTF-8 bytes are the names on disk, below {@code folder} if relative. */
  public static Path resolve(Path folder, String path) {
    return folder.resolve(path(path));
  }

  /**
   * The path whose UTF-8 bytes those of {@code text} are.
   *
   * @throws IllegalArgumentException when it has NUL in it, which no path has
   */
  public static Path path(String text) {
    if (isAscii(text)) {
      return Path.of(text);
    }
    String clean = SLASHES.matcher("/" + text).replaceAll("/");
    StringBuilder uri = new StringBuilder("file://");
    for (byte b : clean.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '/';
      uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    Path absolute = Path.of(URI.create(uri.toString()));
    return text.startsWith("/") ? absolute : ROOT.relativize(absolute);
  }

  /** The bytes of a path as they are on disk. */
  public static byte[] of(Path path) {
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

  /** A path's text by its bytes, whatever the locale is; what is no UTF-8 is replaced. */
  public static String text(Path path) {
    return new String(of(path), StandardCharsets.UTF_8);
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

  /** Whether it has no character beyond ASCII, as nearly every path. */
  public static boolean isAscii(String text) {
    // A loop, since a stream for each of the many paths of a build takes longer than all else here.
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
