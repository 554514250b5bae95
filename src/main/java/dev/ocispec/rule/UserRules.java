package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;

import java.math.BigInteger;
import java.util.List;

/** Rules about {@code process.user}. */
final class UserRules {
  private static final String USER = "config.md#configPOSIXUser";
  private static final BigInteger UMASK_BITS = BigInteger.valueOf(07777);

  static final List<Rule> LIST =
      List.of(
          runtime("process-user-present", USER, V1_0_0, UserRules::present)
              .on(Platform.LINUX)
              .says("process.user is present.")
              .because("Without it the process runs as root, if it runs.")
              .runtimes("youki refuses the document; runc and crun take user and group 0."),
          must("process-user-uid-required", USER, V1_0_0, UserRules::uid)
              .says("On POSIX platforms, process.user has uid.")
              .because("Runtimes take a missing one as 0, which is root.")
              .runtimes("runc, crun and runsc run the process as user 0."),
          must("process-user-gid-required", USER, V1_0_0, UserRules::gid)
              .says("On POSIX platforms, process.user has gid.")
              .because("Runtimes take a missing one as 0, which is root's group.")
              .runtimes("runc, crun and runsc run the process with group 0."),
          runtime("process-user-uid-mapped", USER, V1_0_0, UserRules::uidMapped)
              .on(Platform.LINUX)
              .says("With a new user namespace, linux.uidMappings cover process.user.uid.")
              .because("The kernel lets no process change to a user that is not mapped.")
              .runtimes("runc, crun and youki fail to create the container; runsc runs it."),
          runtime("process-user-gid-mapped", USER, V1_0_0, UserRules::gidMapped)
              .on(Platform.LINUX)
              .says("With a new user namespace, linux.gidMappings cover process.user.gid.")
              .because("The kernel lets no process change to a group that is not mapped.")
              .runtimes("runc, crun and youki fail to create the container; runsc runs it."),
          runtime("process-additional-gids-mapped", USER, V1_0_0, UserRules::moreGidsMapped)
              .on(Platform.LINUX)
              .says(
                  "With a new user namespace, linux.gidMappings cover each of"
                      + " process.user.additionalGids.")
              .because("The kernel lets no process join a group that is not mapped.")
              .runtimes("youki refuses the document; runc and crun fail to create the container."),
          runtime("process-umask-bits", USER, V1_0_2, UserRules::umask)
              .on(Platform.LINUX)
              .says("process.user.umask has no bits beyond 07777 (4095).")
              .because("A file's mode has no more bits.")
              .runtimes("youki refuses the document; runsc ignores umask altogether."));

  private UserRules() {}

  private static void present(Subject subject, Reporter reporter) {
    Node process = subject.at("process");
    Node user = process.get("user");
    if (process.isPresent() && user.isAbsent()) {
      reporter.report(user, "expected process.user, found none", "say uid and gid there");
    }
  }

  private static void uid(Subject subject, Reporter reporter) {
    required(subject, "uid", reporter);
  }

  private static void gid(Subject subject, Reporter reporter) {
    required(subject, "gid", reporter);
  }

  private static void required(Subject subject, String name, Reporter reporter) {
    Node user = subject.at("process", "user");
    Node id = user.get(name);
    if (user.isPresent() && id.isAbsent() && RuleFacts.isPosix(subject)) {
      reporter.report(
          id, "expected process.user." + name + ", found none, which runtimes take for 0");
    }
  }

  private static void uidMapped(Subject subject, Reporter reporter) {
    if (RuleFacts.hasNewNamespace(subject, "user")) {
      MappedIds ids = MappedIds.of(subject.at("linux", "uidMappings"));
      mapped(subject.at("process", "user", "uid"), ids, "linux.uidMappings", reporter);
    }
  }

  private static void gidMapped(Subject subject, Reporter reporter) {
    if (RuleFacts.hasNewNamespace(subject, "user")) {
      MappedIds ids = MappedIds.of(subject.at("linux", "gidMappings"));
      mapped(subject.at("process", "user", "gid"), ids, "linux.gidMappings", reporter);
    }
  }

  private static void moreGidsMapped(Subject subject, Reporter reporter) {
    Node gids = subject.at("process", "user", "additionalGids");
    if (gids.isPresent() && RuleFacts.hasNewNamespace(subject, "user")) {
      MappedIds ids = MappedIds.of(subject.at("linux", "gidMappings"));
      for (Node gid : gids.elements()) {
        mapped(gid, ids, "linux.gidMappings", reporter);
      }
    }
  }

  private static void mapped(Node id, MappedIds ids, String mappings, Reporter reporter) {
    if (id.asLong().isPresent() && !ids.covers(id.asLong().getAsLong())) {
      reporter.report(
          id, "expected an id that " + mappings + " cover, found " + id.asLong().getAsLong());
    }
  }

  private static void umask(Subject subject, Reporter reporter) {
    Node umask = subject.at("process", "user", "umask");
    umask
        .asInteger()
        .filter(bits -> !bits.andNot(UMASK_BITS).equals(BigInteger.ZERO))
        .ifPresent(
            bits ->
                reporter.report(
                    umask,
                    "expected bits of 07777 (4095) only, found " + NumberFacts.shown(umask)));
  }
}
