package dev.ocispec.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in a JSON document (RFC 6901): the names and indexes that lead there from the whole
 * document. Immutable; pointers to the same place are equal.
 */
public final class JsonPointer {
  /** The whole document; its text is empty. */
  public static final JsonPointer ROOT = new JsonPointer("");

  private final String text;

  private JsonPointer(String text) {
    this.text = text;
  }

  /**
   * {@return the pointer that {@code text} spells, for instance {@code /mounts/0/options}; empty
   * text is {@link #ROOT}}
   *
   * @param text the pointer as text
   * @throws JsonPointerException when it doesn't begin with a slash, or has a tilde that is
   *     followed by neither 0 nor 1
   */
  public static JsonPointer parse(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    if (text.charAt(0) != '/') {
      throw JsonPointerException.withoutSlash(text);
    }
    for (int tilde = text.indexOf('~'); tilde >= 0; tilde = text.indexOf('~', tilde + 1)) {
      char next = tilde + 1 < text.length() ? text.charAt(tilde + 1) : ' ';
      if (next != '0' && next != '1') {
        throw JsonPointerException.loneTilde(text, tilde);
      }
    }
    return new JsonPointer(text);
  }

  /**
   * {@return a member's name as pointers spell it: {@code ~} as {@code ~0}, {@code /} as {@code
   * ~1}; the name itself when it has neither}
   *
   * @param name the member's name
   */
  public static String escape(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }

  /**
   * {@return the place of the member {@code name} of the object here}
   *
   * @param name the member's name
   */
  public JsonPointer append(String name) {
    return new JsonPointer(text + "/" + escape(name));
  }

  /**
   * {@return the place of an element of the list here}
   *
   * @param index its index, from 0
   * @throws IllegalArgumentException when the index is negative
   */
  public JsonPointer append(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("expected an index from 0, found " + index);
    }
    return new JsonPointer(text + "/" + index);
  }

  /** {@return names and indexes from the document's root on, as they are without escapes} */
  public List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    int start = 1;
    while (start <= text.length()) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      tokens.add(text.substring(start, end).replace("~1", "/").replace("~0", "~"));
      start = end + 1;
    }
    return List.copyOf(tokens);
  }

  /** {@return whether this is the whole document} */
  public boolean isRoot() {
    return text.isEmpty();
  }

  /** {@return the object or list that this place is directly in; empty for the whole document} */
  public Optional<JsonPointer> parent() {
    return isRoot()
        ? Optional.empty()
        : Optional.of(new JsonPointer(text.substring(0, text.lastIndexOf('/'))));
  }

  /** {@return this place, then what it is in, and so on up to the whole document} */
  public Stream<JsonPointer> upwards() {
    return Stream.iterate(
            Optional.of(this), Optional::isPresent, at -> at.flatMap(JsonPointer::parent))
        .map(Optional::get);
  }

  /**
   * {@return whether this place is {@code other} or something within it}
   *
   * @param other another place
   */
  public boolean startsWith(JsonPointer other) {
    return text.startsWith(other.text)
        && (text.length() == other.text.length() || text.charAt(other.text.length()) == '/');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonPointer that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pointer's text, with escapes. */
  @Override
  public String toString() {
    return text;
  }
}
