package dev.ocispec.rule;

import java.util.List;

/** The lists of rules about the other platforms, and about states and features documents. */
final class OtherLists {
  static final List<List<Rule>> ALL = List.of();

  private OtherLists() {}
}
