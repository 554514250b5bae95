package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.DeviceNumber;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class HostDetectionTest {
  @TempDir Path root;

  @Test
  void theUsersIdsAreTheEffectiveOnesAndItsNameThatOfPasswd() {
    HostFacts facts = FakeHost.usual(root, 1001, 1002).facts();

    assertThat(facts.uid()).isEqualTo(1001);
    assertThat(facts.gid()).isEqualTo(1002);
    assertThat(facts.userName()).isEqualTo("ci");
    assertThat(facts.architecture()).isEqualTo("x86_64");
    assertThat(facts.memory()).hasValue(2048 * 1024);
    assertThat(facts.unknown()).isEmpty();
  }

  @Test
  void theCallerAloneIsLookedUpWithoutTheRestOfTheMachine() {
    HostFacts all = FakeHost.usual(root, 1001, 1002).facts();
    HostFacts caller = HostDetection.of(root).caller();

    assertThat(caller)
        .isEqualTo(
            HostFacts.builder()
                .uid(1001)
                .gid(1002)
                .userName("ci")
                .subordinateUids(all.subordinateUids())
                .subordinateGids(all.subordinateGids())
                .build());
    assertThat(caller.memory()).isEmpty();
  }

  @Test
  void aUserWithoutNameIsItsNumber() {
    FakeHost host = FakeHost.usual(root, 7, 7).file("/etc/passwd", "bad\nroot:x:0:0\n");

    assertThat(host.facts().userName()).isEqualTo("7");
  }

  @Test
  void whatCantBeFoundOutIsStated() {
    HostFacts facts = new FakeHost(root).facts();

    assertThat(facts.unknown())
        .containsExactly(
            "/proc/self/status has no \"Uid:\" line: assuming 0",
            "/proc/self/status has no \"Gid:\" line: assuming 0",
            "/proc/meminfo has no MemTotal line: memory size unknown",
            "unknown mounts, and so unknown mount flags that a container must keep");
    assertThat(facts.uid()).isZero();
    assertThat(facts.memory()).isEmpty();
    assertThat(facts.namespaces()).isEmpty();
    assertThat(facts.cgroupMode()).isEqualTo(CgroupMode.NONE);
    assertThat(facts.staticShell()).isEmpty();
    assertThat(facts.resolverFiles()).isEmpty();
    assertThat(facts.runtimeFeatures()).isEmpty();
  }

  @Test
  void aFileThatCantBeReadIsStated() {
    HostFacts facts = FakeHost.usual(root, 0, 0).folder("/etc/subuid").facts();

    assertThat(facts.unknown()).singleElement().asString().startsWith("cannot read /etc/subuid: ");
  }

  @Test
  void anOldKernelDoesNotTellItsArchitectureButTheVirtualMachineDoes() throws Exception {
    FakeHost host = FakeHost.usual(root, 0, 0);
    Files.delete(root.resolve("proc/sys/kernel/arch"));
    String jvm = System.getProperty("os.arch");

    assertThat(host.facts().architecture()).isEqualTo(jvm.equals("amd64") ? "x86_64" : jvm);
  }

  @Test
  void subordinateIdsAreUsedWhereTheProgramsThatMapThemAreInstalled() {
    FakeHost host =
        FakeHost.usual(root, 1001, 1002)
            .file("/etc/subuid", "ci:100000:65536\nother:1:1\n")
            .file("/etc/subgid", "1001:200000:10\n");
    assertThat(host.facts().subordinateUids()).isEmpty();
    assertThat(host.facts().unknown())
        .containsExactly("newuidmap is not installed: subordinate ids are unusable");

    host.file("/usr/bin/newuidmap", "");
    assertThat(host.facts().subordinateGids()).isEmpty();
    assertThat(host.facts().unknown())
        .containsExactly("newgidmap is not installed: subordinate ids are unusable");

    host.file("/bin/newgidmap", "");
    assertThat(host.facts().subordinateUids()).containsExactly(new IdRange(100_000, 65_536));
    assertThat(host.facts().subordinateGids()).containsExactly(new IdRange(200_000, 10));
    assertThat(host.facts().unknown()).isEmpty();
  }

  @Test
  void rootMapsSubordinateIdsByItself() {
    FakeHost host = FakeHost.usual(root, 0, 0).file("/etc/subuid", "root:300000:5\n");

    assertThat(host.facts().subordinateUids()).containsExactly(new IdRange(300_000, 5));
  }

  @Test
  void whoHasNoSubordinateIdsNeedsNoProgramForThem() {
    assertThat(FakeHost.usual(root, 1001, 1002).facts().unknown()).isEmpty();
  }

  @Test
  void namespacesAreThoseOfTheKernel() throws Exception {
    FakeHost host = FakeHost.usual(root, 1001, 1002);
    assertThat(host.facts().namespaces())
        .extracting(type -> type.text())
        .containsExactlyInAnyOrder("cgroup", "ipc", "mount", "network", "pid", "user", "uts");

    Files.delete(root.resolve("proc/self/ns/cgroup"));
    assertThat(host.facts().namespaces())
        .extracting(type -> type.text())
        .doesNotContain("cgroup")
        .contains("uts");
  }

  @Test
  void userNamespacesCanBeForbidden() {
    assertThat(makesUserNamespaces(FakeHost.usual(root, 1001, 1002))).isTrue();
    assertThat(
            makesUserNamespaces(
                FakeHost.usual(root, 1001, 1002).file("/proc/sys/user/max_user_namespaces", "9\n")))
        .isTrue();
    FakeHost onlyRoot =
        FakeHost.usual(root, 1001, 1002).file("/proc/sys/kernel/unprivileged_userns_clone", "0\n");
    assertThat(makesUserNamespaces(onlyRoot)).isFalse();
    assertThat(makesUserNamespaces(FakeHost.usual(root, 0, 0))).isTrue();
    FakeHost none = FakeHost.usual(root, 0, 0).file("/proc/sys/user/max_user_namespaces", "0\n");
    assertThat(makesUserNamespaces(none)).isFalse();
  }

  private static boolean makesUserNamespaces(FakeHost host) {
    return host.facts().namespaces().stream().anyMatch(type -> type.text().equals("user"));
  }

  @Test
  void whatAppArmorWillSayIsNotKnown() {
    FakeHost host =
        FakeHost.usual(root, 1001, 1002)
            .file("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");

    assertThat(host.facts().unknown())
        .containsExactly(
            "AppArmor may refuse user namespaces: cannot determine whether the runtime has a"
                + " profile that allows them");
    assertThat(FakeHost.usual(root, 0, 0).facts().unknown()).isEmpty();
  }

  @Test
  void emulatorsCountWhenTheyAreOpenAlready() {
    FakeHost host =
        FakeHost.usual(root, 0, 0)
            .file(binfmt("register/unreadable"), "") // The kernel's can only be written.
            .file(binfmt("qemu-aarch64"), "enabled\ninterpreter /x\nflags: OCF\n")
            .file(binfmt("qemu-arm"), "enabled\ninterpreter /x\nflags: OC\n")
            .file(binfmt("qemu-riscv64"), "disabled\ninterpreter /x\nflags: F\n")
            .file(binfmt("python"), "enabled\ninterpreter /x\nflags: F\n");

    assertThat(host.facts().systems())
        .containsExactly("x86_64-linux", "i686-linux", "aarch64-linux");
    assertThat(host.facts().unknown()).isEmpty();
  }

  private static String binfmt(String name) {
    return "/proc/sys/fs/binfmt_misc/" + name;
  }

  @Test
  void theShellIsTheFirstThatRunsAlone() {
    FakeHost host =
        FakeHost.usual(root, 0, 0)
            .program("/bin/busybox", false)
            .file("/usr/bin/busybox", ElfImage.program(true, true, true))
            .program("/bin/bash-static", true);

    assertThat(host.facts().staticShell()).contains(Path.of("/bin/bash-static"));
    host.program("/usr/bin/busybox", true);
    assertThat(host.facts().staticShell()).contains(Path.of("/usr/bin/busybox"));
  }

  @Test
  void filesForNameResolutionAreThoseThatExistAndTheirFlagsThoseOfWhereTheyLead() {
    FakeHost host =
        FakeHost.usual(root, 0, 0)
            .file(
                "/proc/self/mountinfo",
                "1 0 8:1 / / rw - ext4 x rw\n2 1 0:1 / /run rw,nosuid,nodev - tmpfs x rw\n")
            .file("/etc/hosts", "")
            .file("/run/resolved/stub.conf", "")
            .link("/etc/resolv.conf", "../run/resolved/stub.conf")
            .link("/etc/services", "nowhere");

    HostFacts facts = host.facts();
    assertThat(facts.resolverFiles()).containsExactly("/etc/hosts", "/etc/resolv.conf");
    assertThat(facts.flagsAt("/etc/hosts")).isEmpty();
    assertThat(facts.flagsAt("/etc/resolv.conf")).containsExactly("nodev", "nosuid");
  }

  @Test
  void whatARequestTakesFromTheHostIsFollowed() {
    FakeHost host =
        FakeHost.usual(root, 0, 0)
            .file(
                "/proc/self/mountinfo",
                "1 0 8:1 / / rw - ext4 x rw\n2 1 0:1 / /mnt ro,noexec - tmpfs x rw\n")
            .file("/mnt/data/x", "")
            .link("/srv/src", "../mnt/data")
            .link("/opt/tools", "../mnt/data/x")
            .link("/opt/dangling", "nowhere");
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/x")
            .inputsDir("in")
            .addInput("src", Path.of("/srv/src"))
            .addInput("none")
            .constraints(c -> c.availableReadOnlyPaths("/opt/tools", "/opt/dangling"))
            .build();

    assertThat(host.facts().flagsAt("/srv/src")).isEmpty();
    HostFacts facts = host.facts(request);
    assertThat(facts.flagsAt("/srv/src")).containsExactly("noexec", "ro");
    assertThat(facts.flagsAt("/opt/tools")).containsExactly("noexec", "ro");
    assertThat(facts.flagsAt("/opt/dangling")).isEmpty();
    assertThat(facts.unknown()).isEmpty();
  }

  @Test
  void thisMachineTellsItsFacts() {
    Shared.require(Files.exists(Path.of("/dev/null")), "there is no /dev/null");
    HostFacts facts = HostFacts.detect();

    assertThat(facts.memory().orElseThrow()).isPositive();
    assertThat(facts.devices())
        .containsEntry("/dev/null", new DeviceNumber(LinuxDeviceCgroupType.C, 1, 3));
    assertThat(facts.mountFlags()).containsKey("/proc");
    assertThat(facts.namespaces()).hasSizeGreaterThan(4);
    assertThat(facts.systems()).isNotEmpty();
    assertThat(HostFacts.detect(BuildRequest.builder().commandArgs("/x").build().hostPaths()))
        .isEqualTo(facts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev", "/dev/null", "/dev/../dev/full", "/"})
  void forAContainerThatSeesSomeOfDevAllItsNodesAreFound(String source) {
    List<Path> sources = List.of(Path.of(source));

    assertThat(HostDetection.of(Path.of("/")).factsFor(sources))
        .isEqualTo(HostFacts.detect(sources));
  }

  @Test
  void forAnyOtherContainerNoNodeOfDevIsLookedFor() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("null"), Path.of("/dev/null"));
    HostFacts all = HostFacts.detect(List.of(link));
    HostFacts facts = HostDetection.of(Path.of("/")).factsFor(List.of(link));
    Files.delete(link);

    assertThat(facts.devices()).containsOnlyKeys(link.toString());
    assertThat(facts.deviceOwners()).containsOnlyKeys(link.toString());
    assertThat(facts)
        .isEqualTo(
            all.toBuilder()
                .devices(facts.devices())
                .deviceOwners(facts.deviceOwners())
                .unknown(facts.unknown())
                .build());
  }

  @Test
  void aDeviceIsFoundThroughALinkToo() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("null"), Path.of("/dev/null"));
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/x")
            .constraints(c -> c.availableReadOnlyPaths(link.toString(), "/etc"))
            .build();

    HostFacts facts = HostFacts.detect(request.hostPaths());
    Files.delete(link);
    assertThat(facts.devices())
        .containsEntry(link.toString(), new DeviceNumber(LinuxDeviceCgroupType.C, 1, 3))
        .doesNotContainKey("/etc");
    assertThat(facts.flagsAt(link.toString())).isEqualTo(facts.flagsAt("/dev/null"));
  }

  @Test
  void detectionDoesNotChangeWithTheSameFiles() {
    FakeHost host = FakeHost.usual(root, 1001, 1002).file("/etc/subuid", "ci:1:2\n");

    assertThat(List.of(host.facts(), host.facts())).allMatch(host.facts()::equals);
  }
}
