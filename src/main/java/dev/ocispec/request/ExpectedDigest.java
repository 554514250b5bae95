package dev.ocispec.request;

import dev.ocispec.report.internal.ForeignText;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digest that an output is promised to have.
 *
 * @param archive whether it is of the output's Nix archive (NAR), which covers folders, links and
 *     whether a file is executable; else of the bytes of a single file
 * @param algorithm how it is computed
 * @param hex its 32 bytes as 64 lower-case hexadecimal digits
 */
public record ExpectedDigest(boolean archive, Algorithm algorithm, String hex) {
  private static final String ARCHIVE = "nar:";
  private static final int BYTES = 32;

  /** How digests are written; made when there is one, which most builds have not. */
  private static final class Form {
    private static final Pattern HEX = Pattern.compile("(sha256|blake3):([0-9a-fA-F]{64})");
    private static final Pattern BASE64 = Pattern.compile("(sha256|blake3)-([A-Za-z0-9+/]{43}=)");
  }

  /** How a digest is computed; both give 32 bytes. */
  public enum Algorithm {
    /** SHA-256. */
    SHA256("sha256"),
    /** BLAKE3 with its usual length. */
    BLAKE3("blake3");

    private final String text;

    Algorithm(String text) {
      this.text = text;
    }

    /** {@return the name in digests, for instance {@code sha256}} */
    public String text() {
      return text;
    }
  }

  /**
   * Checks the digits.
   *
   * @param archive whether it is of the output's Nix archive
   * @param algorithm how it is computed
   * @param hex its bytes as 64 hexadecimal digits, in either case
   * @throws IllegalArgumentException when they are something else
   */
  public ExpectedDigest {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!Form.HEX.matcher(algorithm.text() + ":" + hex).matches()) {
      throw new IllegalArgumentException(
          "expected 64 hexadecimal digits, found \"" + ForeignText.shown(hex) + "\"");
    }
  }

  /**
   * {@return the digest that the text names; empty when it names none}
   *
   * @param text {@code sha256:} or {@code blake3:} and 64 hexadecimal digits, or {@code sha256-} or
   *     {@code blake3-} and base64 with padding, as in subresource integrity; with {@code nar:}
   *     before it when it is of the Nix archive
   */
  public static Optional<ExpectedDigest> of(String text) {
    boolean archive = text.startsWith(ARCHIVE);
    String rest = archive ? text.substring(ARCHIVE.length()) : text;
    Matcher hex = Form.HEX.matcher(rest);
    if (hex.matches()) {
      return Optional.of(new ExpectedDigest(archive, algorithm(hex.group(1)), hex.group(2)));
    }
    Matcher base64 = Form.BASE64.matcher(rest);
    if (base64.matches()) {
      byte[] bytes = Base64.getDecoder().decode(base64.group(2));
      return Optional.of(bytes)
          .filter(b -> b.length == BYTES)
          .map(b -> new ExpectedDigest(archive, algorithm(base64.group(1)), hex(b)));
    }
    return Optional.empty();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Algorithm algorithm(String name) {
    return name.equals(Algorithm.SHA256.text()) ? Algorithm.SHA256 : Algorithm.BLAKE3;
  }

  /** {@return for instance {@code sha256:…} or {@code nar:blake3:…}, with hexadecimal digits} */
  @Override
  public String toString() {
    return (archive ? ARCHIVE : "") + algorithm.text() + ":" + hex;
  }
}
