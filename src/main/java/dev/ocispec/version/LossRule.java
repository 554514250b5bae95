package dev.ocispec.version;

/**
 * What becomes of something that a release does not define.
 *
 * @param path where it stands: list indexes as {@code *}, keys of maps as <code>{}</code> unless
 *     the specification reserves them, a listed value after {@code =}
 * @param policy whether it may go
 * @param effect what the container has or lacks without it
 * @param replacement what takes its place; empty when nothing does
 * @param unlessMember the member beside it that can forbid to leave it out; empty when none does
 * @param unlessValue the value of that member that forbids it
 */
record LossRule(
    String path,
    Policy policy,
    String effect,
    String replacement,
    String unlessMember,
    String unlessValue) {
  /** Whether something may go. */
  enum Policy {
    /** It goes, and the effect is told, unless another member forbids it. */
    DROP,
    /** Another value with the same meaning takes its place. */
    REPLACE,
    /** It isolates, so that nothing is rewritten. */
    REFUSE,
    /** The same, unless it is an empty object or list, which says nothing. */
    REFUSE_UNLESS_EMPTY
  }

  static LossRule drop(String path, String effect) {
    return new LossRule(path, Policy.DROP, effect, "", "", "");
  }

  static LossRule refuse(String path, String effect) {
    return new LossRule(path, Policy.REFUSE, effect, "", "", "");
  }

  static LossRule refuseUnlessEmpty(String path, String effect) {
    return new LossRule(path, Policy.REFUSE_UNLESS_EMPTY, effect, "", "", "");
  }

  static LossRule replace(String path, String replacement, String effect) {
    return new LossRule(path, Policy.REPLACE, effect, replacement, "", "");
  }

  /** The rule where the schema has none. */
  static LossRule unjudged(String path) {
    return refuse(path, "the schema does not say what its loss would mean");
  }

  /** The same, but for a refusal where the member {@code member} beside it is {@code value}. */
  LossRule unless(String member, String value) {
    return new LossRule(path, policy, effect, replacement, member, value);
  }
}
