package dev.ocispec.rule;

import java.util.List;

/** The lists of rules about the other platforms, and about states and features documents. */
final class OtherLists {
  static final List<List<Rule>> ALL =
      List.of(
          WindowsResourceRules.LIST,
          SolarisRules.LIST,
          VmRules.LIST,
          ZosRules.LIST,
          FreebsdRules.LIST,
          StateRules.LIST,
          ProcessStateRules.LIST,
          FeaturesRules.LIST);

  private OtherLists() {}
}
