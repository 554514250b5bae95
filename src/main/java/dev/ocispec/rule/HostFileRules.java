package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules about files of the host that a configuration names: sources, hooks, a socket. */
final class HostFileRules {
  private static final List<String> ON_HOST =
      List.of("prestart", "createRuntime", "createContainer", "poststart", "poststop");

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "mounts-bind-source-exists",
                  "config.md#configMounts",
                  V1_0_0,
                  HostFileRules::sources)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("The source of a bind mount exists, taken from the bundle when it is relative.")
              .because("There is nothing to mount otherwise.")
              .runtimes("runc, crun and youki fail at create; nspawn refuses the bundle."),
          must(
                  "hooks-path-in-runtime-namespace",
                  "config.md#configHooks",
                  V1_0_0,
                  HostFileRules::hooks)
              .withScope(Scope.HOST)
              .says("The programs of all hooks but startContainer are on the host.")
              .because("These hooks are looked up where the runtime runs, not in the container.")
              .runtimes(
                  "runc, crun and runsc fail at create when a prestart, createRuntime or"
                      + " createContainer hook is missing."),
          runtime("hooks-executable", "config.md#configHooks", V1_0_0, HostFileRules::executable)
              .withScope(Scope.HOST)
              .says("What a hook names is a file that can be executed.")
              .because("The hook fails otherwise, and most failing hooks end the container.")
              .runtimes("runc, crun and youki fail when they reach the hook."),
          must(
                  "seccomp-listener-socket",
                  "config-linux.md#configLinuxSeccomp",
                  V1_1_0,
                  HostFileRules::listener)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("linux.seccomp.listenerPath is a socket.")
              .because("The runtime connects to it and sends the filter's file descriptor there.")
              .runtimes("runc, crun and youki fail at create."));

  private HostFileRules() {}

  private static void sources(Subject subject, Reporter reporter) {
    for (Node mount : subject.at("mounts").elements()) {
      Node source = mount.get("source");
      if (source.isAbsent() || !isBind(mount)) {
        continue;
      }
      absolute(subject, source.asText().orElse(""))
          .filter(path -> HostLook.isMissing(subject, path))
          .ifPresent(
              path ->
                  reporter.report(
                      source,
                      "expected an existing source of the bind mount, found nothing at "
                          + HostLook.shown(path)));
    }
  }

  private static boolean isBind(Node mount) {
    Node options = mount.get("options");
    return mount.get("type").is("bind")
        || RuleFacts.has(options, "bind")
        || RuleFacts.has(options, "rbind");
  }

  /** The path on the host; empty for those that are another file for each process. */
  private static Optional<String> absolute(Subject subject, String path) {
    if (path.isEmpty() || path.startsWith("/proc/self/") || path.startsWith("/proc/thread-self/")) {
      return Optional.empty();
    }
    if (path.startsWith("/")) {
      return Optional.of(path);
    }
    try {
      return subject.bundle().map(bundle -> bundle.toAbsolutePath().resolve(Path.of(path)) + "");
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static void hooks(Subject subject, Reporter reporter) {
    for (Node path : hookPaths(subject)) {
      String text = path.asText().orElse("");
      if (HostLook.isMissing(subject, text)) {
        reporter.report(
            path, "expected a program of the host, found nothing at " + HostLook.shown(text));
      }
    }
  }

  private static void executable(Subject subject, Reporter reporter) {
    for (Node path : hookPaths(subject)) {
      String text = path.asText().orElse("");
      HostLook.host(subject)
          .file(text)
          .filter(file -> file != HostFile.NOTHING && file != HostFile.PROGRAM)
          .ifPresent(
              file ->
                  reporter.report(
                      path, "expected a program at " + HostLook.shown(text) + ", found " + file));
    }
  }

  /** The absolute paths of hooks that run on the host. */
  private static List<Node> hookPaths(Subject subject) {
    List<Node> paths = new ArrayList<>();
    for (String kind : RuleFacts.isPosix(subject) ? ON_HOST : List.<String>of()) {
      for (Node hook : subject.at("hooks", kind).elements()) {
        Node path = hook.get("path");
        if (path.asText().filter(text -> text.startsWith("/")).isPresent()) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private static void listener(Subject subject, Reporter reporter) {
    Node path = subject.at("linux", "seccomp", "listenerPath");
    String text = path.asText().orElse("");
    if (text.startsWith("/")) {
      HostLook.host(subject)
          .file(text)
          .filter(file -> file != HostFile.SOCKET)
          .ifPresent(
              file ->
                  reporter.report(
                      path,
                      "expected the socket of a seccomp agent at "
                          + HostLook.shown(text)
                          + ", found "
                          + file,
                      "start the agent before the container"));
    }
  }
}
