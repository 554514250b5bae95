package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What podman does for an option beyond what the documents show. */
@Tag("unit")
class PodmanOptionsTest {
  private static Spec with(ContainerOption... options) {
    return Presets.podman("5").id("0123456789abcdef").with(options).build();
  }

  private static Linux linux(Spec spec) {
    return spec.linux().orElseThrow();
  }

  private static Mount at(Spec spec, String destination) {
    return spec.mounts().stream()
        .filter(mount -> mount.destination().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void memoryLimitsSwapToAsMuchAgain() {
    LinuxResources resources = linux(with(ResourceOptions.memory(1000))).resources().orElseThrow();

    assertThat(resources.memory().orElseThrow().swap()).hasValue(2000);
    assertThat(resources.pids().orElseThrow().limit()).isEqualTo(2048);
  }

  @Test
  void anOrdinaryUserLimitsNothingWithoutControlGroupsOfVersion2() {
    EnginePreset rootless =
        Presets.podman("5").with(PodmanOptions.rootless(), ResourceOptions.memory(1000));
    EngineHost newer = EngineHost.DEFAULT.cgroupVersion(2);

    assertThat(linux(rootless.build()).resources().orElseThrow().memory()).isEmpty();
    assertThat(linux(rootless.host(newer).build()).resources().orElseThrow().memory()).isPresent();
  }

  @Test
  void masksAreLiftedByPattern() {
    Linux linux = linux(with(PodmanOptions.unmask("/proc/*")));

    assertThat(linux.maskedPaths())
        .contains("/sys/firmware")
        .noneMatch(path -> path.startsWith("/proc/"));
    assertThat(linux.readonlyPaths()).isEmpty();
  }

  @Test
  void theSignalThatEndsTheContainerIsAnAnnotation() {
    assertThat(with(PodmanOptions.stop(2, 3)).annotations())
        .containsEntry("org.opencontainers.image.stopSignal", "2")
        .containsEntry("org.systemd.property.KillSignal", "2")
        .containsEntry("org.systemd.property.TimeoutStopUSec", "uint64 3000000");
  }

  @Test
  void systemdGetsItsControlGroupsWritable() {
    Spec spec =
        Presets.podman("5")
            .host(EngineHost.DEFAULT.cgroupVersion(2))
            .with(PodmanOptions.systemd())
            .build();

    assertThat(at(spec, "/sys/fs/cgroup").options()).containsExactly("private", "rw");
    assertThat(at(spec, "/run/lock").type()).hasValue("tmpfs");
    assertThat(spec.annotations()).containsEntry("org.opencontainers.image.stopSignal", "37");
  }

  @Test
  void anOrdinaryUserOnTheHostsNetworkSeesItsSysfs() {
    Spec spec = with(PodmanOptions.rootless(), NamespaceOptions.host(LinuxNamespaceType.NETWORK));

    assertThat(at(spec, "/sys").type()).hasValue("bind");
    assertThat(linux(spec).maskedPaths()).startsWith("/sys/kernel");
    assertThat(linux(spec).sysctl()).isEmpty();
  }

  @Test
  void aUserOtherThanRootHasOnlyWhatWasAddedButThatInAllSets() {
    Spec spec =
        with(ProgramOptions.user("7"), SecurityOptions.addCapabilities(Capability.CAP_NET_RAW));

    assertThat(spec.process().orElseThrow().capabilities())
        .hasValueSatisfying(
            sets -> {
              assertThat(sets.bounding()).hasSize(12);
              assertThat(sets.effective()).containsExactly(Capability.CAP_NET_RAW);
              assertThat(sets.ambient()).containsExactly(Capability.CAP_NET_RAW);
            });
  }

  @Test
  void aUserHasTheGroupsThatTheImageSays(@TempDir Path rootfs) throws Exception {
    Files.createDirectories(rootfs.resolve("etc"));
    Files.writeString(rootfs.resolve("etc/passwd"), "a:x:7:8::/home/a:/bin/sh\n");
    Files.writeString(rootfs.resolve("etc/group"), "b:x:9:a\n");

    Spec spec = with(ProgramOptions.user("a", rootfs), ProgramOptions.addGroups(10));

    assertThat(spec.process().orElseThrow().user().map(User::additionalGids))
        .hasValue(List.of(8L, 10L, 9L));
    assertThat(spec.process().orElseThrow().env()).contains("HOME=/home/a");
  }

  @Test
  void labelsOfSeLinuxAreForContainersApartFromTheHost() {
    EnginePreset preset =
        Presets.podman("5").host(EngineHost.DEFAULT.seLinux("a:b:container_t:s0", "a:b:file_t:s0"));

    assertThat(linux(preset.build()).mountLabel()).hasValue("a:b:file_t:s0");
    assertThat(linux(preset.with(SecurityOptions.privileged()).build()).mountLabel()).isEmpty();
    assertThat(
            linux(preset.with(NamespaceOptions.host(LinuxNamespaceType.PID)).build()).mountLabel())
        .isEmpty();
  }

  @Test
  void whatIsOffIsNotWritten() {
    assertThat(with(SecurityOptions.readonlyRoot(false), SecurityOptions.noNewPrivileges(false)))
        .isEqualTo(with());
  }

  @Test
  void noLimitOfProcessesIsZeroForPodman4() {
    assertThat(pids("4")).isZero();
    assertThat(pids("5")).isEqualTo(-1);
  }

  private static long pids(String version) {
    Spec spec = Presets.podman(version).with(ResourceOptions.pids(-1)).build();
    return linux(spec).resources().orElseThrow().pids().orElseThrow().limit();
  }

  @Test
  void aFileSystemInMemoryCanBelongToTheUser() {
    Spec spec = with(ProgramOptions.user("7:8"), TmpfsMount.at("/x").options("U", "exec", "suid"));

    assertThat(at(spec, "/x").options())
        .containsExactly("uid=7", "gid=8", "exec", "suid", "rprivate", "nodev", "tmpcopyup");
  }

  @Test
  void ownersAreTranslatedAsEachVersionWritesIt() {
    IdMappings ids = PodmanRunParts.ids(IdMappings.mapping(0, 100, 10));
    ContainerOption own = BindMount.of("/a", "/own").idMapped(ids);
    ContainerOption containers = BindMount.of("/a", "/containers").options("idmap");

    Spec five = with(own, containers, NamespaceOptions.mapped(ids));
    Spec four = Presets.podman("4").with(own, containers).build();

    assertThat(at(five, "/own").uidMappings()).isEqualTo(ids.uids());
    assertThat(at(five, "/containers").gidMappings()).isEqualTo(ids.gids());
    assertThat(at(five, "/own").options()).containsExactly("rprivate", "rbind");
    assertThat(at(four, "/own").options()).contains("idmap=uids=0-100-10;gids=0-100-10");
    assertThat(at(four, "/containers").options())
        .containsExactly("idmap", "rw", "rprivate", "rbind");
  }

  @Test
  void anUnknownUsersHomeIsTheRootSinceFive() {
    assertThat(variables("5")).contains("HOME=/");
    assertThat(variables("4")).noneMatch(variable -> variable.startsWith("HOME="));
  }

  private static List<String> variables(String version) {
    Spec spec = Presets.podman(version).with(ProgramOptions.user("1234")).build();
    return spec.process().orElseThrow().env();
  }

  @Test
  void noLimitIsTheLargestNumber() {
    Spec spec = with(ResourceOptions.ulimit(PosixRlimitType.RLIMIT_CORE, 0, -1));

    assertThat(spec.process().orElseThrow().rlimits().get(0).hard().toString())
        .isEqualTo("18446744073709551615");
  }

  @Test
  void sharedMemoryIsItsOwnUnlessPodmansIsGiven() {
    assertThat(at(with(ResourceOptions.shmSize(4096)), "/dev/shm").options()).contains("size=4096");
    assertThat(at(with(PodmanOptions.engineFile("/dev/shm", "/shm")), "/dev/shm").options())
        .containsExactly("bind", "rprivate", "nosuid", "noexec", "nodev");
    assertThat(with(PodmanOptions.withoutSharedMemory()).mounts())
        .noneMatch(mount -> mount.destination().equals("/dev/shm"));
  }

  @Test
  void mountsComeAfterThoseThatTheyAreBelow() {
    Spec spec =
        with(
            BindMount.of("/x", "/srv/data/x"),
            TmpfsMount.at("/srv/data"),
            BindMount.of("/y", "/srv"),
            BindMount.of("/d", "/dev"));

    List<String> places = spec.mounts().stream().map(Mount::destination).toList();
    assertThat(places).containsSubsequence("/srv", "/srv/data", "/srv/data/x");
    assertThat(places).noneMatch(place -> place.startsWith("/dev/p"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.3", "5.4", "5.8"})
  void theFilterIsForTheProcessor(String version) {
    Linux arm = linux(Presets.podman(version).architecture("arm64").build());
    Linux power = linux(Presets.podman(version).architecture("ppc64le").build());

    assertThat(arm.seccomp().orElseThrow().architectures().toString())
        .isEqualTo("[SCMP_ARCH_AARCH64, SCMP_ARCH_ARM]");
    assertThat(power.seccomp().orElseThrow().architectures()).isEmpty();
  }

  @Test
  void optionsOfPodmanEditOtherConfigurationsAsFarAsTheyCan() {
    Spec spec =
        ContainerOption.apply(
            Presets.runc(),
            PodmanOptions.rootless(),
            PodmanOptions.unmask("/proc/acpi"),
            PodmanOptions.umask(077),
            PodmanOptions.procOptions("hidepid=2"),
            PodmanOptions.volume("/v", "/data", "ro"),
            PodmanOptions.withoutSharedMemory(),
            PodmanOptions.annotation("a", "b"));

    assertThat(linux(spec).maskedPaths()).doesNotContain("/proc/acpi").contains("/proc/kcore");
    assertThat(spec.process().orElseThrow().user().orElseThrow().umask()).hasValue(077);
    assertThat(at(spec, "/proc").options()).containsExactly("hidepid=2");
    assertThat(at(spec, "/data").source()).hasValue("/v");
    assertThat(spec.annotations()).containsEntry("a", "b");
  }

  @Test
  void appArmorIsNamedAsOffWhereThereIsAny() {
    ContainerOption off = SecurityOptions.appArmorUnconfined();
    EnginePreset preset = Presets.podman("5").with(off);

    assertThat(preset.build().process().orElseThrow().apparmorProfile()).isEmpty();
    assertThat(
            preset
                .host(EngineHost.DEFAULT.appArmor(true))
                .build()
                .process()
                .orElseThrow()
                .apparmorProfile())
        .contains("unconfined");
  }

  @Test
  void theHostsNameIsWrittenWhereItIsKnown() {
    EnginePreset preset = Presets.podman("5").id("0123456789abcdef");
    EnginePreset known = preset.host(EngineHost.DEFAULT.name("big"));
    ContainerOption network = NamespaceOptions.host(LinuxNamespaceType.NETWORK);
    ContainerOption names = NamespaceOptions.host(LinuxNamespaceType.UTS);

    assertThat(preset.with(network).build().hostname()).isEmpty();
    assertThat(known.with(network).build().hostname()).contains("big");
    assertThat(known.with(names).build().hostname()).isEmpty();
    assertThat(known.with(names).build().process().orElseThrow().env()).contains("HOSTNAME=big");
    assertThat(known.build().hostname()).contains("0123456789ab");
  }
}
