package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_2_1;
import static dev.ocispec.version.Release.V1_3_0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules about the filesystems that programs expect in a container. */
final class DefaultMountRules {
  private static final Map<String, String> PROC = Map.of("/proc", "proc");
  private static final Map<String, String> DEVFS = Map.of("/dev", "devfs");

  static final List<Rule> LIST =
      List.of(
          should(
                  "mounts-default-filesystems",
                  "config-linux.md#configLinuxDefaultFilesystems",
                  V1_0_0,
                  (subject, reporter) -> expected(linux(), subject, reporter))
              .on(Platform.LINUX)
              .says(
                  "A Linux container has proc on /proc, sysfs on /sys, devpts on /dev/pts and"
                      + " tmpfs on /dev/shm, mounted or bound.")
              .because("They are part of what Linux programs take for granted."),
          should(
                  "mounts-default-filesystems-zos",
                  "config-zos.md#ZOSContainerConfiguration",
                  V1_2_1,
                  (subject, reporter) -> expected(PROC, subject, reporter))
              .on(Platform.ZOS)
              .says("A z/OS container has proc on /proc.")
              .because("It is part of what z/OS programs take for granted."),
          should(
                  "mounts-devfs",
                  "config-freebsd.md#configFreeBSDDevices",
                  V1_3_0,
                  (subject, reporter) -> expected(DEVFS, subject, reporter))
              .on(Platform.FREEBSD)
              .says("A FreeBSD container has devfs on /dev.")
              .because("The devices of freebsd.devices appear in it."));

  private DefaultMountRules() {}

  private static Map<String, String> linux() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("/proc", "proc");
    types.put("/sys", "sysfs");
    types.put("/dev/pts", "devpts");
    types.put("/dev/shm", "tmpfs");
    return types;
  }

  private static void expected(Map<String, String> types, Subject subject, Reporter reporter) {
    if (RuleFacts.isOfWrongType(subject.at("mounts"))) {
      return;
    }
    Map<String, String> missing = new LinkedHashMap<>(types);
    for (Node mount : MountFacts.mounts(subject)) {
      String place = MountFacts.place(mount);
      String type = missing.get(place);
      if (type != null && (mount.get("type").is(type) || MountFacts.isBind(mount))) {
        missing.remove(place);
      }
      if (!place.isEmpty() && MountFacts.hasOption(mount, "rbind")) {
        missing.keySet().removeIf(other -> other.startsWith(place + "/"));
      }
    }
    if (!missing.isEmpty()) {
      List<String> words = new ArrayList<>();
      missing.forEach((place, type) -> words.add(type + " on " + place));
      reporter.report(
          subject.at("mounts"), "expected " + String.join(", ", words) + ", found no such mount");
    }
  }
}
