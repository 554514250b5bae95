package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about {@code linux.resources.blockIO}. */
final class BlockIoRules {
  private static final String BLOCK_IO = "config-linux.md#configLinuxBlockIO";
  private static final List<String> THROTTLES =
      List.of(
          "throttleReadBpsDevice",
          "throttleWriteBpsDevice",
          "throttleReadIOPSDevice",
          "throttleWriteIOPSDevice");

  static final List<Rule> LIST =
      List.of(
          must("blockio-weight-or-leaf-weight", BLOCK_IO, V1_0_0, BlockIoRules::deviceWeight)
              .on(Platform.LINUX)
              .says("Each entry of weightDevice has weight, leafWeight or both.")
              .because("Without either of them it sets nothing.")
              .runtimes("oci-runtime-tool refuses the document."),
          must("blockio-throttle-rate", BLOCK_IO, V1_0_0, BlockIoRules::rate)
              .on(Platform.LINUX)
              .says("Each entry of the four throttle lists has rate.")
              .because("The limit is what the entry is there for; read as 0 it limits nothing."),
          runtime("blockio-weight-range", BLOCK_IO, V1_0_0, BlockIoRules::weight)
              .on(Platform.LINUX)
              .says("weight is 10 to 1000, or 0 as if it were absent.")
              .because(
                  "For cgroup v2, runtimes convert it to 1 to 10000 by a formula that holds in this"
                      + " range only.")
              .runtimes("runc, crun and youki fail when the kernel refuses the result."));

  private BlockIoRules() {}

  private static Node blockIo(Subject subject) {
    return subject.at("linux", "resources", "blockIO");
  }

  private static void deviceWeight(Subject subject, Reporter reporter) {
    for (Node entry : blockIo(subject).get("weightDevice").elements()) {
      if (entry.get("weight").isAbsent() && entry.get("leafWeight").isAbsent()) {
        reporter.report(entry, "expected weight, leafWeight or both, found neither");
      }
    }
  }

  private static void rate(Subject subject, Reporter reporter) {
    Node blockIo = blockIo(subject);
    for (String name : THROTTLES) {
      for (Node entry : blockIo.get(name).elements()) {
        Node rate = entry.get("rate");
        if (rate.isAbsent()) {
          reporter.report(rate, "expected rate, found none");
        }
      }
    }
  }

  private static void weight(Subject subject, Reporter reporter) {
    Node weight = blockIo(subject).get("weight");
    boolean tooLight = NumberFacts.isAbove(weight, 0) && NumberFacts.isBelow(weight, 10);
    if (tooLight || NumberFacts.isAbove(weight, 1000)) {
      reporter.report(
          weight, "expected a weight of 10 to 1000, found " + NumberFacts.shown(weight));
    }
  }
}
