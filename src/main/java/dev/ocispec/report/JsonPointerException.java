package dev.ocispec.report;

import dev.ocispec.report.internal.ForeignText;

/** A text is not a valid JSON pointer. */
public final class JsonPointerException extends OciException {
  private static final long serialVersionUID = 1L;

  /** The text that is no JSON pointer. */
  private final String pointer;

  /** Where the fault is in the text, from 0 on. */
  private final int index;

  private JsonPointerException(String pointer, int index, String expected) {
    super(
        expected
            + ", found \""
            + ForeignText.shown(pointer)
            + "\"; in the names of a JSON pointer \"~\" is written ~0 and \"/\" is written ~1");
    this.pointer = pointer;
    this.index = index;
  }

  static JsonPointerException withoutSlash(String pointer) {
    return new JsonPointerException(
        pointer, 0, "expected a JSON pointer that is empty or begins with \"/\"");
  }

  static JsonPointerException loneTilde(String pointer, int index) {
    return new JsonPointerException(
        pointer,
        index,
        "expected a JSON pointer with 0 or 1 after the \"~\" at character " + (index + 1));
  }

  /** {@return the text as it was given} */
  public String pointer() {
    return pointer;
  }

  /** {@return where it goes wrong: index of the character, from 0} */
  public int index() {
    return index;
  }
}
