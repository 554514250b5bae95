package dev.ocispec.sandbox;

import dev.ocispec.host.DeviceNumber;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which devices a build may open, in the profile {@code standard}: none, but those that every
 * runtime puts into /dev and those that the request names. The first rule must be there, because a
 * runtime may take an empty list for no restriction.
 */
final class SandboxDevices {
  /**
   * None at all; null, zero, full, random, urandom, tty and ptmx by major and minor number; the
   * terminals in /dev/pts.
   */
  private static final List<LinuxDeviceCgroup> ALWAYS =
      List.of(
          LinuxDeviceCgroup.builder().allow(false).access("rwm").build(),
          character(1, 3),
          character(1, 5),
          character(1, 7),
          character(1, 8),
          character(1, 9),
          character(5, 0),
          character(5, 2),
          LinuxDeviceCgroup.builder()
              .allow(true)
              .type(LinuxDeviceCgroupType.C)
              .major(136)
              .access("rwm")
              .build());

  private SandboxDevices() {}

  static List<LinuxDeviceCgroup> of(PlanContext context) {
    List<String> paths = context.request().constraints().availableReadOnlyPaths();
    if (paths.isEmpty()) {
      return ALWAYS;
    }
    List<LinuxDeviceCgroup> rules = new ArrayList<>(ALWAYS);
    Map<String, DeviceNumber> named = new TreeMap<>();
    context
        .host()
        .devices()
        .forEach(
            (node, device) -> {
              if (paths.stream().anyMatch(path -> Mounts.isAtOrBelow(node, path))) {
                named.put(node, device);
              }
            });
    named.values().forEach(device -> rules.add(allow(device, "rw")));
    return rules;
  }

  private static LinuxDeviceCgroup character(long major, long minor) {
    return allow(new DeviceNumber(LinuxDeviceCgroupType.C, major, minor), "rwm");
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
