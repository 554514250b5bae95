package dev.ocispec.cli;

import org.jspecify.annotations.Nullable;

/**
 * An option that a command has.
 *
 * @param name with its hyphens
 * @param label what the help calls its value; null when it has none
 * @param repeated whether it can be given several times
 * @param description what the help says of it
 */
record DeclaredOption(String name, @Nullable String label, boolean repeated, String description) {
  /** Whether it has no value. */
  boolean isFlag() {
    return label == null;
  }
}
