package dev.ocispec.rule;

import java.util.List;

/** The lists of rules about {@code config-linux.md}. */
final class LinuxLists {
  static final List<List<Rule>> ALL = List.of();

  private LinuxLists() {}
}
