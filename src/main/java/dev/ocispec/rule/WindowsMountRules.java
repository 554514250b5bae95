package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The rule about mounts inside mounts, which Windows does not have. */
final class WindowsMountRules {
  static final List<Rule> LIST =
      List.of(
          must(
                  "mounts-destination-not-nested",
                  "config.md#configMounts",
                  V1_0_0,
                  WindowsMountRules::nested)
              .on(Platform.WINDOWS)
              .says("On Windows, no mount lies inside the destination of another.")
              .because("Windows can't mount below a mount, whatever the order.")
              .runtimes("oci-runtime-tool validate refuses the document."));

  private WindowsMountRules() {}

  /** A destination, and its path in one spelling, with a backslash at its end. */
  private record Destination(Node node, String path) {}

  private static void nested(Subject subject, Reporter reporter) {
    if (PathForms.isForPosix(subject)) {
      // A Linux container on Windows mounts in its virtual machine, where Linux does it.
      return;
    }
    List<Destination> sorted = new ArrayList<>();
    for (Node mount : MountFacts.mounts(subject)) {
      Node destination = mount.get("destination");
      destination
          .asText()
          .filter(path -> !path.isEmpty())
          .ifPresent(path -> sorted.add(new Destination(destination, spelled(path))));
    }
    sorted.sort(Comparator.comparing(Destination::path));
    // Whatever lies inside a place follows it in this order, up to the next place outside.
    Destination around = null;
    for (Destination next : sorted) {
      if (around == null || !next.path().startsWith(around.path())) {
        around = next;
      } else if (!next.path().equals(around.path())) {
        reporter.report(
            next.node(),
            "expected a place outside other mounts, found "
                + shown(next.node().asText().orElse(""))
                + " inside "
                + shown(around.node().asText().orElse("")));
      }
    }
  }

  private static String spelled(String path) {
    String spelled = path.replace('/', '\\').toLowerCase(Locale.ROOT);
    return spelled.endsWith("\\") ? spelled : spelled + "\\";
  }
}
