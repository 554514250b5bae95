package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiDeviceNode;
import dev.ocispec.cdispec.CdiHook;
import dev.ocispec.cdispec.CdiIntelRdt;
import dev.ocispec.cdispec.CdiMount;
import dev.ocispec.cdispec.CdiNetDevice;
import dev.ocispec.cdispec.ContainerEdits;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Judges changes of a configuration by the specification. */
final class EditsCheck {
  private static final Set<String> TYPES = Set.of("", "b", "c", "u", "p");
  private static final int LONGEST_PATH = 4096;

  private final List<Finding> findings = new ArrayList<>();

  private EditsCheck() {}

  /** All that is wrong with the changes at {@code place}. */
  static List<Finding> of(String place, ContainerEdits edits) {
    EditsCheck check = new EditsCheck();
    check.variables(place + "/env", edits.env());
    each(place + "/deviceNodes", edits.deviceNodes(), check::deviceNode);
    check.netDevices(place + "/netDevices", edits.netDevices());
    each(place + "/mounts", edits.mounts(), check::mount);
    each(place + "/hooks", edits.hooks(), check::hook);
    edits.intelRdt().ifPresent(rdt -> check.intelRdt(place + "/intelRdt", rdt));
    return check.findings;
  }

  private static <T> void each(String place, List<T> values, BiConsumer<String, T> check) {
    for (int i = 0; i < values.size(); i++) {
      check.accept(place + "/" + i, values.get(i));
    }
  }

  private void variables(String place, List<String> env) {
    each(
        place,
        env,
        (at, variable) -> {
          if (variable.indexOf('=') < 1) {
            fault("cdi-env", at, "NAME=value", variable);
          }
        });
  }

  private void deviceNode(String place, CdiDeviceNode node) {
    filled(place + "/path", node.path());
    String type = node.type().orElse("");
    if (!TYPES.contains(type)) {
      fault("cdi-device-node", place + "/type", "c, u, b or p", type);
    }
    String permissions = node.permissions().orElse("");
    if (!permissions.matches("[rwm]*")) {
      fault("cdi-device-node", place + "/permissions", "letters of r, w and m", permissions);
    }
  }

  private void netDevices(String place, List<CdiNetDevice> devices) {
    Set<String> hosts = new HashSet<>();
    Set<String> names = new HashSet<>();
    each(
        place,
        devices,
        (at, device) -> {
          filled(at + "/hostInterfaceName", device.hostInterfaceName());
          filled(at + "/name", device.name());
          once(at + "/hostInterfaceName", device.hostInterfaceName(), hosts);
          once(at + "/name", device.name(), names);
        });
  }

  private void once(String place, String name, Set<String> seen) {
    if (!seen.add(name)) {
      fault("cdi-net-device", place, "each interface once", name);
    }
  }

  private void mount(String place, CdiMount mount) {
    filled(place + "/hostPath", mount.hostPath());
    filled(place + "/containerPath", mount.containerPath());
  }

  private void hook(String place, CdiHook hook) {
    if (HookKind.of(hook.hookName()).isEmpty()) {
      fault("cdi-hook", place + "/hookName", "one of " + HookKind.names(), hook.hookName());
    }
    if (!hook.path().startsWith("/")) {
      fault("cdi-hook", place + "/path", "an absolute path", hook.path());
    }
    variables(place + "/env", hook.env());
  }

  private void intelRdt(String place, CdiIntelRdt rdt) {
    String id = rdt.closID().orElse("");
    if (id.length() >= LONGEST_PATH || id.matches("\\.\\.?|(?s).*[/\n].*")) {
      fault("cdi-intel-rdt", place + "/closID", "the name of a folder", id);
    }
  }

  private void filled(String place, String text) {
    if (text.isEmpty()) {
      fault("cdi-empty", place, "some text", "");
    }
  }

  private void fault(String rule, String pointer, String expected, String found) {
    findings.add(
        Finding.must(
            rule,
            pointer,
            "expected " + expected + ", found \"" + ForeignText.shown(found) + "\""));
  }
}
