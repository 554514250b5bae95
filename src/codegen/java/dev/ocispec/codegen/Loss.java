package dev.ocispec.codegen;

/**
 * What a configuration loses with something that an older release does not define: {@code x-loss}.
 *
 * @param place where the schema says it, for messages
 * @param policy what becomes of it
 * @param effect what the container has or lacks without it
 * @param replacement the known value that takes its place; empty when none does
 * @param unlessMember the member beside it that can forbid leaving it out; empty when none does
 * @param unlessValue the value of that member that forbids it
 */
record Loss(
    String place,
    Policy policy,
    String effect,
    String replacement,
    String unlessMember,
    String unlessValue) {

  /** What becomes of something, with the words of the page and the method of the table. */
  enum Policy {
    DROP("drop", "left out", "drop"),
    REPLACE("replace", "replaced", "replace"),
    REFUSE("refuse", "refused", "refuse"),
    REFUSE_UNLESS_EMPTY("refuse-unless-empty", "refused unless empty", "refuseUnlessEmpty");

    private final String text;
    private final String words;
    private final String factory;

    Policy(String text, String words, String factory) {
      this.text = text;
      this.words = words;
      this.factory = factory;
    }

    /** How the schema spells it. */
    String text() {
      return text;
    }

    /** The policy for people. */
    String words() {
      return words;
    }

    /** The method of {@code LossRule} that makes it. */
    String factory() {
      return factory;
    }
  }
}
