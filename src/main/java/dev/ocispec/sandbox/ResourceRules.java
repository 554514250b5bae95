package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxCPU;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import java.util.ArrayList;
import java.util.List;

/** How much a build may use, in the profile {@code standard}. */
final class ResourceRules {
  /** The length of the time slices that processor time is counted in, in microseconds. */
  private static final long PERIOD = 100_000;

  /**
   * The size of core dumps: with 1 byte the kernel writes no file and starts no handler of the
   * host, which 0 would not keep it from.
   */
  private static final long NO_CORE_DUMP = 1;

  private final PlanContext context;
  private final SandboxLimits limits;
  private final LinuxResources.Builder resources = LinuxResources.builder();
  private final List<String> missing = new ArrayList<>();

  private ResourceRules(PlanContext context) {
    this.context = context;
    this.limits = context.sandbox().limits();
  }

  /** Limits of a single process, which need no control groups. */
  static List<PosixRlimit> rlimits(SandboxLimits limits) {
    return List.of(
        rlimit(PosixRlimitType.RLIMIT_CORE, NO_CORE_DUMP),
        rlimit(PosixRlimitType.RLIMIT_NOFILE, limits.openFiles()));
  }

  /** Device rules, and the limits that this host's control groups can hold. */
  static LinuxResources of(PlanContext context) {
    ResourceRules rules = new ResourceRules(context);
    rules.resources.devices(DeviceRules.of(context));
    rules.memory();
    rules.processes();
    rules.processorTime();
    if (!rules.missing.isEmpty()) {
      context
          .findings()
          .warn(
              SandboxRule.LIMITS,
              "",
              "this user can't set these limits through control groups, so they do not hold: "
                  + String.join(", ", rules.missing));
    }
    return rules.resources.build();
  }

  private void memory() {
    long wanted = context.request().constraints().minMemory();
    if (wanted == 0 && limits.memory().isEmpty()) {
      return;
    }
    if (canSet("memory")) {
      LinuxMemory.Builder memory = LinuxMemory.builder();
      limits.memory().ifPresent(memory::limit);
      if (wanted > 0) {
        memory.reservation(wanted);
      }
      resources.memory(memory.build());
    }
  }

  private void processes() {
    if (canSet("pids")) {
      resources.pids(LinuxPids.builder().limit(limits.processes()).build());
    }
  }

  private void processorTime() {
    limits
        .cpuMillis()
        .ifPresent(
            millis -> {
              if (canSet("cpu")) {
                long quota = Math.multiplyExact(millis, PERIOD) / 1000;
                resources.cpu(LinuxCPU.builder().quota(quota).period(PERIOD).build());
              }
            });
  }

  private boolean canSet(String controller) {
    boolean can = context.host().cgroupControllers().contains(controller);
    if (!can) {
      missing.add(controller);
    }
    return can;
  }

  private static PosixRlimit rlimit(PosixRlimitType type, long value) {
    return PosixRlimit.builder().type(type).soft(value).hard(value).build();
  }
}
