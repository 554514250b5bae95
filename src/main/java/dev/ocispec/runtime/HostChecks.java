package dev.ocispec.runtime;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.spec.LinuxNamespaceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What runtimes need of the machine, for their health. */
final class HostChecks {
  private static final Set<String> LIMITS = Set.of("cpu", "memory", "pids");

  private HostChecks() {}

  /**
   * All of them.
   *
   * @param hasRoot whether the runtime is told where to keep its containers
   */
  static List<HealthCheck> of(HostFacts host, boolean hasRoot) {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(cgroups(host));
    checks.add(limits(host));
    checks.add(userNamespaces(host));
    if (host.uid() != 0) {
      checks.add(subordinateIds(host));
      if (!hasRoot) {
        checks.add(stateFolder(System.getenv("XDG_RUNTIME_DIR"), host));
      }
    }
    checks.add(program("output", "mkfifo", "create can't keep a container's output", "coreutils"));
    checks.add(
        program("terminal", "stty", "a terminal can't be put back after a crash", "coreutils"));
    checks.add(criu(host));
    return checks;
  }

  static HealthCheck cgroups(HostFacts host) {
    return switch (host.cgroupMode()) {
      case V2 -> HealthCheck.works("cgroups", "version 2");
      case V1 ->
          HealthCheck.limited(
              "cgroups",
              "version 1, which newer runtimes give up, and which keeps limits from rootless"
                  + " containers",
              "boot with systemd.unified_cgroup_hierarchy=1");
      case HYBRID ->
          HealthCheck.limited(
              "cgroups",
              "versions 1 and 2 at once, which crun refuses while version 2 has controllers",
              "boot with systemd.unified_cgroup_hierarchy=1, or start crun by a wrapper that"
                  + " unmounts /sys/fs/cgroup/unified for itself");
      case NONE ->
          HealthCheck.limited(
              "cgroups",
              "none, so that nothing can be limited and containers can't be paused",
              "mount -t cgroup2 cgroup2 /sys/fs/cgroup");
    };
  }

  static HealthCheck limits(HostFacts host) {
    Set<String> missing = new TreeSet<>(LIMITS);
    missing.removeAll(host.cgroupControllers());
    if (missing.isEmpty()) {
      return HealthCheck.works("limits", "cpu, memory and pids can be limited");
    }
    return HealthCheck.limited(
        "limits",
        "this user can't limit " + String.join(", ", missing),
        host.uid() == 0
            ? "enable the controllers in cgroup.subtree_control"
            : "run in a delegated group: systemd-run --user --scope -p Delegate=yes COMMAND; or run"
                + " as root");
  }

  static HealthCheck userNamespaces(HostFacts host) {
    return host.namespaces().contains(LinuxNamespaceType.USER)
        ? HealthCheck.works("user-namespaces", "this user can make them")
        : new HealthCheck(
            "user-namespaces",
            host.uid() == 0 ? HealthCheck.Result.LIMITED : HealthCheck.Result.FAILS,
            "this user can't make any, which rootless containers need",
            Optional.of(
                "set user.max_user_namespaces above 0; on Debian also"
                    + " kernel.unprivileged_userns_clone=1, on Ubuntu"
                    + " kernel.apparmor_restrict_unprivileged_userns=0"));
  }

  static HealthCheck subordinateIds(HostFacts host) {
    return host.subordinateUids().isEmpty() || host.subordinateGids().isEmpty()
        ? HealthCheck.limited(
            "subordinate-ids",
            "none that this user can map, so that a container has one user id",
            "install uidmap, then: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "
                + host.userName())
        : HealthCheck.works("subordinate-ids", "in /etc/subuid and /etc/subgid");
  }

  static HealthCheck stateFolder(@Nullable String folder, HostFacts host) {
    return folder == null || !Files.isWritable(Path.of(folder))
        ? HealthCheck.fails(
            "state-folder",
            "XDG_RUNTIME_DIR is "
                + (folder == null ? "not set" : folder + ", which can't be written"),
            "log in as this user, set XDG_RUNTIME_DIR=/run/user/" + host.uid() + ", or use --root")
        : HealthCheck.works("state-folder", folder);
  }

  static HealthCheck program(String id, String name, String without, String from) {
    try {
      return HealthCheck.works(id, RuntimeProgram.find(name).executable().toString());
    } catch (RuntimeMissingException e) {
      return HealthCheck.limited(id, "no " + name + ": " + without, "install " + from);
    }
  }

  /** CRIU knows best whether it works with this kernel. */
  private static HealthCheck criu(HostFacts host) {
    String program;
    try {
      program = RuntimeProgram.find("criu").executable().toString();
    } catch (RuntimeMissingException e) {
      return HealthCheck.limited("checkpoint", "no criu", "install criu");
    }
    if (host.uid() != 0) {
      return HealthCheck.limited("checkpoint", program + " wants root", "run as root");
    }
    try {
      HostCommand.run(List.of(program, "check"));
      return HealthCheck.works("checkpoint", program);
    } catch (HostCommandException e) {
      // Its last line is the reason; messages have line feeds in an escaped form.
      String[] said = String.valueOf(e.getMessage()).strip().split("\\n|\\\\u000a");
      return HealthCheck.limited(
          "checkpoint",
          program
              + " check fails: "
              + said[said.length - 1].strip().replaceFirst("^Error \\([^)]*\\): ", ""),
          "install a release of CRIU that knows this kernel");
    }
  }
}
