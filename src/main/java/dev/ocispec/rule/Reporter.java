package dev.ocispec.rule;

/** Takes what a rule finds. */
public interface Reporter {
  /**
   * Reports a finding at the rule's level.
   *
   * @param place where it is; for a place that is absent the finding points to the innermost object
   *     or list around it that is there
   * @param message what was expected and what was found, on one line
   */
  void report(Node place, String message);

  /**
   * Reports a finding at the rule's level, with advice.
   *
   * @param place where it is; for a place that is absent the finding points to the innermost object
   *     or list around it that is there
   * @param message what was expected and what was found, on one line
   * @param suggestion what to do about it
   */
  void report(Node place, String message, String suggestion);
}
