package dev.ocispec.json;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Something done to bytes without regard for what they mean.
 *
 * @param kind what is done
 * @param place where, as a share of the whole length from 0 to 1
 * @param length to how many bytes
 * @param value the byte that is put there
 */
public record ByteEdit(Kind kind, double place, int length, byte value) {
  /** What is done to bytes. */
  public enum Kind {
    REPLACE,
    INSERT,
    DELETE,
    CUT_OFF,
    REPEAT
  }

  /** Edits of all kinds; half of the bytes put in are ones that mean something in JSON. */
  public static Arbitrary<ByteEdit> edits() {
    Arbitrary<Byte> meaningful =
        Arbitraries.of(
            (byte) '"',
            (byte) '{',
            (byte) '}',
            (byte) '[',
            (byte) ']',
            (byte) ',',
            (byte) ':',
            (byte) '\\',
            (byte) '0',
            (byte) '-',
            (byte) 'e',
            (byte) 'n',
            (byte) ' ',
            (byte) 0xED,
            (byte) 0xEF);
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(1, 40),
            Arbitraries.oneOf(meaningful, Arbitraries.bytes()))
        .as(ByteEdit::new);
  }

  /** The bytes after all of them, one after the other. */
  public static byte[] applyAll(Iterable<ByteEdit> edits, byte[] bytes) {
    byte[] edited = bytes;
    for (ByteEdit edit : edits) {
      edited = edit.apply(edited);
    }
    return edited;
  }

  /** The bytes after it. */
  public byte[] apply(byte[] bytes) {
    int from = (int) (place * bytes.length);
    int to = Math.min(bytes.length, from + length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    switch (kind) {
      case REPLACE -> {
        out.write(value);
        out.write(bytes, Math.min(from + 1, to), bytes.length - Math.min(from + 1, to));
      }
      case INSERT -> {
        out.write(value);
        out.write(bytes, from, bytes.length - from);
      }
      case DELETE -> out.write(bytes, to, bytes.length - to);
      case REPEAT -> {
        out.write(bytes, from, to - from);
        out.write(bytes, from, bytes.length - from);
      }
      case CUT_OFF -> {
        // What came before is all that stays.
      }
    }
    return out.toByteArray();
  }
}
