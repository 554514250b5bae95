package dev.ocispec.sandbox;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The filter of system calls of the profile {@code standard}, put together from its tables. */
final class SeccompRules {
  private static final int NO_PERMISSION = 1;
  private static final int NO_SUCH_CALL = 38;

  /**
   * The filters of builds without capabilities, which nearly all builds are: made once for each.
   */
  private static final Map<Optional<SeccompArchitecture>, ReleasedFilter> USUAL =
      new ConcurrentHashMap<>();

  private SeccompRules() {}

  static ReleasedFilter of(PlanContext context) {
    String machine = context.host().architecture();
    Optional<SeccompArchitecture> architecture = SeccompArchitecture.of(machine);
    if (architecture.isEmpty()) {
      context
          .findings()
          .warn(
              SandboxRule.SECCOMP,
              "",
              "the system call filter has no table for the processor "
                  + machine
                  + ": it holds for the runtime's own architecture");
    }
    List<Capability> capabilities = context.sandbox().capabilities();
    return capabilities.isEmpty()
        ? USUAL.computeIfAbsent(architecture, any -> ReleasedFilter.of(filter(any, capabilities)))
        : ReleasedFilter.of(filter(architecture, capabilities));
  }

  private static LinuxSeccomp filter(
      Optional<SeccompArchitecture> architecture, List<Capability> capabilities) {
    Set<String> allowed = SeccompTable.allowed(capabilities);
    architecture.ifPresent(a -> allowed.addAll(a.ownCalls()));
    LinuxSeccomp.Builder filter =
        LinuxSeccomp.builder()
            .defaultAction(LinuxSeccompAction.SCMP_ACT_ERRNO)
            .defaultErrnoRet(NO_SUCH_CALL)
            .addSyscall(calls -> calls.names(allowed).action(LinuxSeccompAction.SCMP_ACT_ALLOW))
            .addSyscall(
                calls ->
                    calls
                        .names(SeccompTable.forbidden(capabilities))
                        .action(LinuxSeccompAction.SCMP_ACT_ERRNO)
                        .errnoRet(NO_PERMISSION));
    architecture.ifPresent(a -> filter.architectures(a.names()));
    SeccompArguments.rules(architecture.map(SeccompArchitecture::cloneFlagsIndex).orElse(0))
        .forEach(filter::addSyscall);
    return filter.build();
  }
}
