package dev.ocispec.sandbox;

import dev.ocispec.features.Features;
import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.DeviceNumber;
import dev.ocispec.host.DeviceOwner;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.RootTree;
import dev.ocispec.host.TreeFacts;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A request that asks for everything, and a host that has it. */
final class Examples {
  private Examples() {}

  static BuildRequest.Builder request() {
    return BuildRequest.builder()
        .commandArgs("/bin/sh", "-c", "true")
        .workingDir("build")
        .scratchPaths("nix/store", "build")
        .inputsDir("nix/store")
        .addInput("src", Path.of("/srv/src"))
        .addInput("lib", Path.of("/usr/lib"))
        .outputs("nix/store/out")
        .putEnvironment("HOME", "/homeless")
        .constraints(
            c ->
                c.system("x86_64-linux")
                    .minMemory(1 << 20)
                    .availableReadOnlyPaths("/dev/kvm", "/opt/tools")
                    .provideBinSh(true));
  }

  static BuildRequest.Builder requestWithNetwork() {
    return request().constraints(c -> c.networkAccess(true));
  }

  /** With one that leads out, but not to the host. */
  static BuildRequest.Builder requestWithPrivateNetwork() {
    return request().constraints(c -> c.network(BuildNetwork.PRIVATE));
  }

  /** In a root file system of the host, with an input and a part of that to change. */
  static BuildRequest.Builder requestWithOverlays() {
    return request()
        .constraints(c -> c.rootFs(Path.of("/srv/image")).overlays("nix/store/lib", "var"));
  }

  /** Root, with ids to lend. */
  static HostFacts.Builder root() {
    return machine()
        .addSubordinateUid(new IdRange(1_000_000, 65_536))
        .addSubordinateGid(new IdRange(2_000_000, 65_536));
  }

  /** A user to whom ids are lent. */
  static HostFacts.Builder user() {
    return machine()
        .uid(1001)
        .gid(1002)
        .userName("ci")
        .addSubordinateUid(new IdRange(100_000, 65_536))
        .addSubordinateGid(new IdRange(200_000, 65_536));
  }

  /** A user to whom nothing is lent. */
  static HostFacts.Builder userAlone() {
    return machine().uid(1001).gid(1002).userName("ci");
  }

  private static HostFacts.Builder machine() {
    return HostFacts.builder()
        .memory(1L << 34)
        .cgroupMode(CgroupMode.V2)
        .cgroupControllers(List.of("cpu", "memory", "pids"))
        .staticShell(Path.of("/bin/busybox"))
        .plainShell(Path.of("/bin/bash-static"))
        .resolverFiles(List.of("/etc/hosts", "/etc/resolv.conf", "/etc/services"))
        .putMountFlag("/", Set.of())
        .putMountFlag("/opt", Set.of("noexec", "nosuid"))
        .putMountFlag("/srv", Set.of("ro", "noexec"))
        .trees(trees())
        .networkTools(NetworkArbitraries.ALL_TOOLS)
        .putDevice("/dev/kvm", new DeviceNumber(LinuxDeviceCgroupType.C, 10, 232))
        .putDevice("/dev/sda", new DeviceNumber(LinuxDeviceCgroupType.B, 8, 0))
        .runtimeFeatures(
            Features.builder()
                .ociVersionMin("1.0.0")
                .ociVersionMax("1.2.0")
                .mountOptions("ro", "rro")
                .build());
  }

  /** All kinds of overlay, and what lies in the root file system of these requests. */
  static TreeFacts trees() {
    RootTree image =
        new RootTree(
            new TreeSet<>(Set.of("bin", "dev", "etc", "proc", "usr", "var")),
            new TreeSet<>(),
            new TreeMap<>(),
            false);
    return TreeFacts.NONE
        .with(OverlayKind.KERNEL)
        .with(OverlayKind.USER_NAMESPACE)
        .with("/srv/image", image);
  }

  /** Profile standard: rootful and rootless, without and with network. */
  static List<SandboxCase> standard() {
    Sandbox sandbox =
        Sandbox.standard().limits(SandboxLimits.DEFAULT.withMemory(1L << 31).withCpuMillis(1500));
    return List.of(
        SandboxCase.of(sandbox.rootless(false), request().build(), root().build()),
        SandboxCase.of(sandbox.rootless(false), requestWithNetwork().build(), root().build()),
        SandboxCase.of(sandbox.rootless(true), request().build(), user().build()),
        SandboxCase.of(sandbox.rootless(true), requestWithNetwork().build(), user().build()),
        alone(sandbox.rootless(false), root()),
        alone(sandbox.rootless(true), user()),
        SandboxCase.of(
            sandbox.rootless(false), requestWithPrivateNetwork().build(), root().build()),
        SandboxCase.of(sandbox.rootless(true), requestWithPrivateNetwork().build(), user().build()),
        SandboxCase.of(sandbox.rootless(false), requestWithOverlays().build(), root().build()),
        SandboxCase.of(sandbox.rootless(true), requestWithOverlays().build(), user().build()));
  }

  /** A build that has the host's ids for itself, and names a device of a group. */
  private static SandboxCase alone(Sandbox sandbox, HostFacts.Builder caller) {
    int mode = sandbox.rootless().orElseThrow() ? 0666 : 0660;
    HostFacts host = caller.putDeviceOwner("/dev/kvm", new DeviceOwner(0, 108, mode)).build();
    HostIds own = HostIds.at(host, sandbox.rootless().orElseThrow(), 1).orElseThrow();
    return SandboxCase.of(sandbox.hostIds(own), sameEachTime().build(), host);
  }

  /** A build for the smaller processor, whose outputs are to be the same each time. */
  static BuildRequest.Builder sameEachTime() {
    return request().normalise(1_700_000_000).constraints(c -> c.system("i686-linux"));
  }

  /** Where the limit on processes is that of the build's user. */
  static SandboxCase withoutControlGroups() {
    return SandboxCase.of(
        Sandbox.standard().rootless(true),
        request().build(),
        user().cgroupControllers(List.of()).build());
  }

  /** The same with profile tvix. */
  static List<SandboxCase> tvix() {
    return List.of(
        SandboxCase.of(Sandbox.tvix().rootless(false), request().build(), root().build()),
        SandboxCase.of(
            Sandbox.tvix().rootless(false), requestWithNetwork().build(), root().build()),
        SandboxCase.of(Sandbox.tvix().rootless(true), request().build(), user().build()),
        SandboxCase.of(
            Sandbox.tvix().rootless(true), requestWithNetwork().build(), user().build()));
  }
}
