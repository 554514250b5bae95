package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSyscall;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What containerd does with options, beside what its real documents show. */
@Tag("unit")
class ContainerdOptionsTest {
  private static final Pod POD = Pod.named("web").id("sandbox1").process(42);

  private static Linux linux(EnginePreset preset) {
    return preset.build().linux().orElseThrow();
  }

  private static ContainerProcess process(EnginePreset preset) {
    return preset.build().process().orElseThrow();
  }

  private static EnginePreset inPod() {
    return Presets.cri("2").with(POD.container("c", "image"));
  }

  private static Mount mount(EnginePreset preset, String destination) {
    return preset.build().mounts().stream()
        .filter(mount -> mount.destination().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(LinuxSeccomp filter) {
    return filter.syscalls().stream().map(LinuxSyscall::names).map(names -> names.get(0)).toList();
  }

  @Test
  void whatIsDroppedStaysDroppedThoughItIsAdded() {
    ContainerOption[] both = {
      SecurityOptions.addCapabilities(Capability.CAP_BPF, Capability.CAP_SYS_TIME),
      SecurityOptions.dropCapabilities(Capability.CAP_BPF)
    };
    for (EnginePreset preset : List.of(Presets.containerd("2"), Presets.cri("2"))) {
      assertThat(process(preset.with(both)).capabilities().orElseThrow().bounding())
          .contains(Capability.CAP_SYS_TIME)
          .doesNotContain(Capability.CAP_BPF);
    }
  }

  @Test
  void rulesForCapabilitiesComeInTheOrderOfTheCapabilities() {
    EnginePreset none =
        Presets.containerd("1.7")
            .architecture("amd64")
            .defaultSeccomp(true)
            .with(SecurityOptions.dropAllCapabilities());
    LinuxSeccomp one =
        linux(
                none.with(
                    SecurityOptions.addCapabilities(
                        Capability.CAP_SYSLOG, Capability.CAP_SYS_BOOT)))
            .seccomp()
            .orElseThrow();
    LinuxSeccomp other =
        linux(
                none.with(
                    SecurityOptions.addCapabilities(
                        Capability.CAP_SYS_BOOT, Capability.CAP_SYSLOG)))
            .seccomp()
            .orElseThrow();
    assertThat(names(one)).containsSubsequence("arch_prctl", "syslog", "reboot", "clone");
    assertThat(names(other)).containsSubsequence("arch_prctl", "reboot", "syslog", "clone");
  }

  @Test
  void aFilterForAProcessorWithoutRelativesNamesNoArchitecture() {
    LinuxSeccomp filter =
        linux(Presets.containerd("2").architecture("ppc64le").defaultSeccomp(true))
            .seccomp()
            .orElseThrow();
    assertThat(filter.architectures()).isEmpty();
    assertThat(names(filter)).contains("sync_file_range2").doesNotContain("arch_prctl");
  }

  @Test
  void aPrivilegedContainerOfCtrIsFilteredWhenThatIsAskedFor() {
    Spec made =
        Presets.containerd("2")
            .architecture("amd64")
            .defaultSeccomp(true)
            .with(SecurityOptions.privileged())
            .build();
    assertThat(made.linux().orElseThrow().seccomp()).isPresent();
    assertThat(made.process().orElseThrow().noNewPrivileges()).contains(true);
  }

  @Test
  void whoAsksForOneLimitGetsAllInTheCri() {
    EnginePreset limited = inPod().with(ResourceOptions.memory(64 << 20));
    assertThat(linux(limited).resources().orElseThrow().memory().orElseThrow().swap())
        .hasValue(64 << 20);
    assertThat(linux(limited).resources().orElseThrow().cpu()).isPresent();
    assertThat(process(limited).oomScoreAdj()).hasValue(0);
  }

  @Test
  void withoutALimitOfSwapNoneIsWritten() {
    EnginePreset limited =
        inPod()
            .host(EngineHost.DEFAULT.swapLimit(false))
            .with(ResourceOptions.memory(64 << 20), ResourceOptions.oomScoreAdj(500));
    assertThat(linux(limited).resources().orElseThrow().memory().orElseThrow().swap()).isEmpty();
    assertThat(process(limited).oomScoreAdj()).hasValue(500);
  }

  @Test
  void aHostWithControlGroupsOfVersion2HasThemInANamespace() {
    EnginePreset there = inPod().host(EngineHost.DEFAULT.cgroupVersion(2));
    assertThat(linux(there).namespaces())
        .extracting(LinuxNamespace::type)
        .contains(LinuxNamespaceType.CGROUP);
    assertThat(linux(there.with(SecurityOptions.privileged())).namespaces())
        .extracting(LinuxNamespace::type)
        .doesNotContain(LinuxNamespaceType.CGROUP);
  }

  @Test
  void appArmorIsTheCrisOwnUnlessNoneIsAskedFor() {
    EnginePreset there = inPod().host(EngineHost.DEFAULT.appArmor(true));
    assertThat(process(there).apparmorProfile()).contains("cri-containerd.apparmor.d");
    assertThat(process(there.with(SecurityOptions.appArmorUnconfined())).apparmorProfile())
        .isEmpty();
    assertThat(process(there.with(SecurityOptions.privileged())).apparmorProfile()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/kubepods.slice/kubepods-pod1.slice", "kubepods-pod1.slice"})
  void aSliceOfSystemdNamesTheControlGroupInItsOwnWay(String parent) {
    Pod pod = POD.cgroupParent(parent);
    assertThat(linux(Presets.cri("2").id("abc").with(pod.container("c", "i"))).cgroupsPath())
        .contains("kubepods-pod1.slice:cri-containerd:abc");
  }

  @Test
  void outsideOfAPodAContainerHasNamespacesAndSharedMemoryOfItsOwn() {
    EnginePreset alone = Presets.cri("2").id("abc");
    assertThat(linux(alone).cgroupsPath()).contains("/k8s.io/abc");
    assertThat(linux(alone).namespaces()).allMatch(namespace -> namespace.path().isEmpty());
    assertThat(mount(alone, "/dev/shm").type()).contains("tmpfs");
  }

  @Test
  void aReadOnlyRootMakesThePodsFilesReadOnlyButNotItsSharedMemory() {
    EnginePreset readonly = inPod().with(SecurityOptions.readonlyRoot(true));
    assertThat(mount(readonly, "/etc/hosts").options()).containsExactly("rbind", "rprivate", "ro");
    assertThat(mount(readonly, "/dev/shm").options()).containsExactly("rbind", "rprivate", "rw");
  }

  @Test
  void aMountThatIsAskedForHidesTheEnginesBelowIt() {
    Spec made = inPod().with(BindMount.of("/dev", "/dev/")).build();
    assertThat(made.mounts())
        .extracting(Mount::destination)
        .contains("/dev/", "/dev/shm")
        .doesNotContain("/dev", "/dev/pts", "/dev/mqueue");
  }

  @Test
  void theUserNamespaceOfASandboxIsAFileFromVersion2On() {
    ContainerOption mapped =
        NamespaceOptions.mapped(
            new IdMappings(
                List.of(IdMappings.mapping(0, 65_536, 65_536)),
                List.of(IdMappings.mapping(0, 65_536, 65_536))));
    Linux two = linux(Presets.criSandbox("2").with(POD.sandbox("pause"), mapped));
    assertThat(two.namespaces())
        .filteredOn(namespace -> namespace.type().equals(LinuxNamespaceType.USER))
        .extracting(namespace -> namespace.path().orElse(""))
        .containsExactly(
            "/run/containerd/io.containerd.grpc.v1.cri/sandboxes/sandbox1/pinned-namespaces/user");
    assertThat(two.sysctl()).containsOnlyKeys("net.ipv4.ip_unprivileged_port_start");
    assertThat(linux(inPod().with(mapped)).namespaces())
        .filteredOn(namespace -> namespace.type().equals(LinuxNamespaceType.USER))
        .extracting(namespace -> namespace.path().orElse(""))
        .containsExactly("/proc/42/ns/user");
  }

  @Test
  void anyConfigurationCanJoinAPod() {
    Spec joined = POD.container("c", "image").applyTo(Presets.runc());
    assertThat(joined.linux().orElseThrow().namespaces())
        .extracting(namespace -> namespace.path().orElse(""))
        .contains("/proc/42/ns/net", "/proc/42/ns/ipc", "/proc/42/ns/uts");
    assertThat(joined.annotations()).containsEntry("io.kubernetes.cri.sandbox-id", "sandbox1");
  }
}
