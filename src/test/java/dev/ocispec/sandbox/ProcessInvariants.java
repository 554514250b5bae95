package dev.ocispec.sandbox;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Unsigned64;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Promises about the process. */
final class ProcessInvariants {
  private static final Set<String> TVIX_ROOTFUL = Set.of("CAP_AUDIT_WRITE", "CAP_KILL");
  private static final Set<String> TVIX_ROOTLESS =
      Set.of(
          "CAP_AUDIT_WRITE",
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_MKNOD",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_RAW",
          "CAP_SETFCAP",
          "CAP_SETGID",
          "CAP_SETPCAP",
          "CAP_SETUID",
          "CAP_SYS_CHROOT");

  private ProcessInvariants() {}

  static List<String> isTheRequests(SandboxCase c) {
    List<String> found = new ArrayList<>();
    if (!FirstProcessInvariants.command(c).equals(c.request().commandArgs())) {
      found.add("arguments: " + c.process().args());
    }
    List<String> env =
        c.request().environment().stream().map(v -> v.key() + "=" + v.value()).toList();
    // What is added to it is judged by another invariant.
    List<String> all = c.process().env();
    if (!all.subList(0, Math.min(env.size(), all.size())).equals(env)) {
      found.add("environment: " + c.process().env());
    }
    if (!c.process().cwd().equals("/" + c.request().workingDir().orElse(""))) {
      found.add("working directory: " + c.process().cwd());
    }
    return found;
  }

  static List<String> terminal(SandboxCase c) {
    return c.process().terminal().equals(Optional.of(c.sandbox().terminal()))
        ? List.of()
        : List.of("terminal: " + c.process().terminal());
  }

  static List<String> noNewPrivileges(SandboxCase c) {
    return c.process().noNewPrivileges().equals(Optional.of(true))
        ? List.of()
        : List.of("noNewPrivileges: " + c.process().noNewPrivileges());
  }

  static List<String> capabilitiesWritten(SandboxCase c) {
    return c.process().capabilities().isPresent() ? List.of() : List.of("no capabilities member");
  }

  static List<String> capabilitiesWithinTable(SandboxCase c) {
    Set<String> table =
        c.isStandard()
            ? names(c.sandbox().capabilities())
            : c.rootless() ? TVIX_ROOTLESS : TVIX_ROOTFUL;
    List<String> found = new ArrayList<>();
    sets(c)
        .forEach(
            (name, set) ->
                set.stream()
                    .filter(capability -> !table.contains(capability))
                    .forEach(capability -> found.add(name + " has " + capability)));
    return found;
  }

  static List<String> capabilitySets(SandboxCase c) {
    Map<String, Set<String>> sets = sets(c);
    List<String> found = new ArrayList<>();
    within(sets, "effective", "permitted", found);
    within(sets, "permitted", "bounding", found);
    within(sets, "ambient", "permitted", found);
    within(sets, "ambient", "inheritable", found);
    return found;
  }

  static List<String> noneAmbient(SandboxCase c) {
    return sets(c).get("ambient").stream().map(name -> "ambient " + name).toList();
  }

  static List<String> noneUnprivileged(SandboxCase c) {
    if (c.uid() == 0) {
      return List.of();
    }
    return sets(c).entrySet().stream()
        .filter(set -> !set.getValue().isEmpty())
        .map(set -> set.getKey() + ": " + set.getValue())
        .toList();
  }

  static List<String> openFiles(SandboxCase c) {
    return c.isStandard()
        ? LimitInvariants.openFiles(c)
        : rlimit(c, PosixRlimitType.RLIMIT_NOFILE, 1024);
  }

  static List<String> noCoreDumps(SandboxCase c) {
    // 0 would leave the host's handler.
    return rlimit(c, PosixRlimitType.RLIMIT_CORE, 1);
  }

  /** By control groups, or else by a user that is nobody else's. */
  static List<String> processes(SandboxCase c) {
    boolean grouped = c.host().cgroupControllers().contains("pids");
    OptionalLong onHost = BuildIdentity.of(c.spec()).hostUid();
    boolean own =
        onHost.orElse(c.host().uid()) != c.host().uid()
            && (c.rootless() || c.sandbox().buildIds().isEmpty());
    if (!grouped && own && FirstProcessInvariants.isExpected(c)) {
      return FirstProcessInvariants.processes(c, c.limits().processes());
    }
    if (!grouped && own) {
      return rlimit(c, PosixRlimitType.RLIMIT_NPROC, c.limits().processes());
    }
    return c.process().rlimits().stream()
        .filter(r -> r.type().equals(PosixRlimitType.RLIMIT_NPROC))
        .map(r -> "a limit that others share: " + r)
        .toList();
  }

  private static List<String> rlimit(SandboxCase c, PosixRlimitType type, long wanted) {
    Unsigned64 limit = Unsigned64.of(wanted);
    boolean holds =
        c.process().rlimits().stream()
                .filter(r -> r.type().equals(type))
                .filter(r -> r.soft().equals(limit) && r.hard().equals(limit))
                .count()
            == 1;
    return holds ? List.of() : List.of(type + ": " + c.process().rlimits());
  }

  private static void within(
      Map<String, Set<String>> sets, String inner, String outer, List<String> found) {
    if (!sets.get(outer).containsAll(sets.get(inner))) {
      found.add(inner + " is not within " + outer);
    }
  }

  private static Map<String, Set<String>> sets(SandboxCase c) {
    LinuxCapabilities all =
        c.process().capabilities().orElseGet(() -> LinuxCapabilities.builder().build());
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    sets.put("bounding", names(all.bounding()));
    sets.put("effective", names(all.effective()));
    sets.put("inheritable", names(all.inheritable()));
    sets.put("permitted", names(all.permitted()));
    sets.put("ambient", names(all.ambient()));
    return sets;
  }

  private static Set<String> names(List<Capability> capabilities) {
    return capabilities.stream()
        .map(Capability::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
