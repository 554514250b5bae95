package dev.ocispec.rule;

import java.util.List;

/** The lists of rules about {@code config-linux.md}. */
final class LinuxLists {
  static final List<List<Rule>> ALL =
      List.of(
          NamespaceRules.LIST,
          UserNamespaceRules.LIST,
          IdMappingRules.LIST,
          TimeOffsetRules.LIST,
          DeviceRules.LIST,
          DeviceIdentityRules.LIST,
          NetDeviceRules.LIST,
          DeviceCgroupRules.LIST,
          MemoryRules.LIST,
          CpuRules.LIST,
          BlockIoRules.LIST,
          ResourceRules.LIST,
          IntelRdtRules.LIST,
          MemoryPolicyRules.LIST,
          SysctlRules.LIST,
          SeccompListenerRules.LIST,
          SeccompFilterRules.LIST,
          PathProtectionRules.LIST,
          PersonalityRules.LIST);

  private LinuxLists() {}
}
