package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import dev.ocispec.rule.knowledge.internal.SysctlMeaning;
import java.util.List;
import java.util.Set;

/** Rules about {@code linux.sysctl}: kernel parameters must belong to a namespace. */
final class SysctlRules {
  private static final String SECTION = "config-linux.md#configLinuxSysctl";
  private static final String REFUSED = "runc, crun and youki refuse the document.";

  private static final String QUEUES = "fs.mqueue.";
  private static final String HOSTNAME = "kernel.hostname";
  private static final String DOMAIN_NAME = "kernel.domainname";

  private static final Set<String> OWN_NETWORK =
      Set.of("/proc/self/ns/net", "/proc/thread-self/ns/net");

  static final List<Rule> LIST =
      List.of(
          runtime("sysctl-ipc", SECTION, V1_0_0, SysctlRules::ipc)
              .on(Platform.LINUX)
              .says("A parameter of the ipc namespace is set only in a container that has one.")
              .because("It would change the host.")
              .runtimes(REFUSED),
          runtime("sysctl-mqueue-new", SECTION, V1_0_0, SysctlRules::mqueue)
              .on(Platform.LINUX)
              .says("fs.mqueue parameters are set only with a new ipc and a new mount namespace.")
              .because("They are written through a file system that is mounted in the container.")
              .runtimes("oci-runtime-tool validate refuses the document."),
          runtime("sysctl-net", SECTION, V1_0_0, SysctlRules::net)
              .on(Platform.LINUX)
              .says("A net parameter is set only in a container with a network namespace.")
              .because("It would change the host.")
              .runtimes(REFUSED),
          runtime("sysctl-domainname", SECTION, V1_0_0, SysctlRules::domainName)
              .on(Platform.LINUX)
              .says(
                  "kernel.domainname is set only with a uts namespace, and to the same value as"
                      + " domainname.")
              .because("Without the namespace it would change the host.")
              .runtimes("runc, crun and youki refuse the first, crun the second."),
          runtime("sysctl-hostname", SECTION, V1_0_0, SysctlRules::hostname)
              .on(Platform.LINUX)
              .says("kernel.hostname is not set as a parameter.")
              .because("The property hostname is there for it.")
              .runtimes("runc, crun and youki refuse the document, even when it has no hostname."),
          runtime("sysctl-user", SECTION, V1_0_0, SysctlRules::user)
              .on(Platform.LINUX)
              .says("No user parameter is set.")
              .because("It needs a user namespace, and several runtimes refuse it even then.")
              .runtimes(
                  "runc 1.1 and crun always refuse it, newer runc and youki without a user"
                      + " namespace."),
          runtime("sysctl-namespaced-only", SECTION, V1_0_0, SysctlRules::namespaced)
              .on(Platform.LINUX)
              .says("Only parameters that belong to a namespace are set.")
              .because("Any other is the whole host's.")
              .runtimes(REFUSED));

  private SysctlRules() {}

  private static List<? extends Node> all(Subject subject) {
    return subject.at("linux", "sysctl").members();
  }

  private static String name(Node parameter) {
    return SysctlMeaning.dotted(parameter.key());
  }

  private static boolean isOf(String namespace, Node parameter) {
    return SysctlMeaning.namespace(parameter.key()).equals(namespace);
  }

  private static void ipc(Subject subject, Reporter reporter) {
    if (RuleFacts.hasNamespace(subject, "ipc")) {
      return;
    }
    for (Node parameter : all(subject)) {
      if (isOf("ipc", parameter)) {
        needs(parameter, "an ipc namespace", "none", reporter);
      }
    }
  }

  private static void mqueue(Subject subject, Reporter reporter) {
    for (Node parameter : all(subject)) {
      if (name(parameter).startsWith(QUEUES)) {
        boolean joined =
            RuleFacts.hasNamespace(subject, "ipc") && !RuleFacts.hasNewNamespace(subject, "ipc");
        if (joined || !RuleFacts.hasNewNamespace(subject, "mount")) {
          needs(
              parameter,
              "a new ipc and a new mount namespace",
              "at most one of them that is new",
              reporter);
        }
      }
    }
  }

  private static void net(Subject subject, Reporter reporter) {
    boolean own =
        RuleFacts.namespaces(subject, "network").stream()
            .anyMatch(entry -> !RuleFacts.pathOf(entry).filter(OWN_NETWORK::contains).isPresent());
    if (own) {
      return;
    }
    for (Node parameter : all(subject)) {
      if (isOf("network", parameter)) {
        needs(parameter, "a network namespace of the container's own", "none", reporter);
      }
    }
  }

  private static void domainName(Subject subject, Reporter reporter) {
    for (Node parameter : all(subject)) {
      if (!name(parameter).equals(DOMAIN_NAME)) {
        continue;
      }
      Node property = subject.at("domainname");
      if (!RuleFacts.hasNamespace(subject, "uts")) {
        needs(parameter, "a uts namespace", "none", reporter);
      } else if (property.isPresent() && !property.is(parameter.asText().orElse(""))) {
        reporter.report(
            parameter,
            "expected the value of domainname, "
                + RuleFacts.shown(property.asText().orElse(""))
                + ", found "
                + RuleFacts.shown(parameter.asText().orElse("")),
            "keep one of the two");
      }
    }
  }

  private static void hostname(Subject subject, Reporter reporter) {
    for (Node parameter : all(subject)) {
      if (name(parameter).equals(HOSTNAME)) {
        reporter.report(
            parameter,
            "expected the host name in hostname, found the parameter kernel.hostname",
            "set hostname instead");
      }
    }
  }

  private static void user(Subject subject, Reporter reporter) {
    boolean namespace = RuleFacts.hasNamespace(subject, "user");
    for (Node parameter : all(subject)) {
      if (isOf("user", parameter)) {
        if (namespace) {
          reporter.report(
              parameter,
              "expected no user parameter, which runc 1.1 and crun refuse, found "
                  + RuleFacts.shown(parameter.key()));
        } else {
          needs(parameter, "a user namespace", "none", reporter);
        }
      }
    }
  }

  private static void namespaced(Subject subject, Reporter reporter) {
    for (Node parameter : all(subject)) {
      if (isOf("", parameter)) {
        reporter.report(
            parameter,
            "expected a parameter that belongs to a namespace, found "
                + RuleFacts.shown(parameter.key())
                + ", which is the whole host's",
            "set it on the host");
      }
    }
  }

  private static void needs(Node parameter, String what, String found, Reporter reporter) {
    reporter.report(
        parameter,
        "expected "
            + what
            + " for the parameter "
            + RuleFacts.shown(parameter.key())
            + ", found "
            + found);
  }
}
