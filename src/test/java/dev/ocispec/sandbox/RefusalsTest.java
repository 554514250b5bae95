package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the profile standard refuses, and that it says all reasons at once. */
@Tag("unit")
class RefusalsTest {

  private static UnsupportedBuildException refusal(
      Sandbox sandbox, BuildRequest.Builder request, HostFacts.Builder host) {
    UnsupportedBuildException refused =
        catchThrowableOfType(
            UnsupportedBuildException.class, () -> sandbox.spec(request.build(), host.build()));
    assertThat(refused).as("the build is refused").isNotNull();
    assertThat(refused.findings()).allMatch(finding -> finding.level() == Level.MUST);
    return refused;
  }

  private static List<String> reasons(
      Sandbox sandbox, BuildRequest.Builder request, HostFacts.Builder host) {
    return refusal(sandbox, request, host).findings().stream().map(Finding::toLine).toList();
  }

  @Test
  void rootfulNeedsRoot() {
    assertThat(reasons(Sandbox.standard().rootless(false), Examples.request(), Examples.user()))
        .containsExactly(
            "(host): without a user namespace the runtime must be started by root, found"
                + " user id 1001; ask for a user namespace (rootless) [sandbox-rootful] (must)");
  }

  @Test
  void rootfulIsNeverTheHostsRoot() {
    for (Sandbox sandbox :
        List.of(Sandbox.standard().buildIds(0, 5), Sandbox.standard().buildIds(5, 0))) {
      assertThat(reasons(sandbox, Examples.request(), Examples.root()))
          .containsExactly(
              "(host): without a user namespace the build would run as the host's root,"
                  + " found build ids "
                  + sandbox.buildIds().orElseThrow()
                  + "; ask for a user namespace (rootless), or for other build"
                  + " ids [sandbox-build-ids] (must)");
    }
  }

  @Test
  void rootlessAsRootNeedsSubordinateIds() {
    String reason =
        "(host): without subordinate ids root would lend the build its own id; add a line such as"
            + " root:1000000:65536 to /etc/subuid and /etc/subgid, or ask for no user namespace"
            + " (rootful) [sandbox-subordinate-ids] (must)";
    Sandbox sandbox = Sandbox.standard().rootless(true);
    List<IdRange> one = List.of(new IdRange(100_000, 1));

    assertThat(reasons(sandbox, Examples.request(), Examples.root().subordinateUids(List.of())))
        .containsExactly(reason);
    assertThat(reasons(sandbox, Examples.request(), Examples.root().subordinateUids(one)))
        .containsExactly(reason);
    assertThat(reasons(sandbox, Examples.request(), Examples.root().subordinateGids(one)))
        .containsExactly(reason);
    assertThat(
            sandbox
                .buildIds(0, 0)
                .plan(
                    Examples.request().build(),
                    Examples.root().subordinateUids(one).subordinateGids(one).build())
                .identity()
                .hostUid())
        .hasValue(100_000);
  }

  @Test
  void idsThatWereAskedForMustBeThere() {
    for (HostFacts.Builder host :
        List.of(
            Examples.user().subordinateUids(List.of()),
            Examples.user().subordinateGids(List.of()))) {
      assertThat(reasons(Sandbox.standard().buildIds(5, 6), Examples.request(), host))
          .containsExactly(
              "(host): there are no subordinate ids for the build ids 5:6"
                  + "; add lines for ci to /etc/subuid and"
                  + " /etc/subgid [sandbox-subordinate-ids] (must)");
    }
    assertThat(
            Sandbox.standard()
                .buildIds(0, 6)
                .plan(
                    Examples.request().build(), Examples.user().subordinateUids(List.of()).build())
                .identity()
                .hostGid())
        .hasValue(265_535);
  }

  @Test
  void idsThatAreTheCallersOwnAreNotLent() {
    HostFacts.Builder host =
        Examples.userAlone()
            .subordinateUids(List.of(new IdRange(1001, 1)))
            .subordinateGids(List.of(new IdRange(1000, 3)));

    assertThat(reasons(Sandbox.standard().buildIds(5, 6), Examples.request(), host)).hasSize(1);
    BuildIdentity more =
        Sandbox.standard()
            .plan(Examples.request().build(), host.addSubordinateUid(new IdRange(1001, 2)).build())
            .identity();
    assertThat(more.hostUid()).hasValue(1002);
    assertThat(more.hostGid()).hasValue(1001);
  }

