package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.RootfsPropagation;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docker does with options that no collected document shows. */
@Tag("unit")
class DockerOptionsTest {
  private static final String ID = "0123456789abcdef";
  private static final LinuxSeccomp FILTER =
      LinuxSeccomp.builder().defaultAction(LinuxSeccompAction.SCMP_ACT_LOG).build();

  private static EnginePreset docker(String version) {
    return Presets.docker(version).id(ID);
  }

  private static Spec with(String version, ContainerOption... options) {
    return docker(version).with(options).build();
  }

  private static Linux linux(Spec spec) {
    return spec.linux().orElseThrow();
  }

  private static List<String> places(Spec spec) {
    return spec.mounts().stream().map(Mount::destination).toList();
  }

  private static List<String> options(Spec spec, String place) {
    return spec.mounts().stream()
        .filter(mount -> mount.destination().equals(place))
        .findFirst()
        .orElseThrow()
        .options();
  }

  @Test
  void theHostsNetworkIsJoinedByItsPathUntilItIsShared() {
    ContainerOption host = NamespaceOptions.host(LinuxNamespaceType.NETWORK);

    assertThat(linux(with("26", host)).namespaces())
        .filteredOn(namespace -> namespace.type().equals(LinuxNamespaceType.NETWORK))
        .singleElement()
        .satisfies(
            namespace -> assertThat(namespace.path()).contains("/var/run/docker/netns/default"));
    Spec shared = with("28", host);
    assertThat(linux(shared).namespaces())
        .extracting(LinuxNamespace::type)
        .doesNotContain(LinuxNamespaceType.NETWORK);
    assertThat(linux(shared).sysctl()).isEmpty();
    assertThat(shared.hostname()).as("the host's name, which is not known").isEmpty();
  }

  @Test
  void theHostsIpcNamespaceComesWithItsSharedMemory() {
    Spec spec = with("28", NamespaceOptions.host(LinuxNamespaceType.IPC));

    assertThat(spec.mounts())
        .filteredOn(mount -> mount.destination().equals("/dev/shm"))
        .singleElement()
        .satisfies(
            mount -> {
              assertThat(mount.source()).contains("/dev/shm");
              assertThat(mount.options()).containsExactly("rbind", "rprivate");
            });
  }

  @Test
  void theHostsNameStaysInTheEnvironmentOnly() {
    Spec spec = with("28", NamespaceOptions.host(LinuxNamespaceType.UTS));

    assertThat(spec.hostname()).isEmpty();
    assertThat(spec.process().orElseThrow().env()).contains("HOSTNAME=0123456789ab");
  }

  @Test
  void aJoinedNamespaceOfMappedIdsBringsItsUsers() {
    Spec spec =
        with(
            "28",
            NamespaceOptions.mapped(IdMappings.single(1000, 1000)),
            NamespaceOptions.joined(LinuxNamespaceType.NETWORK, "/proc/42/ns/net"));

    assertThat(linux(spec).namespaces())
        .filteredOn(namespace -> namespace.type().equals(LinuxNamespaceType.USER))
        .singleElement()
        .satisfies(namespace -> assertThat(namespace.path()).contains("/proc/42/ns/user"));
  }

  @Test
  void noInitProgramRunsWhereTheProcessesAreTheHosts() {
    Spec spec =
        with(
            "28",
            NamespaceOptions.host(LinuxNamespaceType.PID),
            ProgramOptions.init("/usr/bin/docker-init", "/sbin/docker-init"));

    assertThat(spec.process().orElseThrow().args()).containsExactly("sh");
    assertThat(places(spec)).doesNotContain("/sbin/docker-init");
  }

  @Test
  void mountsAreSortedByDepthAndTakeThePlaceOfTheEngines() {
    Spec spec =
        with(
            "28",
            BindMount.of("/a", "/x/y/z"),
            BindMount.of("/b", "/x"),
            TmpfsMount.at("/x/y"),
            BindMount.of("/dev", "/dev"));

    assertThat(places(spec))
        .containsExactly("/proc", "/sys", "/sys/fs/cgroup", "/x", "/dev", "/x/y", "/x/y/z");
  }

  @Test
  void aMountThatSendsEventsNeedsARootThatDoes() {
    BindMount mount = BindMount.of("/a", "/a");

    assertThat(linux(with("28", mount.propagation(MountPropagation.RSHARED))).rootfsPropagation())
        .contains(RootfsPropagation.SHARED);
    assertThat(linux(with("28", mount.propagation(MountPropagation.SLAVE))).rootfsPropagation())
        .contains(RootfsPropagation.of("rslave"));
    assertThat(linux(with("28", mount)).rootfsPropagation()).isEmpty();
  }

  @Test
  void readOnlyIsForMountsBelowTooInNewerReleases() {
    BindMount mount = BindMount.of("/a", "/a");

    assertThat(options(with("20", mount.readOnly()), "/a"))
        .containsExactly("rbind", "ro", "rprivate");
    assertThat(options(with("26", mount.readOnly()), "/a"))
        .containsExactly("rbind", "rro", "rprivate");
    assertThat(options(with("26", mount.nonRecursiveReadOnly().withoutPropagation()), "/a"))
        .containsExactly("rbind", "ro");
  }

  @Test
  void aFilterThatIsNamedHoldsForPrivilegedContainersOfNewerReleases() {
    ContainerOption[] both = {SecurityOptions.privileged(), SecurityOptions.seccomp(FILTER)};

    assertThat(linux(with("28", both)).seccomp()).contains(FILTER);
    assertThat(linux(with("20", both)).seccomp()).isEmpty();
  }

