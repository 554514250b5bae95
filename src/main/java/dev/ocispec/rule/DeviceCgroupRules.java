package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.Optional;

/** Rules about {@code linux.resources.devices}, which says what devices may be used. */
final class DeviceCgroupRules {
  private static final String DEVICES = "config-linux.md#configLinuxDeviceAllowedlist";

  static final List<Rule> LIST =
      List.of(
          must("resources-devices-type", DEVICES, V1_0_0, DeviceCgroupRules::type)
              .on(Platform.LINUX)
              .says("The type of an entry in linux.resources.devices is a, b or c, or absent.")
              .because("a stands for all devices, b for block and c for character devices.")
              .runtimes(
                  "runc, crun and oci-runtime-tool refuse the document; runsc ignores it; youki"
                      + " takes u and p as well."),
          must("resources-devices-access", DEVICES, V1_0_0, DeviceCgroupRules::access)
              .on(Platform.LINUX)
              .says("The access of an entry in linux.resources.devices has the letters r, w and m.")
              .because("r is for reading, w for writing and m for making nodes; there is no other.")
              .runtimes(
                  "crun and oci-runtime-tool refuse the document; runc and runsc ignore what they"
                      + " don't know."),
          runtime(
                  "resources-devices-access-required",
                  DEVICES,
                  V1_0_0,
                  DeviceCgroupRules::accessRequired)
              .on(Platform.LINUX)
              .says("Each entry in linux.resources.devices says what access it is about.")
              .because("The specification lets access be absent, but not all runtimes do.")
              .runtimes("runc refuses the document."));

  private DeviceCgroupRules() {}

  private static void type(Subject subject, Reporter reporter) {
    for (Node entry : subject.at("linux", "resources", "devices").elements()) {
      Node type = entry.get("type");
      if (type.isPresent() && !type.is("a") && !type.is("b") && !type.is("c")) {
        reporter.report(
            type,
            "expected the type a, b or c, found " + RuleFacts.shown(type.asText().orElse("")),
            "write c for character devices, b for block devices, a for all");
      }
    }
  }

  private static void access(Subject subject, Reporter reporter) {
    for (Node entry : subject.at("linux", "resources", "devices").elements()) {
      Node access = entry.get("access");
      Optional<String> text = access.asText();
      if (text.isPresent() && !isAccess(text.get())) {
        reporter.report(
            access,
            "expected the letters r, w and m only, found " + RuleFacts.shown(text.get()),
            "write rwm for all access");
      }
    }
  }

  private static boolean isAccess(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("rwm".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void accessRequired(Subject subject, Reporter reporter) {
    for (Node entry : subject.at("linux", "resources", "devices").elements()) {
      Node access = entry.get("access");
      if (access.isAbsent() || access.is("")) {
        reporter.report(access, "expected access, found none", "write rwm for all access");
      }
    }
  }
}