  @Test
  void capabilitiesNeedARootOfItsOwn() {
    Sandbox sandbox = Sandbox.standard().capabilities(Capability.CAP_CHOWN);
    String advice =
        "; ask for a user namespace and for build ids 0:0, or for no capabilities"
            + " [sandbox-capabilities] (must)";

    assertThat(reasons(sandbox, Examples.request(), Examples.user()))
        .containsExactly(
            "(host): capabilities are only useful to root in a user namespace, found user"
                + " 1000:100"
                + advice);
    assertThat(reasons(sandbox.rootless(false), Examples.request(), Examples.root()))
        .containsExactly(
            "(host): capabilities are only useful to root in a user namespace, found user"
                + " 1879149192:1879149192 without a user namespace"
                + advice);
  }

  @Test
  void namespacesThatIsolateMustBeThere() {
    HostFacts.Builder host =
        Examples.user().namespaces(List.of(LinuxNamespaceType.PID, LinuxNamespaceType.IPC));

    assertThat(reasons(Sandbox.standard(), Examples.request(), host))
        .containsExactly(
            namespace("uts", "uts", "sandbox-namespace"),
            namespace("mount", "mnt", "sandbox-namespace"),
            namespace("network", "net", "sandbox-namespace"),
            namespace("user", "user", "sandbox-user-namespace"));
  }

  private static String namespace(String name, String kernelName, String rule) {
    return "(host): the host does not let this user create a "
        + name
        + " namespace; allow it on the host (sysctl user.max_"
        + kernelName
        + "_namespaces"
        + (name.equals("user")
            ? ", kernel.unprivileged_userns_clone), or start the container that this runs in with a"
                + " filter of system calls that lets them through (docker: --security-opt"
                + " seccomp=unconfined, or --privileged)"
            : "), or in the container that this runs in")
        + " ["
        + rule
        + "] (must)";
  }

  @Test
  void theSystemMustRunHere() {
    assertThat(
            reasons(
                Sandbox.standard().emulatedSystems(List.of("riscv64-linux")),
                Examples.request().constraints(c -> c.system("aarch64-linux")),
                Examples.root()))
        .containsExactly(
            "/constraints/system: expected one of the systems that run here, i686-linux,"
                + " riscv64-linux, x86_64-linux, found \"aarch64-linux\"; build on"
                + " such a host, or set up an emulator (binfmt_misc with the flag F) and name its"
                + " system [sandbox-system] (must)");
  }

  @Test
  void theMemoryMustBeThere() {
    BuildRequest.Builder request = Examples.request().constraints(c -> c.minMemory(1000));

    assertThat(reasons(Sandbox.standard(), request, Examples.root().memory(999)))
        .containsExactly(
            "/constraints/minMemory: expected 1000 bytes of memory, but the host has 999"
                + " bytes; build on a larger host, or ask for less [sandbox-memory] (must)");
    assertThat(
            reasons(
                Sandbox.standard().limits(SandboxLimits.DEFAULT.withMemory(999)),
                request,
                Examples.root()))
        .containsExactly(
            "/constraints/minMemory: expected 1000 bytes of memory, but the limit"
                + " is 999 bytes; raise the limit, or ask for less [sandbox-memory] (must)");
    assertThat(
            Sandbox.standard()
                .limits(SandboxLimits.DEFAULT.withMemory(1000))
                .plan(request.build(), Examples.root().memory(1000).build())
                .remarks())
        .isEmpty();
  }

  @Test
  void theShellMustBeThere() {
    HostFacts.Builder host = HostFacts.builder();

    assertThat(
            reasons(
                Sandbox.standard(),
                BuildRequest.builder().commandArgs("/x").constraints(c -> c.provideBinSh(true)),
                host))
        .containsExactly(
            "/constraints/provideBinSh: expected a statically linked shell, found none"
                + " on the host; install a static shell (Debian: bash-static or busybox-static), or"
                + " name one [sandbox-shell] (must)");
  }

