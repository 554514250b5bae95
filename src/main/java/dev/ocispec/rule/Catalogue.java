package dev.ocispec.rule;

import java.util.List;
import java.util.stream.Stream;

/** The visible list of all lists of rules, in the order of the specification's documents. */
final class Catalogue {
  private Catalogue() {}

  static List<Rule> all() {
    return Stream.of(CommonLists.ALL, LinuxLists.ALL, OtherLists.ALL, ObservedLists.ALL)
        .flatMap(List::stream)
        .flatMap(List::stream)
        .toList();
  }
}
