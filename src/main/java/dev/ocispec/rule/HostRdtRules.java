package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;
import static dev.ocispec.version.Release.V1_3_0;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rules about what the host offers of Intel's Resource Director Technology. */
final class HostRdtRules {
  private static final String SECTION = "config-linux.md#configLinuxIntelRdt";
  private static final String RESCTRL = "/sys/fs/resctrl";
  private static final String FAIL = "runc, crun and youki fail at create.";

  static final List<Rule> LIST =
      List.of(
          host(must("intel-rdt-resctrl-mounted", SECTION, V1_0_0, HostRdtRules::mounted))
              .says("The host has a resctrl file system mounted when linux.intelRdt is set.")
              .because("All of it is set there.")
              .runtimes("runc refuses the document; crun from 1.21 on and youki fail at create."),
          host(must("intel-rdt-clos-exists", SECTION, V1_0_2, HostRdtRules::exists))
              .says("A closID without any schema is a directory of the host's resctrl.")
              .because("The container can join a class that is there; a new one needs a schema.")
              .runtimes(FAIL),
          host(must("intel-rdt-clos-matches", SECTION, V1_0_2, HostRdtRules::matches))
              .says("The schemas beside the closID of an existing class are those of the class.")
              .because("A runtime has to refuse to change a class that others use.")
              .runtimes("crun and youki fail at create."),
          host(runtime("intel-rdt-hardware", SECTION, V1_0_0, HostRdtRules::hardware))
              .says("The host has what a schema allocates: cache or memory bandwidth.")
              .because("Processors have the one, the other, both or none.")
              .runtimes("runc refuses the document."),
          host(must("intel-rdt-monitoring-group", SECTION, V1_3_0, HostRdtRules::monitoring))
              .says("The host's resctrl can monitor when enableMonitoring is set.")
              .because("A runtime has to fail when it can't make the monitoring group.")
              .runtimes(FAIL));

  private HostRdtRules() {}

  private static Rule host(Rule rule) {
    return rule.withScope(Scope.HOST).on(Platform.LINUX);
  }

  private static Node rdt(Subject subject) {
    return subject.at("linux", "intelRdt");
  }

  /** Whether the file system is where runtimes look for it. */
  private static boolean isMounted(Subject subject) {
    return HostLook.isThere(subject, RESCTRL + "/schemata");
  }

  private static void mounted(Subject subject, Reporter reporter) {
    boolean none =
        HostLook.host(subject)
            .read("/proc/self/mountinfo")
            .filter(text -> !text.contains(" - resctrl "))
            .isPresent();
    if (none && !rdt(subject).members().isEmpty()) {
      reporter.report(
          rdt(subject), "expected no intelRdt on a host without a mounted resctrl file system");
    }
  }

  private static void exists(Subject subject, Reporter reporter) {
    Node id = rdt(subject).get("closID");
    if (isName(id)
        && lines(subject).isEmpty()
        && isMounted(subject)
        && HostLook.isMissing(subject, RESCTRL + "/" + id.asText().orElse(""))) {
      reporter.report(
          id,
          "expected a class of the host, found "
              + RuleFacts.shown(id.asText().orElse(""))
              + " and no schema to make it with");
    }
  }

  private static void matches(Subject subject, Reporter reporter) {
    Node id = rdt(subject).get("closID");
    if (!isName(id)) {
      return;
    }
    Optional<Map<String, String>> has =
        HostLook.host(subject)
            .read(RESCTRL + "/" + id.asText().orElse("") + "/schemata")
            .map(text -> parts(List.of(text.split("\n"))));
    if (has.isEmpty()) {
      return;
    }
    for (Node schema :
        List.of(rdt(subject).get("l3CacheSchema"), rdt(subject).get("memBwSchema"))) {
      Map<String, String> asked =
          parts(schema.asText().map(text -> List.of(text.split("\n"))).orElse(List.of()));
      if (!has.get().entrySet().containsAll(asked.entrySet())) {
        reporter.report(
            schema,
            "expected what the class "
                + RuleFacts.shown(id.asText().orElse(""))
                + " has on the host, found "
                + RuleFacts.shown(schema.asText().orElse("")));
      }
    }
  }

  /** Each resource of each domain with its value: L3:0=0F as L3:0 to f. */
  private static Map<String, String> parts(List<String> lines) {
    Map<String, String> parts = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      for (String domain : line.substring(colon + 1).split(";")) {
        int equals = domain.indexOf('=');
        if (colon > 0 && equals > 0) {
          String value = domain.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
          parts.put(
              line.substring(0, colon + 1).strip() + domain.substring(0, equals).strip(),
              value.replaceFirst("^0+(?=.)", ""));
        }
      }
    }
    return parts;
  }

  /** The schemas, by the member that they stand in. */
  private static List<Node> lines(Subject subject) {
    List<Node> lines = new ArrayList<>(rdt(subject).get("schemata").elements());
    for (String member : List.of("l3CacheSchema", "memBwSchema")) {
      if (rdt(subject).get(member).isPresent()) {
        lines.add(rdt(subject).get(member));
      }
    }
    return lines;
  }

  private static boolean isName(Node id) {
    return id.asText()
        .filter(text -> !text.isEmpty() && text.indexOf('/') < 0 && !text.startsWith("."))
        .isPresent();
  }

  private static void hardware(Subject subject, Reporter reporter) {
    needs(subject, reporter, "l3CacheSchema", "L3", "cache allocation");
    needs(subject, reporter, "memBwSchema", "MB", "memory bandwidth allocation");
  }

  private static void needs(
      Subject subject, Reporter reporter, String member, String info, String words) {
    Node schema = rdt(subject).get(member);
    if (schema.isPresent()
        && isMounted(subject)
        && HostLook.isMissing(subject, RESCTRL + "/info/" + info)
        && HostLook.isMissing(subject, RESCTRL + "/info/" + info + "CODE")) {
      reporter.report(schema, "expected no " + member + " on a host without " + words);
    }
  }

  private static void monitoring(Subject subject, Reporter reporter) {
    Node enabled = rdt(subject).get("enableMonitoring");
    if (enabled.isTrue()
        && isMounted(subject)
        && HostLook.isMissing(subject, RESCTRL + "/mon_groups")) {
      reporter.report(enabled, "expected false on a host whose resctrl can't monitor");
    }
  }
}
