package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.IOPriorityClass;
import dev.ocispec.spec.LinuxSchedulerPolicy;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.Scheduler;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.spec.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The process: who it is, and what it asks of the kernel. */
final class RootlessProcess {
  private static final JsonPointer RLIMITS = JsonPointer.parse("/process/rlimits");

  private static final Set<LinuxSchedulerPolicy> REAL_TIME =
      Set.of(
          LinuxSchedulerPolicy.SCHED_FIFO,
          LinuxSchedulerPolicy.SCHED_RR,
          LinuxSchedulerPolicy.SCHED_DEADLINE);

  private final IdMappings mappings;
  private final RootlessCaller caller;
  private final RootlessChanges changes;

  RootlessProcess(IdMappings mappings, RootlessCaller caller, RootlessChanges changes) {
    this.mappings = mappings;
    this.caller = caller;
    this.changes = changes;
  }

  Spec apply(Spec spec) {
    return spec.process().isEmpty()
        ? spec
        : spec.toBuilder().process(changed(spec.process().get())).build();
  }

  private ContainerProcess changed(ContainerProcess process) {
    ContainerProcess.Builder builder = process.toBuilder();
    User user = process.user().orElseGet(() -> User.builder().build());
    User mapped = mapped(user);
    if (!mapped.equals(user)) {
      builder.user(mapped);
    }
    List<PosixRlimit> limits = limits(process.rlimits());
    if (!limits.equals(process.rlimits())) {
      builder.rlimits(limits);
    }
    if (process.oomScoreAdj().isPresent()
        && process.oomScoreAdj().getAsLong() < caller.leastOomScoreAdj()) {
      changes.add(
          "/process/oomScoreAdj",
          "left out: an ordinary user can't make the kernel spare a process, so it keeps the"
              + " caller's score");
      builder.clearOomScoreAdj();
    }
    if (process
        .ioPriority()
        .filter(io -> io.class_().equals(IOPriorityClass.IOPRIO_CLASS_RT))
        .isPresent()) {
      changes.add("/process/ioPriority", "left out: only root may have real-time access to disks");
      builder.clearIoPriority();
    }
    if (process.scheduler().filter(RootlessProcess::isAhead).isPresent()) {
      changes.add(
          "/process/scheduler", "left out: only root may run ahead of the processes of others");
      builder.clearScheduler();
    }
    return builder.build();
  }

  private static boolean isAhead(Scheduler scheduler) {
    return REAL_TIME.contains(scheduler.policy()) || scheduler.nice().orElse(0) < 0;
  }

  private User mapped(User user) {
    User.Builder builder = user.toBuilder();
    if (!mappings.coversUid(user.uid().orElse(0))) {
      long replacement = mappings.uids().get(0).containerID();
      changes.add("/process/user/uid", replaced(user.uid().orElse(0), replacement));
      builder.uid(replacement);
    }
    if (!mappings.coversGid(user.gid().orElse(0))) {
      long replacement = mappings.gids().get(0).containerID();
      changes.add("/process/user/gid", replaced(user.gid().orElse(0), replacement));
      builder.gid(replacement);
    }
    if (!user.additionalGids().isEmpty()) {
      changes.add(
          "/process/user/additionalGids",
          "left out: runtimes let an ordinary user's container have none");
      builder.clearAdditionalGids();
    }
    return builder.build();
  }

  private static String replaced(long id, long replacement) {
    return "replaced by " + replacement + ": the id " + id + " is not mapped in the container";
  }

  private List<PosixRlimit> limits(List<PosixRlimit> limits) {
    List<PosixRlimit> all = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      PosixRlimit limit = limits.get(i);
      Unsigned64 most = caller.hardLimit(limit.type());
      if (limit.hard().compareTo(most) > 0) {
        changes.add(
            RLIMITS.append(i),
            "left out, so that the caller's own limit of "
                + limit.type()
                + " holds: an ordinary user can't raise it, and it is not known to reach "
                + limit.hard());
      } else {
        all.add(limit);
      }
    }
    return all;
  }
}
