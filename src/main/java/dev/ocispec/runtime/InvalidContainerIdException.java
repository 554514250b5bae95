package dev.ocispec.runtime;

import dev.ocispec.report.internal.ForeignText;
import java.util.regex.Pattern;

/**
 * The text is not a container id that is safe with every runtime. No command was run.
 *
 * <p>An id has 1 to 76 characters: a letter or digit, then letters, digits and {@code _ . + -}.
 */
public final class InvalidContainerIdException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  /** Narrower than any one runtime's: {@code ..} makes some delete the folder above their own. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,75}");

  private InvalidContainerIdException(String what, CallReport call) {
    super(what, call);
  }

  static void check(String id, CallReport call) {
    if (!ID.matcher(id).matches()) {
      throw new InvalidContainerIdException(
          "expected a container id of 1 to 76 characters, a letter or digit and then letters,"
              + " digits and _ . + -, found \""
              + ForeignText.shown(id)
              + "\"",
          call);
    }
  }
}
