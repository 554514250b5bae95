package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;
import static dev.ocispec.version.Release.V1_3_0;

import java.util.List;

/** Rules about {@code linux.intelRdt}. */
final class IntelRdtRules {
  private static final String INTEL_RDT = "config-linux.md#configLinuxIntelRdt";
  private static final String ONE_LINE = "expected a single line, found ";

  static final List<Rule> LIST =
      List.of(
          should("intel-rdt-l3-prefix", INTEL_RDT, V1_0_0, IntelRdtRules::cachePrefix)
              .on(Platform.LINUX)
              .says("l3CacheSchema begins with L3:.")
              .because("It is the line of the schemata file for the level 3 cache."),
          should("intel-rdt-l3-no-newline", INTEL_RDT, V1_0_0, IntelRdtRules::cacheLine)
              .on(Platform.LINUX)
              .says("l3CacheSchema has no line break.")
              .because("Lines for other resources belong into memBwSchema or schemata."),
          must("intel-rdt-mb-no-newline", INTEL_RDT, V1_0_2, IntelRdtRules::bandwidthLine)
              .on(Platform.LINUX)
              .says("memBwSchema has no line break, not even at its end.")
              .because("It is one line of the schemata file; another could set what it must not."),
          must("intel-rdt-schemata-no-newline", INTEL_RDT, V1_3_0, IntelRdtRules::schemataLines)
              .on(Platform.LINUX)
              .says("No entry of schemata has a line break.")
              .because("Each entry is one line of the schemata file."),
          info("intel-rdt-schemata-alone", INTEL_RDT, V1_3_0, IntelRdtRules::schemataAlone)
              .on(Platform.LINUX)
              .says("l3CacheSchema and memBwSchema are absent beside schemata.")
              .because(
                  "schemata is written last and can hold their lines as well. The Go bindings"
                      + " advise against both; the specification allows it."),
          runtime("intel-rdt-clos-id", INTEL_RDT, V1_0_2, IntelRdtRules::classId)
              .on(Platform.LINUX)
              .says("closID is not . or .., and has no slash unless it is / alone.")
              .because("It names a directory in resctrl; / stands for resctrl itself.")
              .runtimes(
                  "runc and youki refuse the document; older releases of runc refuse / as well."));

  private IntelRdtRules() {}

  private static Node intelRdt(Subject subject) {
    return subject.at("linux", "intelRdt");
  }

  private static void cachePrefix(Subject subject, Reporter reporter) {
    Node schema = intelRdt(subject).get("l3CacheSchema");
    String text = schema.asText().orElse("");
    if (!text.isEmpty() && !text.startsWith("L3:")) {
      reporter.report(schema, "expected L3: and a schema, found " + RuleFacts.shown(text));
    }
  }

  private static void cacheLine(Subject subject, Reporter reporter) {
    singleLine(intelRdt(subject).get("l3CacheSchema"), reporter);
  }

  private static void bandwidthLine(Subject subject, Reporter reporter) {
    singleLine(intelRdt(subject).get("memBwSchema"), reporter);
  }

  private static void schemataLines(Subject subject, Reporter reporter) {
    for (Node entry : intelRdt(subject).get("schemata").elements()) {
      singleLine(entry, reporter);
    }
  }

  private static void singleLine(Node line, Reporter reporter) {
    String text = line.asText().orElse("");
    if (text.indexOf('\n') >= 0) {
      reporter.report(line, ONE_LINE + RuleFacts.shown(text), "remove the line break");
    }
  }

  private static void schemataAlone(Subject subject, Reporter reporter) {
    Node intelRdt = intelRdt(subject);
    if (intelRdt.get("schemata").elements().isEmpty()) {
      return;
    }
    for (String name : List.of("l3CacheSchema", "memBwSchema")) {
      Node schema = intelRdt.get(name);
      String text = schema.asText().orElse("");
      if (!text.isEmpty()) {
        reporter.report(
            schema,
            "expected no " + name + " beside schemata, found " + RuleFacts.shown(text),
            "make it the first of the schemata");
      }
    }
  }

  private static void classId(Subject subject, Reporter reporter) {
    Node closId = intelRdt(subject).get("closID");
    String text = closId.asText().orElse("");
    boolean slash = text.indexOf('/') >= 0 && !text.equals("/");
    if (slash || text.equals(".") || text.equals("..")) {
      reporter.report(
          closId,
          "expected the name of a directory, or / for the default class, found "
              + RuleFacts.shown(text));
    }
  }
}
