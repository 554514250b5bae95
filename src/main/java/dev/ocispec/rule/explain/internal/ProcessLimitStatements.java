package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.PosixRlimit;
import dev.ocispec.spec.Scheduler;
import dev.ocispec.spec.Unsigned64;
import java.util.Map;
import java.util.Set;

/** Limits and priorities of the process itself. */
final class ProcessLimitStatements {
  private static final Map<String, String> LIMITED =
      Map.ofEntries(
          Map.entry("RLIMIT_NOFILE", "open files"),
          Map.entry("RLIMIT_NPROC", "processes of its user"),
          Map.entry("RLIMIT_CORE", "the size of a core dump"),
          Map.entry("RLIMIT_AS", "its address space"),
          Map.entry("RLIMIT_MEMLOCK", "locked memory"),
          Map.entry("RLIMIT_STACK", "its stack"),
          Map.entry("RLIMIT_CPU", "processor time"),
          Map.entry("RLIMIT_FSIZE", "the size of a file"),
          Map.entry("RLIMIT_DATA", "its data"),
          Map.entry("RLIMIT_SIGPENDING", "pending signals"),
          Map.entry("RLIMIT_MSGQUEUE", "message queues"),
          Map.entry("RLIMIT_LOCKS", "file locks"));

  private static final Set<String> REAL_TIME = Set.of("SCHED_FIFO", "SCHED_RR", "SCHED_DEADLINE");

  // The limits that are amounts; the others are numbers of something.
  private static final Map<String, String> UNITS =
      Map.of(
          "RLIMIT_CORE", " bytes",
          "RLIMIT_AS", " bytes",
          "RLIMIT_MEMLOCK", " bytes",
          "RLIMIT_STACK", " bytes",
          "RLIMIT_CPU", " seconds",
          "RLIMIT_FSIZE", " bytes",
          "RLIMIT_DATA", " bytes",
          "RLIMIT_MSGQUEUE", " bytes");

  private ProcessLimitStatements() {}

  static void add(ContainerView container, Statements to) {
    container.spec().process().ifPresent(process -> add(process, to));
  }

  private static void add(ContainerProcess process, Statements to) {
    for (int i = 0; i < process.rlimits().size(); i++) {
      to.plain(Topic.RESOURCES, "/process/rlimits/" + i, limit(process.rlimits().get(i)));
    }
    process
        .oomScoreAdj()
        .ifPresent(
            score -> {
              if (score < 0) {
                to.notable(
                    Topic.RESOURCES,
                    "/process/oomScoreAdj",
                    score == -1000
                        ? "when the host is out of memory, the kernel never kills it"
                        : "when the host is out of memory, the kernel kills others before it (score"
                            + " "
                            + score
                            + ")");
              } else {
                to.plain(
                    Topic.RESOURCES,
                    "/process/oomScoreAdj",
                    score == 0
                        ? "when the host is out of memory, it is as likely to be killed as any"
                            + " process"
                        : "when the host is out of memory, the kernel kills it before others (score"
                            + " "
                            + score
                            + ")");
              }
            });
    process.scheduler().ifPresent(scheduler -> schedule(scheduler, to));
    process
        .ioPriority()
        .ifPresent(
            priority ->
                to.plain(
                    Topic.RESOURCES,
                    "/process/ioPriority",
                    "its disk access is of the class " + Words.path(priority.class_().text())));
    process
        .execCPUAffinity()
        .ifPresent(
            affinity ->
                to.plain(
                    Topic.RESOURCES,
                    "/process/execCPUAffinity",
                    "processes that are added to it later are tied to processors"));
  }

  private static void schedule(Scheduler scheduler, Statements to) {
    String policy = scheduler.policy().text();
    if (REAL_TIME.contains(policy)) {
      to.notable(
          Topic.RESOURCES,
          "/process/scheduler",
          "it runs with the real-time policy "
              + policy
              + ": it goes before the host's other tasks");
    } else {
      to.plain(
          Topic.RESOURCES,
          "/process/scheduler",
          "it runs with the scheduling policy " + Words.path(policy));
    }
  }

  static String limit(PosixRlimit limit) {
    String type = limit.type().text();
    String what = LIMITED.getOrDefault(type, Words.path(type));
    boolean raised = !limit.soft().equals(limit.hard());
    if (limit.soft().equals(Unsigned64.UNLIMITED)) {
      return "no limit on " + what;
    }
    return "its limit on "
        + what
        + " is "
        + limit.soft()
        + UNITS.getOrDefault(type, "")
        + (!raised
            ? ""
            : limit.hard().equals(Unsigned64.UNLIMITED)
                ? ", which it can raise without limit"
                : ", which it can raise to " + limit.hard());
  }
}
