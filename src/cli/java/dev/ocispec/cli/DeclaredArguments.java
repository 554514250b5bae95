package dev.ocispec.cli;

/**
 * The arguments of a command that are no options.
 *
 * @param label what the help calls them
 * @param description what the help says of them
 * @param arity how many there are, as picocli writes it: one, {@code 1..*}, or {@code 0..*}
 * @param labelled whether the label says how many there are
 */
record DeclaredArguments(String label, String description, String arity, boolean labelled) {
  /** How many there are at least. */
  int fewest() {
    return arity.startsWith("0") ? 0 : 1;
  }

  /** How many there are at most. */
  int most() {
    return arity.equals("1") && !labelled ? 1 : Integer.MAX_VALUE;
  }
}