  @Test
  void nothingGoesIntoTheKernelsFileSystems() {
    UnsupportedBuildException refused =
        refusal(
            Sandbox.standard(),
            BuildRequest.builder()
                .commandArgs("/x")
                .scratchPaths("proc", "sys/x", "dev", "dev/shm", "process")
                .inputsDir("proc/a")
                .addInput("i")
                .constraints(c -> c.availableReadOnlyPaths("/proc/1", "/sys", "/dev", "/dev/kvm")),
            Examples.root());

    assertThat(refused.isRequestAtFault()).isTrue();
    assertThat(refused.findings())
        .extracting(finding -> finding.pointer() + " " + finding.message())
        .containsExactly(
            "/scratchPaths/0 expected a place outside /proc, found \"/proc\"",
            "/scratchPaths/1 expected a place outside /sys, found \"/sys/x\"",
            "/scratchPaths/2 expected a place outside /dev, found \"/dev\"",
            "/scratchPaths/3 expected a place outside /dev, found \"/dev/shm\"",
            "/inputs/0/name expected a place outside /proc, found \"/proc/a/i\"",
            "/constraints/availableReadOnlyPaths/0 expected a place outside /proc, found"
                + " \"/proc/1\"",
            "/constraints/availableReadOnlyPaths/1 expected a place outside /sys, found \"/sys\"",
            "/constraints/availableReadOnlyPaths/2 expected a place that is not used by the"
                + " sandbox, found \"/dev\"");
  }

  @Test
  void additionalFilesGoWhereTheSandboxDoesNotHideThem() {
    assertThat(
            refusal(
                    Sandbox.standard(),
                    BuildRequest.builder()
                        .commandArgs("/x")
                        .scratchPaths("etc/open", "var")
                        .constraints(c -> c.networkAccess(true))
                        .addAdditionalFile("proc/x", "")
                        .addAdditionalFile("dev", "")
                        .addAdditionalFile("tmp/x", "")
                        .addAdditionalFile("etc/resolv.conf", "")
                        .addAdditionalFile("etc/nsswitch.conf", "")
                        .addAdditionalFile("etc/open/hosts", "")
                        .addAdditionalFile("temp", ""),
                    Examples.root())
                .findings())
        .extracting(finding -> finding.pointer() + " " + finding.message())
        .containsExactly(
            "/additionalFiles/0/path expected a place outside /proc, found \"/proc/x\"",
            "/additionalFiles/1/path expected a place outside /dev, found \"/dev\"",
            "/additionalFiles/2/path expected a place outside /tmp, found \"/tmp/x\"",
            "/additionalFiles/3/path expected a place outside /etc/resolv.conf, found"
                + " \"/etc/resolv.conf\"");
    Sandbox.standard()
        .plan(
            BuildRequest.builder()
                .commandArgs("/x")
                .scratchPaths("tmp")
                .addAdditionalFile("tmp/x", "")
                .addAdditionalFile("etc/resolv.conf", "")
                .build(),
            Examples.root().build());
  }

  @Test
  void nothingGoesWhereSomethingElseIs() {
    assertThat(
            refusal(
                    Sandbox.standard(),
                    BuildRequest.builder()
                        .commandArgs("/x")
                        .scratchPaths("in/a", "bin/sh", "etc/hosts")
                        .inputsDir("in")
                        .addInput("a")
                        .constraints(
                            c ->
                                c.availableReadOnlyPaths("/tmp", "/in/a", "/etc/services")
                                    .networkAccess(true)
                                    .provideBinSh(true)),
                    Examples.root())
                .findings())
        .extracting(finding -> finding.pointer() + " " + finding.message())
        .containsExactly(
            "/inputs/0/name expected a place that is not used by /scratchPaths/0, found \"/in/a\"",
            "/constraints/availableReadOnlyPaths/0 expected a place that is not used by the"
                + " sandbox, found \"/tmp\"",
            "/constraints/availableReadOnlyPaths/1 expected a place that is not used by"
                + " /scratchPaths/0, found \"/in/a\"",
            "/constraints/provideBinSh expected a place that is not used by /scratchPaths/1, found"
                + " \"/bin/sh\"",
            "/constraints/networkAccess expected a place that is not used by /scratchPaths/2, found"
                + " \"/etc/hosts\"");
  }

  @Test
  void allReasonsAreSaidAtOnce() {
    UnsupportedBuildException refused =
        refusal(
            Sandbox.standard().rootless(false).capabilities(Capability.CAP_CHOWN),
            Examples.request()
                .scratchPaths("proc")
                .constraints(c -> c.system("vax-vms").minMemory(1L << 40)),
            Examples.user());

    assertThat(refused.isRequestAtFault()).isFalse();
    assertThat(refused.findings())
        .extracting(Finding::rule)
        .containsExactly(
            "sandbox-system",
            "sandbox-memory",
            "sandbox-place",
            "sandbox-rootful",
            "sandbox-capabilities");
    assertThat(refused)
        .hasMessageStartingWith("the sandbox can't run this build here:\n/constraints/system");
  }

  @Test
  void ruleIdsAreUnique() {
    assertThat(List.of(SandboxRule.values()))
        .extracting(SandboxRule::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("sandbox-"));
  }
}
