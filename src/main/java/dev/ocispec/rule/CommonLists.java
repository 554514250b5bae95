package dev.ocispec.rule;

import java.util.List;

/** The lists of rules about {@code config.md} and about documents in general. */
final class CommonLists {
  static final List<List<Rule>> ALL =
      List.of(
          VersionRules.LIST,
          MemberRules.LIST,
          ReleaseRules.LIST,
          SectionRules.LIST,
          RequiredTextRules.LIST,
          PlatformPropertyRules.LIST,
          RootRules.LIST,
          MountPlaceRules.LIST,
          MountSourceRules.LIST,
          MountOptionRules.LIST,
          IdMappedMountRules.LIST,
          WindowsMountRules.LIST,
          DefaultMountRules.LIST,
          ProcessRules.LIST,
          UserRules.LIST,
          RlimitRules.LIST,
          CapabilitySetRules.LIST,
          PriorityRules.LIST,
          SchedulerRules.LIST,
          CpuAffinityRules.LIST,
          HostnameRules.LIST,
          HookRules.LIST,
          AnnotationRules.LIST,
          ImageAnnotationRules.LIST,
          RuntimeAnnotationRules.LIST);

  private CommonLists() {}
}
