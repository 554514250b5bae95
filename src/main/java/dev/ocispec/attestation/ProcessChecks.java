package dev.ocispec.attestation;

import dev.ocispec.attestation.internal.CapabilityBits;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold of a process in the sandbox: who it is, what it may, whom it sees. */
final class ProcessChecks {
  private static final Map<String, String> LIMITS =
      Map.ofEntries(
          Map.entry("RLIMIT_AS", "Max address space"),
          Map.entry("RLIMIT_CORE", "Max core file size"),
          Map.entry("RLIMIT_CPU", "Max cpu time"),
          Map.entry("RLIMIT_DATA", "Max data size"),
          Map.entry("RLIMIT_FSIZE", "Max file size"),
          Map.entry("RLIMIT_LOCKS", "Max file locks"),
          Map.entry("RLIMIT_MEMLOCK", "Max locked memory"),
          Map.entry("RLIMIT_MSGQUEUE", "Max msgqueue size"),
          Map.entry("RLIMIT_NICE", "Max nice priority"),
          Map.entry("RLIMIT_NOFILE", "Max open files"),
          Map.entry("RLIMIT_NPROC", "Max processes"),
          Map.entry("RLIMIT_RSS", "Max resident set"),
          Map.entry("RLIMIT_RTPRIO", "Max realtime priority"),
          Map.entry("RLIMIT_RTTIME", "Max realtime timeout"),
          Map.entry("RLIMIT_SIGPENDING", "Max pending signals"),
          Map.entry("RLIMIT_STACK", "Max stack size"));

  private final Spec spec;
  private final Observation observed;
  private final List<AttestationCheck> checks = new ArrayList<>();

  ProcessChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    spec.process().ifPresent(this::process);
    spec.linux().ifPresent(this::linux);
    spec.hostname()
        .ifPresent(
            name -> equal("hostname", name, String.join("\n", observed.section("hostname"))));
    return checks;
  }

  private void process(ContainerProcess process) {
    User user = process.user().orElseGet(() -> User.builder().build());
    ids("user", user.uid(), "Uid");
    ids("group", user.gid(), "Gid");
    capabilities("capabilities-bounding", process, LinuxCapabilities::bounding, "CapBnd");
    capabilities("capabilities-permitted", process, LinuxCapabilities::permitted, "CapPrm");
    capabilities("capabilities-effective", process, LinuxCapabilities::effective, "CapEff");
    capabilities("capabilities-inheritable", process, LinuxCapabilities::inheritable, "CapInh");
    capabilities("capabilities-ambient", process, LinuxCapabilities::ambient, "CapAmb");
    equal(
        "no-new-privileges",
        process.noNewPrivileges().orElse(false) ? "1" : "0",
        observed.field("status", "NoNewPrivs"));
    process.rlimits().forEach(this::limit);
  }

  private void linux(Linux linux) {
    if (linux.seccomp().isPresent()) {
      equal("seccomp-filter", "2", observed.field("status", "Seccomp"));
    }
    if (has(linux, LinuxNamespaceType.USER)) {
      mapping("user-mappings", linux.uidMappings(), "uids");
      mapping("group-mappings", linux.gidMappings(), "gids");
    }
  }

  /** A namespace of its own, not one that is joined. */
  static boolean has(Linux linux, LinuxNamespaceType type) {
    return linux.namespaces().stream().anyMatch(n -> n.type().equals(type) && n.path().isEmpty());
  }

  /** Real, effective, saved and file system id. */
  private void ids(String name, OptionalLong id, String field) {
    String expected = Long.toString(id.orElse(0));
    equal(
        name,
        String.join(" ", List.of(expected, expected, expected, expected)),
        observed.field("status", field).replaceAll("\\s+", " "));
  }

  /** The process has no capability that is not declared; a host may have fewer to give. */
  private void capabilities(
      String name,
      ContainerProcess process,
      Function<LinuxCapabilities, List<Capability>> set,
      String field) {
    List<Capability> declared = process.capabilities().map(set).orElse(List.of());
    long allowed = CapabilityBits.of(declared);
    Optional<Long> found = CapabilityBits.parse(observed.field("status", field));
    checks.add(
        new AttestationCheck(
            name,
            found.isPresent() && (found.get() & ~allowed) == 0,
            "none but " + declared,
            found.map(CapabilityBits::names).orElse("nothing")));
  }

  private void limit(PosixRlimit limit) {
    String row = LIMITS.getOrDefault(limit.type().text(), "");
    equal(
        "limit-" + limit.type().text().replace("RLIMIT_", "").toLowerCase(Locale.ROOT),
        shown(limit.soft().toString()) + " " + shown(limit.hard().toString()),
        row.isEmpty() ? "" : limit(observed, row));
  }

  /** The soft and the hard limit that the kernel shows in a row. */
  static String limit(Observation observed, String row) {
    return observed.section("limits").stream()
        .filter(line -> line.startsWith(row))
        .flatMap(line -> List.of(line.substring(row.length()).strip().split("\\s+")).stream())
        .limit(2)
        .collect(Collectors.joining(" "));
  }

  /** The kernel shows the largest number as a word. */
  private static String shown(String limit) {
    return limit.equals("18446744073709551615") ? "unlimited" : limit;
  }

  /** Container ids and sizes; the host's ids are relative to where the runtime was started. */
  private void mapping(String name, List<LinuxIdMapping> mappings, String section) {
    String expected =
        mappings.stream()
            .map(m -> m.containerID() + "+" + m.size())
            .sorted()
            .collect(Collectors.joining(" "));
    String found =
        observed.section(section).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length == 3)
            .map(fields -> fields[0] + "+" + fields[2])
            .sorted()
            .collect(Collectors.joining(" "));
    equal(name, expected, found);
  }

  private void equal(String name, String expected, String found) {
    checks.add(AttestationCheck.equal(name, expected, found));
  }
}
