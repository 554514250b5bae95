package dev.ocispec.service;

import dev.ocispec.bundle.BundleException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.HostFolderException;
import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.TreeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What this host has for builds that ask for more, and how they are limited. */
final class OfferedByHost {
  private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");

  private final HostFacts host;
  private final Optional<String> untried;

  /**
   * For a host.
   *
   * @param host what is known of it, with the kinds of overlay that work
   * @param untried why those could not be tried; empty when they were
   */
  OfferedByHost(HostFacts host, Optional<String> untried) {
    this.host = host;
    this.untried = untried;
  }

  /** The same, and tries overlays first. */
  static OfferedByHost tried(HostFacts host) {
    try {
      Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "ocispec-doctor-");
      try {
        TreeFacts trees = TreeFacts.of(folder, host.uid(), Optional.empty());
        return new OfferedByHost(host.toBuilder().trees(trees).build(), Optional.empty());
      } finally {
        Files.delete(folder);
      }
    } catch (IOException | HostFolderException | BundleException e) {
      return new OfferedByHost(host, Optional.of(e.toString()));
    }
  }

  List<PromiseFinding> findings() {
    return List.of(network(), overlay(), shell(), controlGroups());
  }

  private PromiseFinding network() {
    List<String> missing = host.networkTools().missing();
    return missing.isEmpty()
        ? PromiseFinding.kept(SandboxPromise.PRIVATE_NETWORK, "there is all that it takes")
        : PromiseFinding.inPart(
            SandboxPromise.PRIVATE_NETWORK,
            "builds that ask for one are refused: " + String.join("; ", missing),
            "install what is missing");
  }

  private PromiseFinding overlay() {
    if (untried.isPresent()) {
      return PromiseFinding.inPart(
          SandboxPromise.OVERLAY,
          "it could not be tried: " + untried.get(),
          "make /var/tmp writable");
    }
    Set<OverlayKind> kinds = host.trees().overlays();
    return kinds.isEmpty()
        ? PromiseFinding.inPart(
            SandboxPromise.OVERLAY,
            "builds that ask for one are refused: neither the kernel lets this user make one, nor"
                + " is there fuse-overlayfs",
            "install fuse-overlayfs, or use Linux 5.11 or later")
        : PromiseFinding.kept(
            SandboxPromise.OVERLAY,
            "by "
                + kinds.stream()
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(", ")));
  }

  private PromiseFinding shell() {
    if (host.plainShell().isPresent()) {
      return PromiseFinding.kept(SandboxPromise.SHELL, host.plainShell().get().toString());
    }
    return host.staticShell()
        .map(
            shell ->
                PromiseFinding.inPart(
                    SandboxPromise.SHELL,
                    shell + " brings programs of its own, which go before those in PATH",
                    "install bash-static"))
        .orElseGet(
            () ->
                PromiseFinding.notKept(
                    SandboxPromise.SHELL,
                    "there is no static shell",
                    "install bash-static or busybox-static"));
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
