package dev.ocispec.image;

import dev.ocispec.imagespec.Descriptor;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.OciDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents among the blobs of a layout; what is read has the digest that it was asked by. */
final class ImageBlobs {
  /** Manifests and configurations are far smaller; what is larger is refused before it is read. */
  static final int LARGEST = 4 << 20;

  private static final Pattern DIGEST = Pattern.compile("(sha256|sha512):([0-9a-f]{64,128})");
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha512", "SHA-512");
  private static final Map<String, Integer> LENGTHS = Map.of("sha256", 64, "sha512", 128);

  private final Path layout;

  ImageBlobs(Path layout) {
    this.layout = layout;
  }

  /** The document that a descriptor leads to. */
  <T extends OciDocument> T read(Descriptor descriptor, Class<T> type) {
    Matcher digest = DIGEST.matcher(descriptor.digest());
    if (!digest.matches() || digest.group(2).length() != LENGTHS.get(digest.group(1))) {
      throw new ImageLayoutException(
          layout, "a digest such as sha256:… with 64 hexadecimal digits", descriptor.digest());
    }
    Path file = layout.resolve("blobs").resolve(digest.group(1)).resolve(digest.group(2));
    byte[] content = bytes(file);
    if (content.length != descriptor.size()) {
      throw new ImageLayoutException(
          file, descriptor.size() + " bytes as its descriptor says", content.length + " bytes");
    }
    String found = sum(ALGORITHMS.get(digest.group(1)), content);
    if (!found.equals(digest.group(2))) {
      throw new ImageLayoutException(
          file, "content with the digest that is its name", digest.group(1) + ":" + found);
    }
    return parse(file, content, type);
  }

  static <T extends OciDocument> T parse(Path file, byte[] content, Class<T> type) {
    try {
      return Json.read(content, type);
    } catch (UnreadableDocumentException e) {
      throw new ImageLayoutException(file, e);
    }
  }

  /** The content of a file that is no larger than documents are. */
  static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new ImageLayoutException(file, "at most " + LARGEST + " bytes", "more");
      }
      return content;
    } catch (IOException e) {
      throw new ImageLayoutException(file, e);
    }
  }

  private static String sum(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
