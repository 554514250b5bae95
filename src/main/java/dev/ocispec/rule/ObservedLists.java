package dev.ocispec.rule;

import java.util.List;

/**
 * The lists of rules that look at bundle and host, and of those that come from observing runtimes.
 */
final class ObservedLists {
  static final List<List<Rule>> ALL =
      List.of(
          BundleRules.LIST,
          RootFolderRules.LIST,
          HostFileRules.LIST,
          HostKernelRules.LIST,
          HostNamespaceRules.LIST,
          HostRootlessRules.LIST,
          HostCgroupRules.LIST,
          HostHardwareRules.LIST,
          HostRdtRules.LIST,
          PortableProcessRules.LIST,
          PortableResourceRules.LIST,
          PortableDeviceRules.LIST,
          PortableMountRules.LIST,
          PortableSeccompRules.LIST);

  private ObservedLists() {}
}
