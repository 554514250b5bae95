package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxCPU;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.PosixRlimitType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How much a build may use, in the profile {@code standard}. */
final class SandboxResources {
  /** The length of the time slices that processor time is counted in, in microseconds. */
  private static final long PERIOD = 100_000;

  /**
   * The size of core dumps: with 1 byte the kernel writes no file and starts no handler of the
   * host, which 0 would not keep it from.
   */
  private static final long NO_CORE_DUMP = 1;

  /** More than this many open files break programs that use {@code select}. */
  private static final long USUAL_OPEN_FILES = 1024;

  /** What part of the machine's memory stays for others: the first of so many. */
  private static final long PARTS_OF_MEMORY = 8;

  private final PlanContext context;
  private final SandboxLimits limits;
  private final LinuxResources.Builder resources = LinuxResources.builder();
  private final List<String> missing = new ArrayList<>();

  private SandboxResources(PlanContext context) {
    this.context = context;
    this.limits = context.limits();
  }

  /** Limits of a single process or of a user, which need no control groups. */
  static List<PosixRlimit> rlimits(PlanContext context, BuildIdentity identity) {
    SandboxLimits limits = context.limits();
    List<PosixRlimit> rlimits = new ArrayList<>();
    rlimits.add(rlimit(PosixRlimitType.RLIMIT_CORE, NO_CORE_DUMP));
    rlimits.add(openFiles(context));
    if (countsByUser(context, identity) && !FirstProcessRules.isIn(context)) {
      rlimits.add(rlimit(PosixRlimitType.RLIMIT_NPROC, limits.processes()));
    }
    return rlimits;
  }

  /**
   * The limit on the processes of the build's user, where it is counted by user and set by the
   * first process: before it, some runtimes would count the processes of who starts them.
   */
  static OptionalLong processesOfTheUser(PlanContext context, BuildIdentity identity) {
    return countsByUser(context, identity)
        ? OptionalLong.of(context.limits().processes())
        : OptionalLong.empty();
  }

  /**
   * Whether processes are to be limited by their user: without control groups, and if nobody else
   * is that user. Of ids that someone asked for without user namespace this is not known.
   */
  private static boolean countsByUser(PlanContext context, BuildIdentity identity) {
    OptionalLong user = identity.hostUid();
    boolean own = context.userNamespace() || context.sandbox().buildIds().isEmpty();
    return !context.host().cgroupControllers().contains("pids")
        && own
        && user.isPresent()
        && user.getAsLong() != context.host().uid();
  }

  /** Device rules, and the limits that this host's control groups can hold. */
  static LinuxResources of(PlanContext context, BuildIdentity identity) {
    SandboxResources rules = new SandboxResources(context);
    rules.resources.devices(SandboxDevices.of(context));
    rules.memory();
    rules.processes(countsByUser(context, identity));
    rules.processorTime();
    if (!rules.missing.isEmpty()) {
      context
          .findings()
          .warn(
              SandboxRule.LIMITS,
              "",
              "this user can't set these limits through control groups, so they are not enforced: "
                  + String.join(", ", rules.missing));
    }
    return rules.resources.build();
  }

  private void memory() {
    long wanted = context.request().constraints().minMemory();
    OptionalLong limit = memoryLimit(wanted);
    if (wanted == 0 && limit.isEmpty()) {
      return;
    }
    if (canSet("memory")) {
      LinuxMemory.Builder memory = LinuxMemory.builder();
      limit.ifPresent(memory::limit);
      if (wanted > 0) {
        memory.reservation(wanted);
      }
      resources.memory(memory.build());
    }
  }

  private OptionalLong memoryLimit(long wanted) {
    OptionalLong machine = context.host().memory();
    if (limits.memory().isPresent() || machine.isEmpty()) {
      return limits.memory();
    }
    long bytes = machine.getAsLong();
    return OptionalLong.of(Math.max(bytes - bytes / PARTS_OF_MEMORY, wanted));
  }

  private void processes(boolean byUser) {
    if (byUser && context.sandbox().hostIds().isPresent()) {
      return; // The user is this build's alone.
    }
    if (byUser) {
      context
          .findings()
          .inform(
              SandboxRule.LIMITS,
              "",
              "without control groups the limit of "
                  + limits.processes()
                  + " processes is that of the build's user: builds that run under the same id may"
                  + " share it");
    } else if (canSet("pids")) {
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

  /** The caller can hand on no more than it has. */
  private static PosixRlimit openFiles(PlanContext context) {
    long wanted = context.limits().openFiles();
    long hard = Math.min(wanted, context.host().openFiles().orElse(wanted));
    if (hard < wanted && wanted != SandboxLimits.DEFAULT.openFiles()) {
      context
          .findings()
          .inform(
              SandboxRule.LIMITS,
              "",
              "the caller can have no more than "
                  + hard
                  + " files open, so neither can the build; the limit would be "
                  + wanted);
    }
    return PosixRlimit.builder()
        .type(PosixRlimitType.RLIMIT_NOFILE)
        .soft(Math.min(hard, USUAL_OPEN_FILES))
        .hard(hard)
        .build();
  }

  private static PosixRlimit rlimit(PosixRlimitType type, long value) {
    return PosixRlimit.builder().type(type).soft(value).hard(value).build();
  }
}
