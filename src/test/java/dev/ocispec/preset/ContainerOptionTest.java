package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.image.ImageUserException;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceType;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options are edits of any configuration, here of runc's own. */
@Tag("unit")
class ContainerOptionTest {
  private static final IdMappings MAPPINGS =
      new IdMappings(
          List.of(IdMappings.mapping(0, 100_000, 65_536)),
          List.of(IdMappings.mapping(0, 200_000, 65_536)));

  @TempDir Path folder;

  private static Spec with(ContainerOption... options) {
    return ContainerOption.apply(Presets.runc(), options);
  }

  private static ContainerProcess process(ContainerOption... options) {
    return with(options).process().orElseThrow();
  }

  private static Linux linux(ContainerOption... options) {
    return with(options).linux().orElseThrow();
  }

  private static LinuxCapabilities capabilities(ContainerOption... options) {
    return process(options).capabilities().orElseThrow();
  }

  private static Mount mount(String destination, ContainerOption... options) {
    return with(options).mounts().stream()
        .filter(mount -> mount.destination().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPrivilegedContainerHasNothingInItsWay() {
    Spec spec =
        with(
            SecurityOptions.appArmor("some"),
            SecurityOptions.seLinux("a:b:c:s0", "a:b:d:s0"),
            SecurityOptions.privileged());

    ContainerProcess process = spec.process().orElseThrow();
    assertThat(process.capabilities().orElseThrow().effective())
        .containsExactlyInAnyOrderElementsOf(Capability.known());
    assertThat(process.apparmorProfile()).isEmpty();
    assertThat(process.selinuxLabel()).isEmpty();
    Linux linux = spec.linux().orElseThrow();
    assertThat(linux.maskedPaths()).isEmpty();
    assertThat(linux.readonlyPaths()).isEmpty();
    assertThat(linux.seccomp()).isEmpty();
    assertThat(linux.mountLabel()).isEmpty();
    assertThat(linux.resources().orElseThrow().devices())
        .last()
        .satisfies(
            rule -> {
              assertThat(rule.allow()).isTrue();
              assertThat(rule.type()).isEmpty();
              assertThat(rule.access()).contains("rwm");
            });
    assertThat(spec.mounts()).noneMatch(mount -> mount.options().contains("ro"));
    assertThat(linux.namespaces()).hasSize(5);
  }

  @Test
  void addedCapabilitiesAreInTheSetsOfRoot() {
    LinuxCapabilities sets =
        capabilities(SecurityOptions.addCapabilities(Capability.CAP_SYS_PTRACE));

    assertThat(sets.bounding()).contains(Capability.CAP_SYS_PTRACE).hasSize(4);
    assertThat(sets.effective()).isEqualTo(sets.bounding());
    assertThat(sets.permitted()).isEqualTo(sets.bounding());
    assertThat(sets.inheritable()).isEmpty();
    assertThat(sets.ambient()).isEmpty();
  }

  @Test
  void ambientCapabilitiesAreInAllSetsUntilTheyAreDropped() {
    ContainerOption add = SecurityOptions.addAmbientCapabilities(Capability.CAP_SYS_PTRACE);

    LinuxCapabilities added = capabilities(add);
    assertThat(added.ambient()).containsExactly(Capability.CAP_SYS_PTRACE);
    assertThat(added.inheritable()).containsExactly(Capability.CAP_SYS_PTRACE);
    assertThat(added.permitted()).contains(Capability.CAP_SYS_PTRACE);

    LinuxCapabilities dropped =
        capabilities(add, SecurityOptions.dropCapabilities(Capability.CAP_SYS_PTRACE));
    assertThat(dropped.ambient()).isEmpty();
    assertThat(dropped.inheritable()).isEmpty();
    assertThat(dropped.permitted()).doesNotContain(Capability.CAP_SYS_PTRACE).hasSize(3);
  }

  @Test
  void namespacesAreSharedOwnedOrJoined() {
    assertThat(linux(NamespaceOptions.host(LinuxNamespaceType.NETWORK)).namespaces())
        .extracting(LinuxNamespace::type)
        .doesNotContain(LinuxNamespaceType.NETWORK)
        .hasSize(4);
    assertThat(with(NamespaceOptions.host(LinuxNamespaceType.UTS)).hostname()).isEmpty();
    assertThat(linux(NamespaceOptions.own(LinuxNamespaceType.CGROUP)).namespaces())
        .extracting(LinuxNamespace::type)
        .contains(LinuxNamespaceType.CGROUP);
    assertThat(
            linux(NamespaceOptions.joined(LinuxNamespaceType.NETWORK, "/proc/1/ns/net"))
                .namespaces())
        .filteredOn(namespace -> namespace.type().equals(LinuxNamespaceType.NETWORK))
        .singleElement()
        .satisfies(namespace -> assertThat(namespace.path()).contains("/proc/1/ns/net"));
    Linux mapped = linux(NamespaceOptions.mapped(MAPPINGS));
    assertThat(mapped.uidMappings()).isEqualTo(MAPPINGS.uids());
    assertThat(mapped.gidMappings()).isEqualTo(MAPPINGS.gids());
  }

  @Test
  void aDeviceComesWithTheRuleThatLetsItBeUsed() {
    LinuxDevice fuse =
        LinuxDevice.builder()
            .path("/dev/fuse")
            .type(LinuxDeviceType.C)
            .major(10)
            .minor(229)
            .build();
    Linux linux = linux(DeviceOptions.device(fuse, "rw"));

    assertThat(linux.devices()).containsExactly(fuse);
    assertThat(linux.resources().orElseThrow().devices())
        .last()
        .satisfies(
            rule ->
                assertThat(rule.at("").value().orElseThrow())
                    .hasToString(
                        "{\"access\":\"rw\",\"allow\":true,\"major\":10,\"minor\":229,"
                            + "\"type\":\"c\"}"));
  }

  @Test
  void aDeviceOfTheHostIsDescribedAsItIs() {
    LinuxDevice device = DeviceOptions.onHost(Path.of("/dev/null"), "/dev/nothing");

    assertThat(device.path()).isEqualTo("/dev/nothing");
    assertThat(device.type()).isEqualTo(LinuxDeviceType.C);
    assertThat(device.major()).hasValue(1);
    assertThat(device.minor()).hasValue(3);
    assertThatThrownBy(() -> DeviceOptions.hostDevice(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a device, found another file at " + folder);
  }

  @Test
  void bindMountsHaveEveryForm() {
    assertThat(mount("/d", BindMount.of("/s", "/d")).options())
        .containsExactly("rbind", "rprivate");
    assertThat(
            mount(
                    "/d",
                    BindMount.of("/s", "/d")
                        .withoutSubmounts()
                        .readOnly()
                        .propagation(MountPropagation.SLAVE)
                        .options("nosuid"))
                .options())
        .containsExactly("bind", "ro", "slave", "nosuid");
    Mount mapped =
        mount("/d", BindMount.of("/s", "/d").recursiveReadOnly().recursiveIdMapped(MAPPINGS));
    assertThat(mapped.options()).containsExactly("rbind", "rro", "rprivate", "ridmap");
    assertThat(mapped.uidMappings()).isEqualTo(MAPPINGS.uids());
    assertThat(mapped.gidMappings()).isEqualTo(MAPPINGS.gids());
    assertThat(mount("/d", BindMount.of("/s", "/d").idMapped()).uidMappings()).isEmpty();
  }

  @Test
  void aTmpfsIsCarefulUnlessToldOtherwise() {
    assertThat(mount("/t", TmpfsMount.at("/t")).options())
        .containsExactly("nosuid", "nodev", "noexec");
    assertThat(mount("/t", TmpfsMount.at("/t").options("exec", "size=4k")).options())
        .containsExactly("nosuid", "nodev", "exec", "size=4k");
  }

  @Test
  void limitsAreThoseOfTheControlGroupAndOfEachProcess() {
    Spec spec =
        with(
            ResourceOptions.memory(1 << 26),
            ResourceOptions.cpus(0.25),
            ResourceOptions.pids(50),
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 100, 200),
            ResourceOptions.shmSize(4096));

    assertThat(spec.at("/linux/resources/memory/limit").value()).hasToString("Optional[67108864]");
    assertThat(spec.at("/linux/resources/cpu").value())
        .hasToString("Optional[{\"period\":100000,\"quota\":25000}]");
    assertThat(spec.at("/linux/resources/pids/limit").value()).hasToString("Optional[50]");
    assertThat(spec.at("/process/rlimits").value())
        .hasToString("Optional[[{\"hard\":200,\"soft\":100,\"type\":\"RLIMIT_NOFILE\"}]]");
    assertThat(spec.mounts())
        .filteredOn(mount -> mount.destination().equals("/dev/shm"))
        .singleElement()
        .satisfies(
            mount ->
                assertThat(mount.options())
                    .containsExactly("nosuid", "noexec", "nodev", "mode=1777", "size=4096"));
  }

  @Test
  void aUserByNameIsLookedUpInTheRootFilesystem() throws IOException {
    Path etc = Files.createDirectories(folder.resolve("etc"));
    Files.writeString(etc.resolve("passwd"), "ann:x:1000:100::/:/bin/sh\n");
    Files.writeString(etc.resolve("group"), "wheel:x:10:ann\n");

    assertThat(process(ProgramOptions.user("ann", folder)).user().orElseThrow())
        .satisfies(
            user -> {
              assertThat(user.uid()).hasValue(1000);
              assertThat(user.gid()).hasValue(100);
              assertThat(user.additionalGids()).containsExactly(10L);
            });
    assertThatThrownBy(() -> with(ProgramOptions.user("ann")))
        .isInstanceOf(ImageUserException.class)
        .hasMessageContaining("no root filesystem to look it up is given");
  }

  @Test
  void anInitProgramStartsTheProgram() {
    ContainerOption init = ProgramOptions.init("/usr/bin/catatonit", "/run/init");

    assertThat(process(init).args()).containsExactly("/run/init", "--", "sh");
    assertThat(mount("/run/init", init).options()).containsExactly("rbind", "ro", "rprivate");
  }

  @Test
  void aTimeZoneIsAVariableAndAFile() {
    ContainerOption zone = ProgramOptions.timeZone("Europe/Berlin");

    assertThat(process(zone).env()).contains("TZ=Europe/Berlin");
    assertThat(mount("/etc/localtime", zone).source())
        .contains("/usr/share/zoneinfo/Europe/Berlin");
    assertThatThrownBy(() -> ProgramOptions.timeZone("../etc/shadow"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a time zone like Europe/Berlin, found ../etc/shadow");
  }

  @Test
  void aConfigurationWithoutProcessOrRootGetsNeither() {
    Spec empty = Spec.builder().ociVersion("1.2.0").build();
    Spec edited =
        ContainerOption.apply(
            empty,
            SecurityOptions.addAllCapabilities(),
            SecurityOptions.readonlyRoot(true),
            ProgramOptions.env("A", "b"));

    assertThat(edited).isEqualTo(empty);
  }
}
