package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules about {@code hostname} and {@code domainname}. */
final class HostnameRules {
  private static final int LONGEST = 64;

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "hostname-needs-uts",
                  "config.md#configHostname",
                  V1_0_0,
                  (subject, reporter) -> needsUts(subject, "hostname", reporter))
              .on(Platform.LINUX)
              .says("A hostname is set only together with a UTS namespace.")
              .because("Without a namespace of its own the container would rename the host.")
              .runtimes("runc, crun and youki refuse the document; runsc takes it."),
          runtime(
                  "domainname-needs-uts",
                  "config.md#configDomainname",
                  V1_1_0,
                  (subject, reporter) -> needsUts(subject, "domainname", reporter))
              .on(Platform.LINUX)
              .says("A domainname is set only together with a UTS namespace.")
              .because("Without a namespace of its own the container would rename the host's.")
              .runtimes(
                  "runc 1.3, crun and youki refuse the document; runc 1.1 and runsc ignore"
                      + " domainname."),
          runtime("hostname-length", "config.md#configHostname", V1_0_0, HostnameRules::length)
              .on(Platform.LINUX)
              .says("hostname and domainname have at most 64 bytes.")
              .because("sethostname(2) and setdomainname(2) refuse longer ones.")
              .runtimes("runc, crun and youki fail to create the container; runsc takes it."));

  private HostnameRules() {}

  private static void needsUts(Subject subject, String name, Reporter reporter) {
    Node node = subject.at(name);
    if (node.isPresent() && !node.is("") && !RuleFacts.hasNamespace(subject, "uts")) {
      reporter.report(
          node,
          "expected a namespace of the type uts for the " + name + ", found none",
          "add { \"type\": \"uts\" } to linux.namespaces");
    }
  }

  private static void length(Subject subject, Reporter reporter) {
    length(subject.at("hostname"), reporter);
    length(subject.at("domainname"), reporter);
  }

  private static void length(Node name, Reporter reporter) {
    String text = name.asText().orElse("");
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      reporter.report(
          name, "expected at most " + LONGEST + " bytes, found " + bytes + " in " + shown(text));
    }
  }
}
