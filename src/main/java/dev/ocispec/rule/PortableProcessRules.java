package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import java.math.BigInteger;
import java.util.List;

/** What runtimes were seen to refuse, or to read differently, of the process and around it. */
final class PortableProcessRules {
  private static final BigInteger LARGEST_ID = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger NO_ID = BigInteger.valueOf(0xFFFF_FFFFL);

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "capabilities-absent",
                  "config.md#configLinuxProcess",
                  V1_0_0,
                  PortableProcessRules::capabilities)
              .on(Platform.LINUX)
              .says("process.capabilities is present, if only as an empty object.")
              .because("Absence is not the same as none: it leaves the choice to the runtime.")
              .runtimes(
                  "runc 1.3.6 then keeps all capabilities of its caller; runc 1.1, crun and runsc"
                      + " give none."),
          runtime("user-id-range", "config.md#user", V1_0_0, PortableProcessRules::ids)
              .on(Platform.LINUX)
              .says("Ids in process.user are at most 2147483647.")
              .because("The largest 32-bit number means to leave the id as it is, which is root.")
              .runtimes(
                  "runc refuses larger ids; under crun the id 4294967295 runs the process as root,"
                      + " under runsc as nobody."),
          should("root-path-parent", "config.md#root", V1_0_0, PortableProcessRules::parent)
              .says("root.path does not lead up through a parent directory.")
              .because("It may leave the bundle, whose part the root filesystem is.")
              .runtimes("runc, crun, runsc and systemd-nspawn follow it."),
          runtime(
                  "hooks-poststart-at-create",
                  "config.md#poststart",
                  V1_0_0,
                  PortableProcessRules::poststart)
              .on(Platform.LINUX)
              .says("No poststart hook is used.")
              .because("It does not run when it should everywhere.")
              .runtimes(
                  "runc runs it at create, before the process is started, and fails create with it;"
                      + " crun 1.28 fails start with it although the process ran."),
          runtime(
                  "windows-section-on-linux",
                  "config.md#platform-specific-configuration",
                  V1_0_0,
                  PortableProcessRules::windows)
              .on(Platform.LINUX)
              .says("A document for Linux has no windows section.")
              .because("It is of no use there.")
              .runtimes("runsc refuses the document; runc and crun ignore the section."),
          runtime(
                  "cgroups-path-empty",
                  "config-linux.md#configLinuxCgroupsPath",
                  V1_0_0,
                  PortableProcessRules::cgroupsPath)
              .on(Platform.LINUX)
              .says("linux.cgroupsPath is not empty.")
              .because("An empty path is read as none, or as the root of all cgroups.")
              .runtimes("crun 1.8.1 to 1.28 fail as root; runc and runsc choose a path."));

  private PortableProcessRules() {}

  private static void capabilities(Subject subject, Reporter reporter) {
    Node process = subject.at("process");
    Node capabilities = process.get("capabilities");
    if (process.isPresent() && capabilities.isAbsent()) {
      reporter.report(
          capabilities,
          "expected capabilities in process, found none: runc 1.3.6 then keeps all of its caller's",
          "write \"capabilities\": {} for none");
    }
  }

  private static void ids(Subject subject, Reporter reporter) {
    Node user = subject.at("process", "user");
    id(user.get("uid"), "under which crun runs the process with its own id, root's", reporter);
    id(user.get("gid"), "under which crun runs the process with its own group, root's", reporter);
    for (Node group : user.get("additionalGids").elements()) {
      id(group, "which the kernel refuses", reporter);
    }
  }

  private static void id(Node id, String meaning, Reporter reporter) {
    id.asInteger()
        .filter(value -> value.compareTo(LARGEST_ID) > 0)
        .ifPresent(
            value ->
                reporter.report(
                    id,
                    "expected an id up to "
                        + LARGEST_ID
                        + ", found "
                        + RuleFacts.shown(value.toString())
                        + ", "
                        + (value.equals(NO_ID) ? meaning : "which runc refuses")));
  }

  private static void parent(Subject subject, Reporter reporter) {
    Node path = subject.at("root", "path");
    path.asText()
        .filter(text -> text.startsWith("../") || text.contains("/../") || text.endsWith("/.."))
        .ifPresent(
            text ->
                reporter.report(
                    path,
                    "expected a path without .., found " + RuleFacts.shown(text),
                    "write the path that it leads to"));
  }

  private static void poststart(Subject subject, Reporter reporter) {
    Node hooks = subject.at("hooks", "poststart");
    if (!hooks.elements().isEmpty()) {
      reporter.report(
          hooks,
          "expected no poststart hooks, found some: runc runs them at create, before the start",
          "start the container and do it then, or use a startContainer hook");
    }
  }

  private static void windows(Subject subject, Reporter reporter) {
    Node windows = subject.at("windows");
    if (windows.isPresent() && !subject.isFor(Platform.WINDOWS)) {
      reporter.report(
          windows,
          "expected no windows section in a document for Linux, found one: runsc refuses it");
    }
  }

  private static void cgroupsPath(Subject subject, Reporter reporter) {
    Node path = subject.at("linux", "cgroupsPath");
    if (path.is("")) {
      reporter.report(
          path,
          "expected the path of a cgroup, found an empty one, with which crun fails as root",
          "leave cgroupsPath out");
    }
  }
}
