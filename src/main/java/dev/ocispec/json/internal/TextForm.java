package dev.ocispec.json.internal;

import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.internal.LoneSurrogates;
import dev.ocispec.spec.internal.Walkable;
import java.util.function.Function;

/** How a document can look as text. */
public enum TextForm {
  /** Members in the schema's order, no white space. */
  COMPACT(CompactBytes::new, "0123456789ABCDEF"),

  /** The same, indented, with a final line feed. */
  PRETTY(PrettyBytes::new, "0123456789ABCDEF"),

  /** Equal documents have equal bytes. */
  CANONICAL(CanonicalBytes::new, "0123456789abcdef");

  /**
   * Takes what was written.
   *
   * @param <T> what is made of it
   */
  @FunctionalInterface
  public interface Use<T> {
    /**
     * Makes something of the first {@code length} of {@code bytes}, which others use afterwards.
     */
    T of(byte[] bytes, int length);
  }

  private final Function<Utf8Buffer, CompactBytes> visitor;
  private final String hexadecimal;

  TextForm(Function<Utf8Buffer, CompactBytes> visitor, String hexadecimal) {
    this.visitor = visitor;
    this.hexadecimal = hexadecimal;
  }

  /**
   * Writes {@code document} as UTF-8 and gives what {@code use} makes of it.
   *
   * @throws InvalidDocumentException when it has text that UTF-8 can't express
   */
  public <T> T write(Walkable document, Use<T> use) {
    Utf8Buffer out = new Utf8Buffer(KeptBuffers.take(), hexadecimal);
    try {
      CompactBytes bytes = visitor.apply(out);
      document.accept(bytes);
      bytes.finish();
      if (out.isBroken()) {
        throw LoneSurrogates.in(document::accept);
      }
      return use.of(out.bytes(), out.length());
    } finally {
      KeptBuffers.giveBack(out.bytes());
    }
  }
}
