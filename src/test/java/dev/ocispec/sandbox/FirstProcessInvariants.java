package dev.ocispec.sandbox;

import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Promises about the first process, which runs the command as its child. */
final class FirstProcessInvariants {
  private static final String PLACE = "/.ocispec";
  private static final String PROGRAM = "/.ocispec/init";
  private static final Set<String> PROCESSORS = Set.of("x86_64", "aarch64");

  private FirstProcessInvariants() {}

  static boolean isExpected(SandboxCase c) {
    return c.isStandard()
        && c.sandbox().firstProcess()
        && PROCESSORS.contains(c.host().architecture());
  }

  /** The arguments behind those of the first process, if there is one. */
  static List<String> command(SandboxCase c) {
    List<String> args = c.process().args();
    return isExpected(c) && args.contains("--")
        ? args.subList(args.indexOf("--") + 1, args.size())
        : args;
  }

  static boolean isProgram(SandboxCase c, Mount mount) {
    return isExpected(c)
        && mount.destination().equals(PLACE)
        && mount.source().equals(Optional.of("init/" + c.host().architecture()));
  }

  /** The limit that the first process sets, and that no runtime sets besides. */
  static List<String> processes(SandboxCase c, long limit) {
    List<String> found = new ArrayList<>();
    if (!options(c).equals(List.of("--processes=" + limit))) {
      found.add("the first process does not limit processes to " + limit + ": " + options(c));
    }
    c.process().rlimits().stream()
        .filter(r -> r.type().text().equals("RLIMIT_NPROC"))
        .forEach(r -> found.add("a limit that counts the caller's processes: " + r));
    return found;
  }

  private static List<String> options(SandboxCase c) {
    List<String> args = c.process().args();
    return args.subList(Math.min(1, args.size()), Math.max(1, args.indexOf("--")));
  }

  static List<String> present(SandboxCase c) {
    boolean begins = c.process().args().get(0).equals(PROGRAM);
    boolean mounted =
        c.spec().mounts().stream()
            .anyMatch(
                m ->
                    m.destination().equals(PLACE)
                        && m.source().equals(Optional.of("init/" + c.host().architecture())));
    return begins == isExpected(c) && mounted == isExpected(c)
        ? List.of()
        : List.of("begins with it: " + begins + ", is mounted: " + mounted);
  }

  /** Neither the program nor the folder that its report goes through. */
  static List<String> readOnly(SandboxCase c) {
    return c.spec().mounts().stream()
        .filter(m -> m.source().orElse("").startsWith("init/"))
        .filter(
            m ->
                !m.options().containsAll(List.of("ro", "nosuid", "nodev"))
                    || m.options().contains("rw")
                    || m.options().contains("noexec"))
        .map(m -> m.destination() + ": " + m.options())
        .toList();
  }

  static List<String> alone(SandboxCase c) {
    return c.spec().mounts().stream()
        .filter(m -> (m.destination() + "/").startsWith(PLACE + "/"))
        .filter(m -> !isProgram(c, m))
        .map(m -> m.destination() + " from " + m.source().orElse("nothing"))
        .toList();
  }
}
