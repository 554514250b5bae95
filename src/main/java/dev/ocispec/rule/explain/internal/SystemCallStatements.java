package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.SeccompVerdicts;
import dev.ocispec.rule.knowledge.internal.SystemCallGroup;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The system calls that it may make. */
final class SystemCallStatements {
  private static final String FILTER = "/linux/seccomp";
  private static final String RULES = FILTER + "/syscalls";

  private final ContainerView container;
  private final LinuxSeccomp filter;
  private final SeccompVerdicts verdicts;
  private final Statements to;

  private SystemCallStatements(ContainerView container, LinuxSeccomp filter, Statements to) {
    this.container = container;
    this.filter = filter;
    this.verdicts = SeccompVerdicts.of(filter);
    this.to = to;
  }

  static void add(ContainerView container, Statements to) {
    Optional<LinuxSeccomp> filter = container.spec().linux().flatMap(Linux::seccomp);
    if (filter.isEmpty()) {
      to.isolation(
          Topic.SYSTEM_CALLS,
          FILTER,
          "no filter stands between it and the host's kernel: every system call is open to it");
      return;
    }
    SystemCallStatements part = new SystemCallStatements(container, filter.orElseThrow(), to);
    part.defaults();
    part.groups();
    part.extras();
  }

  private void defaults() {
    String action = filter.defaultAction().text();
    String place = FILTER + "/defaultAction";
    if (verdicts.isOpenByDefault()) {
      long back = verdicts.countHeldBack();
      to.add(
          back == 0 ? Weight.ISOLATION : Weight.NOTABLE,
          Topic.SYSTEM_CALLS,
          place,
          "its filter lets through every system call that no rule names"
              + (back == 0
                  ? ", and no rule holds one back"
                  : ", and rules hold back " + Words.count(back, "call", "calls"))
              + (action.equals("SCMP_ACT_LOG") ? "; those that no rule names are logged" : ""));
      return;
    }
    String text =
        switch (action) {
          case "SCMP_ACT_ERRNO" -> "fails with an error";
          case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD" -> "kills the thread that makes it";
          case "SCMP_ACT_KILL_PROCESS" -> "kills the process that makes it";
          case "SCMP_ACT_TRAP" -> "ends in a SIGSYS signal";
          case "SCMP_ACT_TRACE" -> "is left to a tracer, and fails without one";
          case "SCMP_ACT_NOTIFY" -> "is left to a program outside the container";
          default -> "meets the unknown action " + Words.quoted(action);
        };
    to.plain(
        Topic.SYSTEM_CALLS,
        place,
        "a system call that no rule names "
            + text
            + "; rules let "
            + Words.count(verdicts.countLetThrough(), "call", "calls")
            + " through");
  }

  private void groups() {
    for (SystemCallGroup group : SystemCallGroup.all()) {
      List<String> open = group.calls().stream().filter(this::isOpen).toList();
      if (open.isEmpty()) {
        continue;
      }
      boolean works = group.isOpenTo(container);
      to.add(
          group.weightIn(container),
          Topic.SYSTEM_CALLS,
          place(open.get(0)),
          "its filter lets through "
              + Words.list(open)
              + (works
                  ? ", with which it can " + group.opensIn(container)
                  : ", which the kernel refuses without "
                      + group.capability().orElseThrow()
                      + (group.calls().contains("mount") && isOpen("unshare")
                          ? "; a user namespace that it makes for itself gives it that"
                          : "")));
    }
  }

  private boolean isOpen(String name) {
    return verdicts.letsThroughAlways(name);
  }

  private String place(String name) {
    for (int i = 0; i < filter.syscalls().size(); i++) {
      if (filter.syscalls().get(i).names().contains(name)) {
        return RULES + "/" + i;
      }
    }
    return FILTER + "/defaultAction";
  }

  private void extras() {
    List<String> architectures = new ArrayList<>();
    filter
        .architectures()
        .forEach(arch -> architectures.add(arch.text().replace("SCMP_ARCH_", "")));
    if (!architectures.isEmpty()) {
      to.plain(
          Topic.SYSTEM_CALLS,
          FILTER + "/architectures",
          "its filter holds for programs of the "
              + Words.named("architecture", architectures.stream().map(Words::path).toList())
              + ", and for the host's own");
    }
    for (int i = 0; i < filter.flags().size(); i++) {
      if (filter.flags().get(i).text().equals("SECCOMP_FILTER_FLAG_SPEC_ALLOW")) {
        to.notable(
            Topic.SYSTEM_CALLS,
            FILTER + "/flags/" + i,
            "its filter leaves speculation attacks (Spectre) unmitigated, for speed");
      }
    }
    filter
        .listenerPath()
        .ifPresent(
            path ->
                to.notable(
                    Topic.SYSTEM_CALLS,
                    FILTER + "/listenerPath",
                    "a program outside the container that listens at "
                        + Words.path(path)
                        + " decides on some of its system calls"));
  }
}
