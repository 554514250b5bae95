package dev.ocispec.sandbox;

import dev.ocispec.features.Features;
import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.DeviceNumber;
import dev.ocispec.host.DeviceOwner;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.Machine;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import dev.ocispec.spec.LinuxNamespaceType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Hosts of all kinds, by who starts the runtime. */
final class HostArbitraries {
  /** Who starts the runtime, and whether ids of the host are lent to it. */
  enum Caller {
    ROOT,
    ROOT_WITH_LENT_IDS,
    USER_WITH_LENT_IDS,
    USER
  }

  private HostArbitraries() {}

  static Arbitrary<HostFacts> of(Caller caller) {
    return Combinators.combine(machines(), mountFlags(), ids(caller), NetworkArbitraries.tools())
        .as(
            (machine, flags, ids, networkTools) ->
                ids.toBuilder()
                    .architecture(machine.architecture())
                    .systems(machine.systems())
                    .namespaces(machine.namespaces())
                    .cgroupMode(machine.cgroupMode())
                    .cgroupControllers(machine.cgroupControllers())
                    .resolverFiles(machine.resolverFiles())
                    .devices(machine.devices())
                    .openFiles(machine.devices().isEmpty() ? 4096 : 1 << 20)
                    .deviceOwners(machine.deviceOwners())
                    .mountFlags(flags.mountFlags())
                    .trees(Examples.trees())
                    .networkTools(networkTools)
                    .staticShell(Path.of("/usr/bin/busybox"))
                    .build())
        .flatMap(HostArbitraries::withFeatures);
  }

  /** Those of the processor, and perhaps one that an emulator runs. */
  private static Set<String> systems(String architecture, boolean emulated) {
    Set<String> systems = new LinkedHashSet<>(Machine.systems(architecture));
    if (emulated && architecture.equals("aarch64")) {
      systems.add("armv7l-linux");
    }
    return systems;
  }

  private static Arbitrary<HostFacts> machines() {
    Set<LinuxNamespaceType> all = HostFacts.builder().build().namespaces();
    Set<LinuxNamespaceType> withoutCgroup = new LinkedHashSet<>(all);
    withoutCgroup.remove(LinuxNamespaceType.CGROUP);
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("x86_64")),
                Tuple.of(1, Arbitraries.of("aarch64", "riscv64", "s390x", "mystery"))),
            Arbitraries.of(all, withoutCgroup),
            Arbitraries.of(CgroupMode.class),
            Arbitraries.of("memory", "pids", "cpu", "io").set(),
            Arbitraries.of("/etc/resolv.conf", "/etc/services", "/etc/hosts").set())
        .as(
            (architecture, namespaces, mode, controllers, files) ->
                HostFacts.builder()
                    .architecture(architecture)
                    .systems(systems(architecture, files.isEmpty()))
                    .namespaces(namespaces)
                    .cgroupMode(mode)
                    .cgroupControllers(mode == CgroupMode.NONE ? Set.of() : controllers)
                    .resolverFiles(files)
                    .putDevice("/dev/kvm", new DeviceNumber(LinuxDeviceCgroupType.C, 10, 232))
                    .putDevice("/dev/dri/card0", new DeviceNumber(LinuxDeviceCgroupType.C, 226, 0))
                    .putDeviceOwner("/dev/kvm", new DeviceOwner(0, files.size(), 0660))
                    .putDeviceOwner("/dev/dri/card0", new DeviceOwner(0, 44, 0660))
                    .putDevice("/dev/sda", new DeviceNumber(LinuxDeviceCgroupType.B, 8, 0))
                    .build());
  }

  private static Arbitrary<HostFacts> mountFlags() {
    return Combinators.combine(
            Arbitraries.of("/", "/srv", "/srv/deep", "/home", "/usr", "/dev", "/etc/hosts", "/opt"),
            Arbitraries.of("ro", "nosuid", "nodev", "noexec").set())
        .as(Map::entry)
        .list()
        .uniqueElements(Map.Entry::getKey)
        .ofMaxSize(5)
        .map(
            entries -> {
              HostFacts.Builder builder = HostFacts.builder();
              entries.forEach(entry -> builder.putMountFlag(entry.getKey(), entry.getValue()));
              return builder.build();
            });
  }

  private static Arbitrary<HostFacts> ids(Caller caller) {
    Arbitrary<Long> ordinary = Arbitraries.longs().between(1, 60_000);
    return Combinators.combine(
            ordinary, ordinary, ranges(), ranges(), Arbitraries.integers().between(0, 2))
        .as(
            (uid, gid, uids, gids, missing) ->
                switch (caller) {
                  case ROOT -> HostFacts.builder().build();
                  case ROOT_WITH_LENT_IDS ->
                      HostFacts.builder().subordinateUids(uids).subordinateGids(gids).build();
                  case USER_WITH_LENT_IDS ->
                      user(uid, gid).subordinateUids(uids).subordinateGids(gids).build();
                  case USER ->
                      user(uid, gid)
                          .subordinateUids(missing == 1 ? uids : List.of())
                          .subordinateGids(missing == 2 ? gids : List.of())
                          .build();
                });
  }

  private static HostFacts.Builder user(long uid, long gid) {
    return HostFacts.builder().uid(uid).gid(gid).userName("someone");
  }

  /** Ranges that may touch, overlap, or hold one id; at least two ids in all. */
  private static Arbitrary<List<IdRange>> ranges() {
    Arbitrary<IdRange> any =
        Combinators.combine(
                Arbitraries.longs().between(70_000, 70_010), Arbitraries.longs().between(1, 4))
            .as(IdRange::new);
    return Combinators.combine(
            any.list().ofMaxSize(2), Arbitraries.of(2L, 3L, 65_536L), any.list().ofMaxSize(1))
        .as(
            (before, count, after) -> {
              List<IdRange> ranges = new ArrayList<>(before);
              ranges.add(new IdRange(100_000, count));
              ranges.addAll(after);
              return ranges;
            });
  }

  private static Arbitrary<HostFacts> withFeatures(HostFacts host) {
    Features.Builder features = Features.builder().ociVersionMin("1.0.0").ociVersionMax("1.2.0");
    return Arbitraries.of(
        host,
        host.toBuilder().runtimeFeatures(features.mountOptions("ro", "bind").build()).build(),
        host.toBuilder().runtimeFeatures(features.mountOptions("ro", "rro").build()).build());
  }
}
