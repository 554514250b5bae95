package dev.ocispec.version;

/**
 * What becomes of something that a release does not define.
 *
 * @param path where it stands: list indexes as {@code *}, keys of maps as <code>{}</code>, a listed
 *     value after {@code =}
 * @param policy whether it may go
 * @param effect what the container has or lacks without it
 * @param replacement what takes its place; empty when nothing does
 */
record LossRule(String path, Policy policy, String effect, String replacement) {
  /** Whether something may go. */
  enum Policy {
    /** It goes; the effect is told. */
    DROP("left out"),
    /** Another value with the same meaning takes its place. */
    REPLACE("replaced"),
    /** It isolates, so that nothing is rewritten. */
    REFUSE("refused"),
    /** The same, unless it is an empty object or list, which says nothing. */
    REFUSE_UNLESS_EMPTY("refused unless empty"),
    /** An error number: it goes, unless a tracer gets it, which may decide by it. */
    DROP_UNLESS_TRACED("left out unless the action is SCMP_ACT_TRACE");

    private final String words;

    Policy(String words) {
      this.words = words;
    }

    /** The policy for people. */
    String words() {
      return words;
    }
  }

  static LossRule drop(String path, String effect) {
    return new LossRule(path, Policy.DROP, effect, "");
  }

  static LossRule refuse(String path, String effect) {
    return new LossRule(path, Policy.REFUSE, effect, "");
  }

  static LossRule refuseUnlessEmpty(String path, String effect) {
    return new LossRule(path, Policy.REFUSE_UNLESS_EMPTY, effect, "");
  }

  static LossRule dropUnlessTraced(String path, String effect) {
    return new LossRule(path, Policy.DROP_UNLESS_TRACED, effect, "");
  }

  static LossRule replace(String path, String replacement, String effect) {
    return new LossRule(path, Policy.REPLACE, effect, replacement);
  }
}
