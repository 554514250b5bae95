package dev.ocispec.attestation;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.internal.MountEntry;
import dev.ocispec.host.internal.MountTable;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Root;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold of the mounts in the sandbox: all that are declared, as declared, no others. */
final class MountChecks {
  private static final Set<String> FLAGS = Set.of("ro", "nosuid", "nodev", "noexec");

  /** Where a runtime puts the devices that every container has, if it may not make them. */
  private static final Set<String> DEVICES =
      Set.of(
          "/dev/null",
          "/dev/zero",
          "/dev/full",
          "/dev/random",
          "/dev/urandom",
          "/dev/tty",
          "/dev/console",
          "/dev/ptmx");

  private final Spec spec;
  private final ProbeScript.Places places;
  private final Observation observed;
  private final List<MountEntry> seen;

  MountChecks(Spec spec, ProbeScript.Places places, Observation observed) {
    this.spec = spec;
    this.places = places;
    this.observed = observed;
    this.seen = MountTable.of(observed.section("mounts")).entries();
  }

  List<AttestationCheck> all() {
    List<AttestationCheck> checks = new ArrayList<>();
    if (spec.root().flatMap(Root::readonly).orElse(false)) {
      checks.add(flags("root-read-only", "/", Set.of("ro")));
    }
    for (Mount mount : spec.mounts()) {
      Set<String> flags = new HashSet<>(mount.options());
      flags.retainAll(FLAGS);
      checks.add(
          isSplit(mount)
              ? splitFlags(mount.destination(), flags)
              : flags("mount " + mount.destination(), mount.destination(), flags));
    }
    for (String place : spec.linux().map(Linux::readonlyPaths).orElse(List.of())) {
      if (!PlaceChecks.answer(places, observed, place).equals(PlaceChecks.ABSENT)) {
        checks.add(flags("read-only " + place, place, Set.of("ro")));
      }
    }
    checks.add(noOthers());
    checks.add(nothingWritableBelowReadOnly());
    return checks;
  }

  private AttestationCheck flags(String name, String place, Set<String> expected) {
    Optional<MountEntry> top = top(place);
    return new AttestationCheck(
        name,
        top.isPresent() && top.get().flags().containsAll(expected),
        "mounted with " + expected.stream().sorted().toList(),
        top.map(MountChecks::inWords).orElse("not mounted"));
  }

  private static String inWords(MountEntry mount) {
    return "mounted with " + mount.flags().stream().sorted().toList();
  }

  /** The mount at a place; the last one is on top of the others. */
  private Optional<MountEntry> top(String place) {
    return seen.stream().filter(m -> m.place().equals(place)).reduce((first, last) -> last);
  }

  /** Control groups of version 1: a folder in memory that holds a mount for each controller. */
  private boolean isSplit(Mount mount) {
    return mount.type().filter("cgroup"::equals).isPresent()
        && top(mount.destination()).filter(m -> m.type().equals("tmpfs")).isPresent();
  }

  private AttestationCheck splitFlags(String place, Set<String> expected) {
    List<MountEntry> parts = seen.stream().filter(m -> m.place().startsWith(place + "/")).toList();
    return new AttestationCheck(
        "mount " + place,
        parts.stream().allMatch(part -> part.flags().containsAll(expected)),
        "all below mounted with " + expected.stream().sorted().toList(),
        parts.stream().map(MountChecks::inWords).distinct().toList().toString());
  }

  private AttestationCheck noOthers() {
    Set<String> declared = new HashSet<>(DEVICES);
    declared.addAll(Set.of("/", Attestor.PROBE_SHELL));
    spec.mounts().forEach(mount -> declared.add(mount.destination()));
    spec.linux().map(Linux::maskedPaths).ifPresent(declared::addAll);
    spec.linux().map(Linux::readonlyPaths).ifPresent(declared::addAll);
    spec.linux().map(Linux::devices).orElse(List.of()).stream()
        .map(LinuxDevice::path)
        .forEach(declared::add);
    List<String> others =
        seen.stream()
            .map(MountEntry::place)
            .filter(place -> !declared.contains(place) && boundFrom(place).isEmpty())
            .filter(place -> !place.startsWith("/sys/fs/cgroup/"))
            .toList();
    return new AttestationCheck(
        "no-other-mounts", others.isEmpty(), "none but the declared ones", others.toString());
  }

  /** What is mounted in a source shows below its bind mount, and must be as read-only. */
  private AttestationCheck nothingWritableBelowReadOnly() {
    List<String> writable =
        seen.stream()
            .filter(m -> !m.flags().contains("ro"))
            .filter(m -> spec.mounts().stream().noneMatch(d -> d.destination().equals(m.place())))
            .filter(m -> boundFrom(m.place()).filter(b -> b.options().contains("ro")).isPresent())
            .map(MountEntry::place)
            .toList();
    return new AttestationCheck(
        "nothing-writable-below-read-only", writable.isEmpty(), "nothing", writable.toString());
  }

  /** The bind mount that a place lies below, the nearest. */
  private Optional<Mount> boundFrom(String place) {
    return spec.mounts().stream()
        .filter(Bundle::isBind)
        .filter(mount -> place.startsWith(mount.destination() + "/"))
        .max(Comparator.comparingInt(mount -> mount.destination().length()));
  }
}
