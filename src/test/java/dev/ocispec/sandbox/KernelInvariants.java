package dev.ocispec.sandbox;

import dev.ocispec.json.Json;
import dev.ocispec.report.Finding;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Promises about what of the kernel a build sees and may use. */
final class KernelInvariants {
  private static final Set<String> MASKED_BY_CURRENT_RUNC =
      Set.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/sys/firmware",
          "/proc/scsi");

  private static final Set<String> MASKED_BY_CURRENT_ENGINES =
      Set.of("/proc/interrupts", "/sys/devices/virtual/powercap");

  private static final Set<String> MASKED_BY_TVIX =
      Set.of(
          "/proc/kcore",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/sys/firmware");

  private static final Set<String> READ_ONLY =
      Set.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private static final Set<String> USUAL_DEVICES =
      Set.of("c 1:3", "c 1:5", "c 1:7", "c 1:8", "c 1:9", "c 5:0", "c 5:2", "c 136:*");

  private KernelInvariants() {}

  static List<String> masked(SandboxCase c) {
    Set<String> missing = new TreeSet<>(c.isStandard() ? MASKED_BY_CURRENT_RUNC : MASKED_BY_TVIX);
    if (c.isStandard()) {
      missing.addAll(MASKED_BY_CURRENT_ENGINES);
    }
    c.linux().maskedPaths().forEach(missing::remove);
    return List.copyOf(missing);
  }

  static List<String> keysMasked(SandboxCase c) {
    return c.linux().maskedPaths().contains("/proc/keys") ? List.of() : List.of("/proc/keys");
  }

  static List<String> readOnly(SandboxCase c) {
    Set<String> missing = new TreeSet<>(READ_ONLY);
    missing.add("/proc/asound");
    c.linux().readonlyPaths().forEach(missing::remove);
    c.linux().maskedPaths().forEach(missing::remove);
    return List.copyOf(missing);
  }

  static List<String> hostNames(SandboxCase c) {
    return c.spec().hostname().equals(Optional.of("localhost"))
            && c.spec().domainname().equals(Optional.of("(none)"))
        ? List.of()
        : List.of("names: " + c.spec().hostname() + " " + c.spec().domainname());
  }

  static List<String> devicesDenied(SandboxCase c) {
    return rules(c).stream()
            .findFirst()
            .filter(rule -> !rule.allow() && rule.access().equals(Optional.of("rwm")))
            .filter(rule -> rule.type().isEmpty() && rule.major().isEmpty())
            .isPresent()
        ? List.of()
        : List.of("the first device rule does not deny all");
  }

  static List<String> devicesAllowed(SandboxCase c) {
    List<String> paths = c.request().constraints().availableReadOnlyPaths();
    Set<String> wanted = new TreeSet<>();
    if (c.isStandard()) {
      wanted.addAll(USUAL_DEVICES);
      c.host()
          .devices()
          .forEach(
              (node, device) -> {
                if (paths.stream().anyMatch(p -> node.equals(p) || node.startsWith(p + "/"))) {
                  wanted.add(device.type() + " " + device.major() + ":" + device.minor());
                }
              });
    }
    Set<String> allowed = new TreeSet<>();
    rules(c).stream()
        .filter(LinuxDeviceCgroup::allow)
        .forEach(
            rule ->
                allowed.add(
                    rule.type().map(LinuxDeviceCgroupType::text).orElse("a")
                        + " "
                        + number(rule.major())
                        + ":"
                        + number(rule.minor())));
    return allowed.equals(wanted) ? List.of() : List.of("allowed: " + allowed);
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "*";
  }

  private static List<LinuxDeviceCgroup> rules(SandboxCase c) {
    return c.linux().resources().map(LinuxResources::devices).orElse(List.of());
  }

  static List<String> limits(SandboxCase c) {
    Set<String> can = c.host().cgroupControllers();
    SandboxLimits limits = c.limits();
    LinuxResources resources =
        c.linux().resources().orElseGet(() -> LinuxResources.builder().build());
    List<String> found = new ArrayList<>();
    long wantedMemory = c.request().constraints().minMemory();
    expect(
        "memory limit",
        can.contains("memory") ? memoryLimit(c, wantedMemory) : OptionalLong.empty(),
        resources.memory().map(m -> m.limit()).orElse(OptionalLong.empty()),
        found);
    expect(
        "memory reservation",
        can.contains("memory") && wantedMemory > 0
            ? OptionalLong.of(wantedMemory)
            : OptionalLong.empty(),
        resources.memory().map(m -> m.reservation()).orElse(OptionalLong.empty()),
        found);
    boolean memory =
        can.contains("memory") && (wantedMemory > 0 || memoryLimit(c, wantedMemory).isPresent());
    if (resources.memory().isPresent() && !memory) {
      found.add("memory: " + resources.memory());
    }
    expect(
        "processes",
        can.contains("pids") ? OptionalLong.of(limits.processes()) : OptionalLong.empty(),
        resources.pids().map(p -> OptionalLong.of(p.limit())).orElse(OptionalLong.empty()),
        found);
    boolean cpu = can.contains("cpu") && limits.cpuMillis().isPresent();
    expect(
        "processor time",
        cpu ? OptionalLong.of(limits.cpuMillis().getAsLong() * 100) : OptionalLong.empty(),
        resources.cpu().map(p -> p.quota()).orElse(OptionalLong.empty()),
        found);
    expect(
        "period",
        cpu ? OptionalLong.of(100_000) : OptionalLong.empty(),
        resources
            .cpu()
            .flatMap(p -> p.period())
            .map(p -> OptionalLong.of(p.toLongExact()))
            .orElse(OptionalLong.empty()),
        found);
    return found;
  }

  /** Unless told otherwise, an eighth of the machine is left to others. */
  private static OptionalLong memoryLimit(SandboxCase c, long wanted) {
    OptionalLong machine = c.host().memory();
    return c.limits().memory().isPresent() || machine.isEmpty()
        ? c.limits().memory()
        : OptionalLong.of(Math.max(wanted, machine.getAsLong() - machine.getAsLong() / 8));
  }

  private static void expect(
      String name, OptionalLong wanted, OptionalLong is, List<String> found) {
    if (!is.equals(wanted)) {
      found.add(name + ": expected " + wanted + ", found " + is);
    }
  }

  /** No hook, sysctl, device, label or joined control group: nothing acts outside the process. */
  static List<String> nothingElse(SandboxCase c) {
    Linux linux = c.linux();
    return Stream.of(
            c.spec().hooks().map(hooks -> "hooks"),
            linux.sysctl().isEmpty() ? Optional.empty() : Optional.of("sysctl"),
            linux.devices().isEmpty() ? Optional.empty() : Optional.of("devices"),
            linux.netDevices().isEmpty() ? Optional.empty() : Optional.of("netDevices"),
            linux.cgroupsPath().map(path -> "cgroupsPath"),
            linux.rootfsPropagation().map(propagation -> "rootfsPropagation"),
            c.process().oomScoreAdj().isPresent() ? Optional.of("oomScoreAdj") : Optional.empty())
        .flatMap(Optional::stream)
        .map(Object::toString)
        .toList();
  }

  static List<String> schema(SandboxCase c) {
    List<Finding> findings =
        new ArrayList<>(Validator.standard().schemaOnly().validate(c.spec()).findings());
    if (findings.isEmpty() && Json.toBytes(c.spec()).length == 0) {
      return List.of("nothing was written");
    }
    return findings.stream().map(Finding::toLine).toList();
  }
}
