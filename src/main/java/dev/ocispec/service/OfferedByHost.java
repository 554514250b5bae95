package dev.ocispec.service;

import dev.ocispec.bundle.BundleException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.HostFolderException;
import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.TreeFacts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this host has for builds that ask for more, and how they are limited. */
final class OfferedByHost {
  private static final List<String> NETWORK = List.of("pasta", "slirp4netns");
  private static final List<String> SYSTEM = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");

  private final HostFacts host;

  OfferedByHost(HostFacts host) {
    this.host = host;
  }

  List<PromiseFinding> findings() {
    return List.of(network(), overlay(), shell(), controlGroups());
  }

  private static PromiseFinding network() {
    List<String> there = NETWORK.stream().filter(OfferedByHost::isProgram).toList();
    return there.isEmpty()
        ? PromiseFinding.inPart(
            SandboxPromise.PRIVATE_NETWORK,
            "there is neither " + String.join(" nor ", NETWORK),
            "install passt (pasta) or slirp4netns")
        : PromiseFinding.kept(
            SandboxPromise.PRIVATE_NETWORK, "through " + String.join(" or ", there));
  }

  private static boolean isProgram(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM.stream())
        .filter(folder -> folder.startsWith("/"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private PromiseFinding overlay() {
    Set<OverlayKind> kinds;
    try {
      Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "ocispec-doctor-");
      try {
        kinds = new TreeSet<>(TreeFacts.of(folder, host.uid(), Optional.empty()).overlays());
      } finally {
        Files.delete(folder);
      }
    } catch (IOException | HostFolderException | BundleException e) {
      return PromiseFinding.inPart(
          SandboxPromise.OVERLAY, "it could not be tried: " + e, "make /var/tmp writable");
    }
    return kinds.isEmpty()
        ? PromiseFinding.inPart(
            SandboxPromise.OVERLAY,
            "neither the kernel lets this user make one, nor is there fuse-overlayfs",
            "install fuse-overlayfs, or use Linux 5.11 or later")
        : PromiseFinding.kept(
            SandboxPromise.OVERLAY,
            "by "
                + kinds.stream()
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(", ")));
  }

  private PromiseFinding shell() {
    Optional<Path> shell = host.staticShell();
    if (shell.isEmpty()) {
      return PromiseFinding.notKept(
          SandboxPromise.SHELL,
          "there is no static shell",
          "install busybox-static or bash-static");
    }
    return shell.get().getFileName().toString().startsWith("busybox")
        ? PromiseFinding.inPart(
            SandboxPromise.SHELL,
            shell.get() + " brings programs of its own, which go before those in PATH",
            "install bash-static")
        : PromiseFinding.kept(SandboxPromise.SHELL, shell.get().toString());
  }

  private PromiseFinding controlGroups() {
    List<String> missing =
        CONTROLLERS.stream().filter(name -> !host.cgroupControllers().contains(name)).toList();
    return missing.isEmpty()
        ? PromiseFinding.kept(
            SandboxPromise.CONTROL_GROUPS, "this user can set " + String.join(", ", CONTROLLERS))
        : PromiseFinding.inPart(
            SandboxPromise.CONTROL_GROUPS,
            "this user can't set " + String.join(", ", missing),
            "build as root, or have systemd delegate control groups of version 2 to the user"
                + " (Delegate=yes)");
  }
}
