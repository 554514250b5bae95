package dev.ocispec.image;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A digest of one of the algorithms that the image specification registers.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex its hexadecimal digits, as many as the algorithm gives
 */
record BlobDigest(String algorithm, String hex) {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

  /** Whether a text is such a digest. */
  static boolean is(String text) {
    return FORM.matcher(text).matches();
  }

  /** The digest in {@code text}, which stands in the document {@code source}. */
  static BlobDigest of(Path source, String text) {
    if (!is(text)) {
      throw new ImageLayoutException(
          source,
          "a digest such as sha256: and 64 hexadecimal digits, or sha512: and 128",
          text.isEmpty() ? "none" : text);
    }
    int colon = text.indexOf(':');
    return new BlobDigest(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Where a layout keeps the content, from the folder of all blobs to the file. */
  List<Path> places(Path layout) {
    Path blobs = layout.resolve("blobs");
    Path folder = blobs.resolve(algorithm);
    return List.of(blobs, folder, folder.resolve(hex));
  }

  /** Refuses content that has another digest. */
  void verify(Path file, byte[] content) {
    String found = HexFormat.of().formatHex(digester().digest(content));
    if (!found.equals(hex)) {
      throw new ImageLayoutException(
          file, "content with the digest that is its name", algorithm + ":" + found);
    }
  }

  private MessageDigest digester() {
    try {
      return MessageDigest.getInstance(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256 and SHA-512", e);
    }
  }
}
