package dev.ocispec.cdi;

import dev.ocispec.report.internal.ForeignText;

/** A text is not the name of a device. */
public final class CdiNameException extends CdiException {
  private static final long serialVersionUID = 1;

  /** The text as it was given. */
  private final String name;

  CdiNameException(String name, String fault) {
    super(
        "expected a device as vendor/class=name, for instance vendor.com/gpu=0, found \""
            + ForeignText.shown(name)
            + "\": "
            + fault);
    this.name = name;
  }

  /** {@return the text as it was given} */
  public String name() {
    return name;
  }
}
