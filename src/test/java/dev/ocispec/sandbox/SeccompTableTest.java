package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSyscall;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of system calls, and how they compare with what container engines write. */
@Tag("unit")
class SeccompTableTest {
  /** Calls that engines let through whatever their arguments, and that are filtered here. */
  private static final Set<String> BY_ARGUMENTS =
      Set.of(
          "chmod",
          "creat",
          "fchmod",
          "fchmodat",
          "fchmodat2",
          "mknod",
          "mknodat",
          "open",
          "openat",
          "openat2",
          "renameat2",
          "socketpair");

  /** What engines let through although it hides the arguments that they filter. */
  private static final String SOCKETS_OF_ALL_FAMILIES = "socketcall";

  private static LinuxSeccomp filterOf(String document) {
    return Json.read(Shared.path("real-documents/config/" + document), Spec.class)
        .linux()
        .orElseThrow()
        .seccomp()
        .orElseThrow();
  }

  private static Set<String> names(Capability... capabilities) {
    return SeccompTable.allowed(List.of(capabilities));
  }

  @Test
  void namesAreSortedAndStandOnce() {
    List<List<String>> lists = new ArrayList<>(SeccompTable.BY_CAPABILITY.values());
    lists.add(SeccompTable.ALWAYS);
    lists.add(SeccompTable.NEVER);
    for (List<String> list : lists) {
      assertThat(list).isEqualTo(List.copyOf(new TreeSet<>(list)));
    }
    assertThat(SeccompTable.ALWAYS).doesNotContainAnyElementsOf(SeccompTable.NEVER);
    for (List<String> list : SeccompTable.BY_CAPABILITY.values()) {
      assertThat(list)
          .doesNotContainAnyElementsOf(SeccompTable.NEVER)
          .doesNotContainAnyElementsOf(SeccompTable.ALWAYS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-28.5.2-capnone.json", "docker-26.1.5-capnone.json"})
  void aBuildMayCallWhatDockerAllowsWithoutCapabilities(String document) {
    Set<String> theirs = new TreeSet<>(SeccompEvaluation.allowedNames(filterOf(document)));
    theirs.removeAll(BY_ARGUMENTS);
    theirs.removeAll(SeccompArchitecture.X86_64.ownCalls());
    assertThat(theirs.remove(SOCKETS_OF_ALL_FAMILIES)).isTrue();

    assertThat(SeccompTable.ALWAYS).containsAll(theirs);
  }

  @Test
  void aBuildMayCallNothingThatDockerForbids() {
    assertThat(SeccompEvaluation.allowedNames(filterOf("docker-28.5.2-capnone.json")))
        .containsAll(SeccompTable.ALWAYS);
  }

  @Test
  void capabilitiesAllowWhatDockerAllowsForThem() {
    Set<String> theirs =
        new TreeSet<>(SeccompEvaluation.allowedNames(filterOf("docker-28.5.2-capall.json")));
    theirs.removeAll(SeccompEvaluation.allowedNames(filterOf("docker-28.5.2-capnone.json")));
    // With CAP_SYS_ADMIN docker lets clone through whole; here it stays filtered.
    theirs.removeAll(Set.of("clone", "clone3"));
    Set<String> ours = new TreeSet<>();
    SeccompTable.BY_CAPABILITY.forEach(
        (capability, names) -> {
          if (!capability.equals(Capability.CAP_SYS_MODULE)) {
            ours.addAll(names);
          }
        });

    assertThat(ours).isEqualTo(theirs);
    assertThat(SeccompEvaluation.allowedNames(filterOf("podman-5.8.6-caps-all.json")))
        .containsAll(SeccompTable.BY_CAPABILITY.get(Capability.CAP_SYS_MODULE));
  }

  @Test
  void whatPodmanForbidsIsForbiddenButWhatDockerAllows() {
    Set<String> theirs = new TreeSet<>();
    for (LinuxSyscall rule : filterOf("podman-5.8.6-caps-dropall.json").syscalls()) {
      if (!rule.action().text().equals("SCMP_ACT_ALLOW") && rule.args().isEmpty()) {
        theirs.addAll(rule.names());
      }
    }
    theirs.removeAll(SeccompTable.ALWAYS);

    // Calls that few kernels ever had answer like any other that the kernel does not know.
    assertThat(theirs)
        .filteredOn(name -> !SeccompTable.forbidden(List.of()).contains(name))
        .containsExactlyInAnyOrder(
            "bdflush",
            "nfsservctl",
            "nice",
            "oldfstat",
            "oldlstat",
            "oldolduname",
            "oldstat",
            "olduname",
            "pciconfig_iobase",
            "pciconfig_read",
            "pciconfig_write",
            "query_module",
            "sgetmask",
            "ssetmask",
            "syscall");
  }

  @Test
  void aCapabilityMovesItsCallsFromForbiddenToAllowed() {
    assertThat(names()).doesNotContain("chroot").contains("read");
    assertThat(SeccompTable.forbidden(List.of())).contains("chroot", "mount", "keyctl", "bpf");
    assertThat(names(Capability.CAP_SYS_CHROOT)).contains("chroot", "read");
    assertThat(SeccompTable.forbidden(List.of(Capability.CAP_SYS_CHROOT)))
        .doesNotContain("chroot")
        .contains("mount", "keyctl");
    assertThat(names(Capability.CAP_BPF)).contains("bpf").doesNotContain("mount");
    assertThat(names(Capability.CAP_SYS_ADMIN)).contains("bpf", "mount", "syslog");
    assertThat(names(Capability.CAP_CHOWN)).isEqualTo(names());
  }

  @ParameterizedTest
  @EnumSource(SeccompArchitecture.class)
  void noArchitectureAllowsWhatIsForbidden(SeccompArchitecture architecture) {
    assertThat(architecture.names()).isNotEmpty();
    assertThat(architecture.ownCalls())
        .isSorted()
        .doesNotContainAnyElementsOf(SeccompTable.forbidden(List.of()))
        .doesNotContainAnyElementsOf(SeccompTable.ALWAYS);
    assertThat(architecture.cloneFlagsIndex())
        .isEqualTo(architecture == SeccompArchitecture.S390X ? 1 : 0);
  }

  @Test
  void architecturesAreFoundByTheNameOfTheMachine() {
    assertThat(SeccompArchitecture.of("x86_64")).contains(SeccompArchitecture.X86_64);
    assertThat(SeccompArchitecture.of("i686")).contains(SeccompArchitecture.X86);
    assertThat(SeccompArchitecture.of("armv8l")).contains(SeccompArchitecture.ARM);
    assertThat(SeccompArchitecture.of("vax")).isEmpty();
  }

  @Test
  void theFilterOfAnArchitectureHasItsOwnCalls() {
    LinuxSeccomp intel = filter("x86_64");
    assertThat(intel.architectures())
        .extracting(arch -> arch.text())
        .containsExactly("SCMP_ARCH_X86_64", "SCMP_ARCH_X86");
    assertThat(SeccompEvaluation.allowedNames(intel))
        .isSorted()
        .contains("arch_prctl", "modify_ldt")
        .doesNotContain("cacheflush");
    assertThat(SeccompEvaluation.allowedNames(filter("aarch64")))
        .contains("cacheflush")
        .doesNotContain("arch_prctl");
    assertThat(SeccompEvaluation.allowedNames(filter("mystery")))
        .contains("read")
        .doesNotContain("cacheflush", "arch_prctl");
  }

  private static LinuxSeccomp filter(String architecture) {
    HostFacts host = HostFacts.builder().architecture(architecture).build();
    return Sandbox.standard()
        .spec(BuildRequest.builder().commandArgs("/x").build(), host)
        .linux()
        .orElseThrow()
        .seccomp()
        .orElseThrow();
  }
}
