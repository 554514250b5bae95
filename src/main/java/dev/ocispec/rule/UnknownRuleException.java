package dev.ocispec.rule;

import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.rule.internal.NearNames;
import java.util.Collection;

/** There is no rule with this id. */
public final class UnknownRuleException extends OciException {
  private static final long serialVersionUID = 1L;

  /** The id that no rule has. */
  private final String id;

  UnknownRuleException(String id, Collection<String> known) {
    super(
        "expected the id of a rule, found \""
            + ForeignText.shown(id)
            + "\"; "
            + new NearNames(known)
                .nearest(id)
                .map(name -> "did you mean " + name + "?")
                .orElse("docs/rules.md lists them"));
    this.id = id;
  }

  /** {@return the id as it was given} */
  public String id() {
    return id;
  }
}
