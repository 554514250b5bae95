package dev.ocispec.rule;

import static dev.ocispec.rule.MountFacts.mounts;
import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_2_0;

import java.util.List;
import java.util.Set;

/** Rules about the places that mounts go to. */
final class MountPlaceRules {
  private static final String MOUNTS = "config.md#configMounts";
  private static final String ADVICE = "write the full path inside the container";

  /** The files below /proc that runc lets a mount cover. */
  private static final Set<String> COVERED =
      Set.of(
          "/proc/cpuinfo",
          "/proc/diskstats",
          "/proc/meminfo",
          "/proc/stat",
          "/proc/swaps",
          "/proc/uptime",
          "/proc/loadavg",
          "/proc/slabinfo",
          "/proc/sys/kernel/ns_last_pid",
          "/proc/sys/crypto/fips_enabled");

  static final List<Rule> LIST =
      List.of(
          must("mounts-destination-absolute", MOUNTS, V1_0_0, MountPlaceRules::absolute)
              .says(
                  "The destination of a mount is an absolute path; on Linux this is a demand"
                      + " before 1.2.0 only.")
              .because("A relative path would depend on a working directory that is not defined.")
              .runtimes(
                  "runsc and systemd-nspawn refuse the document; runc and crun take the path from"
                      + " the container's root."),
          should(
                  "mounts-destination-absolute-linux",
                  MOUNTS,
                  V1_2_0,
                  MountPlaceRules::absoluteOnLinux)
              .on(Platform.LINUX)
              .says("On Linux, the destination of a mount is an absolute path.")
              .because("Relative ones are deprecated since 1.2.0, and were wrong before.")
              .runtimes(
                  "runsc and systemd-nspawn refuse the document; runc and youki warn and take the"
                      + " path from the container's root, as crun does."),
          runtime("mounts-present", MOUNTS, V1_0_0, MountPlaceRules::present)
              .on(Platform.LINUX)
              .says("mounts is present.")
              .because("runc and crun need a /proc in the container to set it up.")
              .runtimes(
                  "runc and crun refuse the document, youki does with a new user namespace; runsc"
                      + " and systemd-nspawn bring mounts of their own."),
          runtime("mounts-no-nul", MOUNTS, V1_0_0, MountPlaceRules::noNul)
              .on(Platform.LINUX)
              .says("Destination, source and type of a mount have no NUL character.")
              .because("System calls take a text only as far as its first NUL.")
              .runtimes("runc refuses the document; crun cuts the text off."),
          runtime("mounts-destination-not-root", MOUNTS, V1_0_0, MountPlaceRules::notRoot)
              .on(Platform.LINUX)
              .says("No mount goes to the container's root directory.")
              .because("It would cover the root filesystem before the other mounts are made.")
              .runtimes("runc and crun refuse the document, runsc 20240729 fails to start it."),
          runtime("mounts-proc-target", MOUNTS, V1_0_0, MountPlaceRules::proc)
              .on(Platform.LINUX)
              .says(
                  "What is mounted on /proc is a proc filesystem, and below /proc only a few"
                      + " harmless files are covered.")
              .because(
                  "A container that brings its own /proc could fool the runtime about the state"
                      + " of its processes.")
              .runtimes("runc and youki refuse the document; crun and runsc mount it."));

  private MountPlaceRules() {}

  private static void absolute(Subject subject, Reporter reporter) {
    if (!subject.isFor(Platform.LINUX) || subject.release().compareTo(V1_2_0) < 0) {
      eachRelative(subject, reporter);
    }
  }

  private static void absoluteOnLinux(Subject subject, Reporter reporter) {
    eachRelative(subject, reporter);
  }

  private static void eachRelative(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node destination = mount.get("destination");
      destination
          .asText()
          .filter(path -> !PathForms.isAbsolute(subject, path))
          .ifPresent(
              path ->
                  reporter.report(
                      destination, "expected an absolute path, found " + shown(path), ADVICE));
    }
  }

  private static void present(Subject subject, Reporter reporter) {
    Node mounts = subject.at("mounts");
    if (mounts.isAbsent()) {
      reporter.report(mounts, "expected mounts, with at least proc on /proc, found none");
    }
  }

  private static void noNul(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      noNul(mount.get("destination"), reporter);
      noNul(mount.get("source"), reporter);
      noNul(mount.get("type"), reporter);
    }
  }

  private static void noNul(Node place, Reporter reporter) {
    place
        .asText()
        .filter(text -> text.indexOf('\0') >= 0)
        .ifPresent(
            text -> reporter.report(place, "expected no NUL character, found " + shown(text)));
  }

  private static void notRoot(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node type = mount.get("type");
      if (MountFacts.place(mount).equals("/") && !type.is("proc") && !type.is("sysfs")) {
        Node destination = mount.get("destination");
        reporter.report(
            destination,
            "expected a place below the container's root directory, found "
                + shown(destination.asText().orElse("")));
      }
    }
  }

  private static void proc(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      String place = MountFacts.place(mount);
      if (place.equals("/proc")) {
        onProc(mount, reporter);
      } else if (place.startsWith("/proc/") && !COVERED.contains(place)) {
        reporter.report(
            mount.get("destination"),
            "expected nothing mounted below /proc except on files such as /proc/cpuinfo, found a"
                + " mount on "
                + shown(place),
            "use linux.maskedPaths or linux.readonlyPaths to close off what is there");
      }
    }
  }

  /** Whether a bind mount brings a proc filesystem can't be told from the document. */
  private static void onProc(Node mount, Reporter reporter) {
    Node type = mount.get("type");
    if (!type.is("proc") && !MountFacts.isBind(mount)) {
      reporter.report(
          type,
          type.asText()
              .map(text -> "expected the type proc for the mount on /proc, found " + shown(text))
              .orElse("expected the type proc for the mount on /proc, found none"));
    }
  }
}
