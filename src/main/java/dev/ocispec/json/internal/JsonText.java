package dev.ocispec.json.internal;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.internal.TextRules;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document's bytes: checked to be UTF-8 without byte order mark, with lines and columns of its
 * offsets.
 */
public final class JsonText {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // On either side of a fault, in bytes.
  private static final int SHOWN = 40;

  private final byte[] bytes;
  private volatile @Nullable TextPlaces places;

  private JsonText(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * These bytes.
   *
   * @throws UnreadableDocumentException when they are too many or no UTF-8
   */
  public static JsonText of(byte[] bytes, JsonLimits limits) {
    JsonText text = new JsonText(bytes);
    if (bytes.length > limits.bytes()) {
      throw tooLarge(limits);
    }
    text.checkEncoding();
    return text;
  }

  /**
   * The bytes of a string.
   *
   * @throws UnreadableDocumentException when it is too long or has a lone surrogate
   */
  public static byte[] encode(String string, JsonLimits limits) {
    if (string.length() > limits.bytes()) {
      throw tooLarge(limits);
    }
    int half = TextRules.loneSurrogate(string);
    if (half >= 0) {
      JsonText before = new JsonText(string.substring(0, half).getBytes(StandardCharsets.UTF_8));
      throw before.refuse(before.bytes.length, "found a lone surrogate");
    }
    return string.getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a file; of one that is too large, one more than the limit allows. */
  public static byte[] bytesOf(Path path, JsonLimits limits) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes((int) limits.bytes() + 1);
    } catch (IOException e) {
      throw new DocumentAccessException("read", path, e);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** The finding with the line and column, in characters, of the byte at {@code offset}. */
  Finding at(Finding finding, long offset) {
    TextPlaces known = places;
    if (known == null) {
      known = new TextPlaces(bytes);
      places = known; // two threads may both do this; either's result will do
    }
    TextPlaces.Place place = known.at(offset);
    return finding.at(place.line(), place.column());
  }

  /** The line of the byte at {@code offset}, without indentation; of a long one the part there. */
  String lineAround(int offset) {
    int place = Math.min(offset, bytes.length);
    int from = place;
    while (from > 0 && bytes[from - 1] != '\n' && place - from < SHOWN) {
      from--;
    }
    int to = place;
    while (to < bytes.length && bytes[to] != '\n' && to - place < SHOWN) {
      to++;
    }
    // Not from or to the middle of a character.
    while (from < place && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    while (to < bytes.length && to > place && (bytes[to] & 0xC0) == 0x80) {
      to--;
    }
    boolean begun = from > 0 && bytes[from - 1] != '\n';
    boolean more = to < bytes.length && bytes[to] != '\n';
    String line = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    return (begun ? "…" : "") + ForeignText.oneLine(line) + (more ? "…" : "");
  }

  private static UnreadableDocumentException tooLarge(JsonLimits limits) {
    return new UnreadableDocumentException(
        List.of(
            Finding.must(
                    "json-limit", "", "expected at most " + limits.bytes() + " bytes, found more")
                .at(1, 1)));
  }

  private void checkEncoding() {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      throw refuse(0, "found a byte order mark, which JSON does not allow");
    }
    int i = 0;
    while (i < bytes.length) {
      if (isPlain(i)) {
        i += Long.BYTES;
      } else {
        int end = Math.min(bytes.length, i + Long.BYTES);
        while (i < end) {
          i += checkedLength(i);
        }
      }
    }
  }

  /**
   * How many bytes the character at {@code i} takes; throws when it is none that may stand here.
   */
  private int checkedLength(int i) {
    int b = bytes[i] & 0xFF;
    if (b < 0x80) {
      if (b < 0x20 && b != '\t' && b != '\n' && b != '\r') {
        throw refuse(
            i, String.format("found the control character 0x%02x, which must be escaped", b));
      }
      return 1;
    }
    int length = Utf8.sequenceLength(bytes, i);
    if (length == 0) {
      throw refuse(i, String.format("found the byte 0x%02x, which is not valid UTF-8 here", b));
    }
    return length;
  }

  /** Whether the next eight bytes are all ASCII that may stand here; most of any document is. */
  private boolean isPlain(int i) {
    if (i + Long.BYTES > bytes.length) {
      return false;
    }
    long eight = (long) EIGHT_BYTES.get(bytes, i);
    // Taking 0x20 borrows from the bit above only where there is a control character.
    if (((eight | eight - 0x2020202020202020L) & 0x8080808080808080L) == 0) {
      return true;
    }
    if ((eight & 0x8080808080808080L) != 0) {
      return false;
    }
    // Without bytes above 0x7F no sum below carries, so that each byte's high bit says of it alone
    // that it is 0x20 or more, a tab, a line feed or a carriage return.
    long allowed =
        eight + 0x6060606060606060L
            | 0x8080808080808080L - (eight ^ 0x0909090909090909L)
            | 0x8080808080808080L - (eight ^ 0x0A0A0A0A0A0A0A0AL)
            | 0x8080808080808080L - (eight ^ 0x0D0D0D0D0D0D0D0DL);
    return (allowed & 0x8080808080808080L) == 0x8080808080808080L;
  }

  private UnreadableDocumentException refuse(int offset, String found) {
    return new UnreadableDocumentException(
        List.of(at(Finding.must("json-encoding", "", "expected UTF-8 text, " + found), offset)));
  }
}