  @Test
  void appArmorConfinesUnlessToldOtherwise() {
    EnginePreset preset = docker("28").host(EngineHost.DEFAULT.appArmor(true));

    assertThat(profile(preset)).isEqualTo("docker-default");
    assertThat(profile(preset.with(SecurityOptions.privileged()))).isEqualTo("unconfined");
    assertThat(profile(preset.with(SecurityOptions.appArmorUnconfined()))).isEqualTo("unconfined");
    assertThat(profile(preset.with(SecurityOptions.appArmor("own")))).isEqualTo("own");
    assertThat(
            with("28", SecurityOptions.appArmor("own")).process().orElseThrow().apparmorProfile())
        .as("on a host without")
        .isEmpty();
  }

  private static String profile(EnginePreset preset) {
    return preset.build().process().orElseThrow().apparmorProfile().orElseThrow();
  }

  @Test
  void labelsAreTheHostsUnlessTheContainerSeesItsProcesses() {
    EnginePreset preset = docker("28").host(EngineHost.DEFAULT.seLinux("p:l", "m:l"));

    assertThat(preset.build().process().orElseThrow().selinuxLabel()).contains("p:l");
    assertThat(linux(preset.build()).mountLabel()).contains("m:l");
    Spec open = preset.with(NamespaceOptions.host(LinuxNamespaceType.PID)).build();
    assertThat(open.process().orElseThrow().selinuxLabel()).isEmpty();
  }

  @Test
  void controlGroupsOfVersion2AreTheContainersOwnView() {
    Spec spec = docker("28").host(EngineHost.DEFAULT.cgroupVersion(2)).build();

    assertThat(linux(spec).namespaces())
        .extracting(LinuxNamespace::type)
        .last()
        .isEqualTo(LinuxNamespaceType.CGROUP);
    assertThat(spec.at("/linux/resources/memory").value()).hasToString("Optional[{}]");
  }

  @Test
  void systemdNamesControlGroupsInItsOwnWords() {
    EnginePreset preset = docker("28").host(EngineHost.DEFAULT.systemd(true));

    assertThat(linux(preset.build()).cgroupsPath()).contains("system.slice:docker:" + ID);
    assertThat(linux(preset.with(ResourceOptions.cgroupParent("my.slice")).build()).cgroupsPath())
        .contains("my.slice:docker:" + ID);
  }

  @Test
  void whatIsAddedIsKeptAndSortedInNewerReleases() {
    ContainerOption[] changes = {
      SecurityOptions.dropAllCapabilities(),
      SecurityOptions.addCapabilities(Capability.CAP_SYS_TIME, Capability.CAP_CHOWN)
    };

    assertThat(bounding(with("28", changes)))
        .containsExactly(Capability.CAP_CHOWN, Capability.CAP_SYS_TIME);
    assertThat(bounding(with("20", changes)))
        .containsExactly(Capability.CAP_SYS_TIME, Capability.CAP_CHOWN);
  }

  private static List<Capability> bounding(Spec spec) {
    return spec.process().orElseThrow().capabilities().orElseThrow().bounding();
  }

  @Test
  void anOptionThatDockerDoesNotKnowIsDoneAsItDescribesItself() {
    Spec spec = with("28", ProgramOptions.timeZone("Europe/Berlin"));

    assertThat(spec.process().orElseThrow().env()).contains("TZ=Europe/Berlin");
    assertThat(places(spec)).contains("/etc/localtime");
  }

  @Test
  void noLimitIsTheLargestNumberForAProcessAndNothingForAllOfThem() {
    Spec spec =
        with(
            "28",
            ResourceOptions.ulimit(PosixRlimitType.RLIMIT_CORE, -1, -1),
            ResourceOptions.pids(-1));

    assertThat(spec.at("/process/rlimits/0/soft").value())
        .hasToString("Optional[18446744073709551615]");
    assertThat(spec.at("/linux/resources/pids").value()).isEmpty();
  }

  @Test
  void theNameIsThatOfWhoeversNetworkItIs() {
    EnginePreset preset = docker("28").host(EngineHost.DEFAULT.name("big"));
    LinuxNamespaceType network = LinuxNamespaceType.NETWORK;

    assertThat(preset.with(NamespaceOptions.host(network)).build().hostname()).contains("big");
    assertThat(preset.with(NamespaceOptions.joined(network, "/proc/7/ns/net")).build().hostname())
        .as("another container's, which is not known")
        .isEmpty();
  }

  @Test
  void processorsThatTellOfHeatAreMaskedByTheLatest() {
    EngineHost host = EngineHost.DEFAULT.thermalThrottle(List.of(0, 1));

    assertThat(linux(docker("28").host(host).build()).maskedPaths())
        .endsWith(
            "/sys/devices/system/cpu/cpu0/thermal_throttle",
            "/sys/devices/system/cpu/cpu1/thermal_throttle");
    assertThat(linux(Presets.podman("5.8").host(host).build()).maskedPaths())
        .containsSubsequence("/proc/interrupts", "/sys/devices/system/cpu/cpu0/thermal_throttle");
    assertThat(linux(Presets.buildah("1.43").host(host).build()).maskedPaths())
        .endsWith("/sys/devices/system/cpu/cpu1/thermal_throttle");
    assertThat(linux(docker("26").host(host).build()).maskedPaths())
        .noneMatch(path -> path.contains("thermal"));
    assertThat(linux(docker("28").host(host).with(SecurityOptions.privileged()).build()))
        .satisfies(linux -> assertThat(linux.maskedPaths()).isEmpty());
  }
}
