package dev.ocispec.host;

import java.util.Map;

/** The part of {@link HostFacts.Builder} that says which devices there are. */
interface DeviceFacts {
  /**
   * Replaces the device nodes.
   *
   * @param values the device nodes
   * @return this builder
   */
  HostFacts.Builder devices(Map<String, ? extends DeviceNumber> values);

  /**
   * Adds a device node.
   *
   * @param path the node's absolute path
   * @param device its type and numbers
   * @return this builder
   */
  HostFacts.Builder putDevice(String path, DeviceNumber device);

  /**
   * Replaces whom device nodes belong to.
   *
   * @param values the owners by the nodes' absolute paths
   * @return this builder
   */
  HostFacts.Builder deviceOwners(Map<String, ? extends DeviceOwner> values);

  /**
   * Adds whom a device node belongs to.
   *
   * @param path the node's absolute path
   * @param owner its owner, and what its permissions are
   * @return this builder
   */
  HostFacts.Builder putDeviceOwner(String path, DeviceOwner owner);
}
