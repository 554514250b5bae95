package dev.ocispec.rule;

import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.ForeignText;

/** There is no rule with this id. */
public final class UnknownRuleException extends OciException {
  private static final long serialVersionUID = 1L;

  /** The id that no rule has. */
  private final String id;

  UnknownRuleException(String id) {
    super(
        "expected the id of a rule, found \""
            + ForeignText.shown(id)
            + "\"; docs/rules.md lists them, and so does Rules.standard().all()");
    this.id = id;
  }

  /** {@return the id as it was given} */
  public String id() {
    return id;
  }
}
