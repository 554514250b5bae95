package dev.ocispec.rule;

import java.util.List;

/** The lists of rules about {@code config.md} and about documents in general. */
final class CommonLists {
  static final List<List<Rule>> ALL = List.of(RootRules.LIST, MemberRules.LIST, ReleaseRules.LIST);

  private CommonLists() {}
}
