package dev.ocispec.sandbox;

import dev.ocispec.host.DeviceNumber;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which devices a build may open, in the profile {@code standard}: none, but those that every
 * runtime puts into /dev and those that the request names. The first rule must be there, because a
 * runtime may take an empty list for no restriction.
 */
final class SandboxDevices {
  /** Major and minor numbers of null, zero, full, random, urandom, tty and ptmx. */
  private static final List<DeviceNumber> ALWAYS =
      List.of(
          character(1, 3),
          character(1, 5),
          character(1, 7),
          character(1, 8),
          character(1, 9),
          character(5, 0),
          character(5, 2));

  /** The major number of the terminals in /dev/pts. */
  private static final long TERMINALS = 136;

  private SandboxDevices() {}

  static List<LinuxDeviceCgroup> of(PlanContext context) {
    List<LinuxDeviceCgroup> rules = new ArrayList<>();
    rules.add(LinuxDeviceCgroup.builder().allow(false).access("rwm").build());
    ALWAYS.forEach(device -> rules.add(allow(device, "rwm")));
    rules.add(
        LinuxDeviceCgroup.builder()
            .allow(true)
            .type(LinuxDeviceCgroupType.C)
            .major(TERMINALS)
            .access("rwm")
            .build());
    List<String> paths = context.request().constraints().availableReadOnlyPaths();
    new TreeMap<>(context.host().devices())
        .forEach(
            (node, device) -> {
              if (paths.stream().anyMatch(path -> Mounts.isAtOrBelow(node, path))) {
                rules.add(allow(device, "rw"));
              }
            });
    return rules;
  }

  private static DeviceNumber character(long major, long minor) {
    return new DeviceNumber(LinuxDeviceCgroupType.C, major, minor);
  }

  private static LinuxDeviceCgroup allow(DeviceNumber device, String access) {
    return LinuxDeviceCgroup.builder()
        .allow(true)
        .type(device.type())
        .major(device.major())
        .minor(device.minor())
        .access(access)
        .build();
  }
}
