package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the profile {@code standard} binds for a request. */
final class RequestMounts {
  /** Where the shell is. */
  static final String SHELL = "/bin/sh";

  private final PlanContext context;
  private final HostFacts host;
  private final BuildRequest request;
  private final List<Mount> mounts = new ArrayList<>();

  private RequestMounts(PlanContext context) {
    this.context = context;
    this.host = context.host();
    this.request = context.request();
  }

  static List<Mount> of(PlanContext context) {
    RequestMounts rules = new RequestMounts(context);
    rules.scratch();
    rules.inputs();
    rules.hostPaths();
    rules.shell();
    rules.resolver();
    return rules.mounts;
  }

  private void scratch() {
    for (String path : request.scratchPaths()) {
      mounts.add(
          Mounts.of(
              "/" + path, "bind", SandboxLayout.scratch(path), "rbind", "rw", "nosuid", "nodev"));
    }
  }

  private void inputs() {
    for (BuildInput input : request.inputs()) {
      if (isOverlay(Mounts.inputDestination(request, input))) {
        continue;
      }
      Set<String> kept = input.source().map(PathBytes::text).map(host::flagsAt).orElse(Set.of());
      mounts.add(
          readOnly(
              Mounts.inputDestination(request, input),
              SandboxLayout.input(input.name()),
              true,
              kept));
    }
  }

  private void hostPaths() {
    for (String path : request.constraints().availableReadOnlyPaths()) {
      if (isOverlay(path)) {
        continue;
      }
      mounts.add(readOnly(path, path, !isDevice(path), host.flagsAt(path)));
    }
  }

  /** Whether what would be bound at a place is the lower part of an overlay there. */
  private boolean isOverlay(String destination) {
    return request.constraints().overlays().contains(destination.substring(1));
  }

  /** Whether the nodes at or below a path of the host are to be usable as devices. */
  private static boolean isDevice(String path) {
    return Mounts.isAtOrBelow(path, "/dev");
  }

  private void shell() {
    if (!request.constraints().provideBinSh() || RootFileSystem.hasShell(context)) {
      return;
    }
    Optional<Path> shell = context.sandbox().shell().or(host::plainShell).or(host::staticShell);
    if (shell.isEmpty()) {
      context
          .findings()
          .refuse(
              SandboxRule.SHELL,
              "/constraints/provideBinSh",
              "expected a statically linked shell, found none on the host",
              "install a static shell (Debian: bash-static or busybox-static), or name one");
      return;
    }
    if (SandboxShell.kindOf(shell.get()) == SandboxShell.Kind.BUSYBOX) {
      context
          .findings()
          .inform(
              SandboxRule.SHELL,
              "/constraints/provideBinSh",
              "the shell is the busybox at "
                  + shell.get()
                  + ", whose own commands come before those that PATH names; install a static dash"
                  + " or bash (Debian: bash-static), or name another shell, to have a shell only");
    }
    String source = shell.get().toString();
    mounts.add(readOnly(SHELL, source, true, host.flagsAt(source)));
  }

  /** A read-only bind of a file or folder of the host. */
  static Mount ofHost(PlanContext context, String destination, String source) {
    return new RequestMounts(context)
        .readOnly(destination, source, true, context.host().flagsAt(source));
  }

  private void resolver() {
    BuildNetwork network = context.network();
    if (network == BuildNetwork.PRIVATE) {
      mounts.add(NetworkRules.resolver(context));
    }
    for (String path : NetworkRules.hostFiles(network)) {
      if (!host.resolverFiles().contains(path)) {
        context
            .findings()
            .inform(
                SandboxRule.RESOLVER,
                NetworkRules.pointer(context),
                "the host has no " + path + ": the build runs without it");
      } else if (!request.constraints().availableReadOnlyPaths().contains(path)) {
        mounts.add(readOnly(path, path, true, host.flagsAt(path)));
      }
    }
  }

  /** A read-only bind; the flags of its source are kept, since a user namespace locks them. */
  private Mount readOnly(String destination, String source, boolean noDevices, Set<String> kept) {
    return readOnly(host, destination, source, noDevices, kept);
  }

  /** The same for what other rules bind. */
  static Mount readOnly(
      HostFacts host, String destination, String source, boolean noDevices, Set<String> kept) {
    List<String> options = new ArrayList<>(List.of("rbind", "ro"));
    if (host.knowsMountOption("rro")) {
      // Read-only for what is mounted below the source as well; "ro" stays for runtimes that
      // don't know it, some of which would mount writable without a word.
      options.add("rro");
    }
    options.add("nosuid");
    if (noDevices) {
      options.add("nodev");
    }
    if (!kept.isEmpty()) {
      new TreeSet<>(kept).stream().filter(flag -> !options.contains(flag)).forEach(options::add);
    }
    return Mounts.of(destination, "bind", source, options);
  }
}
