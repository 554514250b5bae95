package dev.ocispec.rule;

/** What a rule does: looks at a document and reports what breaks the rule. */
@FunctionalInterface
public interface RuleCheck {
  /**
   * Looks at a document.
   *
   * @param subject the document, which may be invalid or incomplete in any way
   * @param reporter takes the findings
   */
  void check(Subject subject, Reporter reporter);
}
