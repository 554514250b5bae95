package dev.ocispec.preset;

import java.util.List;
import java.util.Optional;

/** Settings that a container with nothing else can't have, root's neither. */
final class RootlessRefusals {
  /** A setting, for a runtime or for all, and why it is refused. */
  private record Refusal(String runtimes, String settings, String reason) {}

  private static final List<Refusal> ALL =
      List.of(
          new Refusal("runc", "/linux/namespaces/\\*/type=time", "it knows none before 1.2"),
          new Refusal("crun", "/linux/personality/flags=sample", "it can't read an empty list"),
          new Refusal(".*", "/linux/seccomp/architectures=all", "libseccomp knows fewer"),
          new Refusal(
              ".*",
              "/linux/seccomp/defaultAction=SCMP_ACT_(ERRNO|KILL.*|NOTIFY|TRACE|TRAP)",
              "it forbids all system calls"),
          new Refusal(
              ".*", "/linux/seccomp/defaultErrnoRet=sample", "the action has no error number"),
          new Refusal("runc", "/linux/seccomp/flags=.*", "it knows none before 1.2"),
          new Refusal(
              "runc", "/linux/seccomp/syscalls/\\*/action=SCMP_ACT_NOTIFY", "nobody listens"),
          new Refusal(".*", "/linux/seccomp/listenerPath=sample", "nobody listens there"),
          new Refusal(".*", "/mounts/\\*/options=all", "they contradict each other"),
          new Refusal("crun", "/ociVersion=sample", "it knows 1.0 only"),
          new Refusal(".*", "/process/apparmorProfile=sample", "the kernel has no AppArmor"),
          new Refusal(
              ".*",
              "/process/capabilities/(effective=all|inheritable=all|permitted=one)",
              "a set must hold what the other one has"),
          new Refusal(".*", "/process/rlimits/\\*/type=RLIMIT_AS", "too little for any program"),
          new Refusal(".*", "/process/selinuxLabel=sample", "the kernel has no SELinux"),
          new Refusal(".*", "/process/terminal=true", "there is no terminal"));

  private RootlessRefusals() {}

  /** Why a runtime refuses a setting to root as well. */
  static Optional<String> of(String runtime, String setting) {
    return ALL.stream()
        .filter(each -> runtime.matches(each.runtimes()) && setting.matches(each.settings()))
        .map(Refusal::reason)
        .findFirst();
  }
}
