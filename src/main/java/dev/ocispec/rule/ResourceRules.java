package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;
import static dev.ocispec.version.Release.V1_1_0;

import java.math.BigInteger;
import java.util.List;

/** Rules about the smaller members of {@code linux.resources}. */
final class ResourceRules {
  private static final String HUGE_PAGES = "config-linux.md#configLinuxHugePageLimits";
  private static final String PIDS = "config-linux.md#configLinuxPIDS";
  private static final String RDMA = "config-linux.md#configLinuxRDMA";
  private static final String UNIFIED = "config-linux.md#configLinuxUnified";
  // No size of pages has more digits; longer texts are not worth a number.
  private static final int MOST_DIGITS = 100;

  static final List<Rule> LIST =
      List.of(
          runtime("hugepage-size-power-of-two", HUGE_PAGES, V1_0_0, ResourceRules::pageSize)
              .on(Platform.LINUX)
              .says("The number in the pageSize of a limit of huge pages is a power of two.")
              .because("There are no pages of another size.")
              .runtimes("youki refuses the document; others find no control file of that size."),
          must("pids-limit-values", PIDS, V1_0_0, ResourceRules::pids)
              .on(Platform.LINUX)
              .says("The limit of processes is -1 for none, 0 or more.")
              .because("No other negative number has a meaning."),
          must("rdma-handles-or-objects", RDMA, V1_0_2, ResourceRules::rdma)
              .on(Platform.LINUX)
              .says("Each entry of linux.resources.rdma has hcaHandles, hcaObjects or both.")
              .because("Without either of them it limits nothing."),
          runtime("unified-key-is-file-name", UNIFIED, V1_1_0, ResourceRules::fileName)
              .on(Platform.LINUX)
              .says("A key of linux.resources.unified has no slash in it.")
              .because("It names a file of the container's own control group.")
              .runtimes("runc and crun refuse the document."),
          runtime("unified-key-form", UNIFIED, V1_1_0, ResourceRules::controllerAndParameter)
              .on(Platform.LINUX)
              .says("A key of linux.resources.unified is a controller, a dot and a parameter.")
              .because("All files of cgroup v2 that can be set have such names.")
              .runtimes("runc and crun name the wrong key when they fail to write the file."));

  private ResourceRules() {}

  private static void pageSize(Subject subject, Reporter reporter) {
    for (Node limit : subject.at("linux", "resources", "hugepageLimits").elements()) {
      Node size = limit.get("pageSize");
      String text = size.asText().orElse("");
      String digits = text.substring(0, digits(text));
      if (!digits.isEmpty()
          && digits.length() <= MOST_DIGITS
          && new BigInteger(digits).bitCount() != 1) {
        reporter.report(
            size,
            "expected a power of two and a unit, found " + RuleFacts.shown(text),
            "take a size that the host has, such as 2MB or 1GB");
      }
    }
  }

  /** How many digits a text begins with. */
  private static int digits(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
      count++;
    }
    return count;
  }

  private static void pids(Subject subject, Reporter reporter) {
    Node limit = subject.at("linux", "resources", "pids", "limit");
    if (NumberFacts.isBelow(limit, -1)) {
      reporter.report(
          limit,
          "expected a number of processes, or -1 for no limit, found " + NumberFacts.shown(limit));
    }
  }

  private static void rdma(Subject subject, Reporter reporter) {
    for (Node entry : subject.at("linux", "resources", "rdma").members()) {
      if (entry.get("hcaHandles").isAbsent() && entry.get("hcaObjects").isAbsent()) {
        reporter.report(entry, "expected hcaHandles, hcaObjects or both, found neither");
      }
    }
  }

  private static void fileName(Subject subject, Reporter reporter) {
    for (Node value : subject.at("linux", "resources", "unified").members()) {
      if (value.key().indexOf('/') >= 0) {
        reporter.report(
            value,
            "expected the name of a file without a slash as the key, found "
                + RuleFacts.shown(value.key()));
      }
    }
  }

  private static void controllerAndParameter(Subject subject, Reporter reporter) {
    for (Node value : subject.at("linux", "resources", "unified").members()) {
      String key = value.key();
      int dot = key.indexOf('.');
      if (dot <= 0 || dot == key.length() - 1) {
        reporter.report(
            value,
            "expected a controller, a dot and a parameter as the key, found "
                + RuleFacts.shown(key),
            "write for instance memory.high");
      }
    }
  }
}
