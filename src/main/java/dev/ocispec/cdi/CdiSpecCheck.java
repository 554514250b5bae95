package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiDevice;
import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.SchemaFindings;
import dev.ocispec.spec.internal.Walkable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a file by the specification. */
final class CdiSpecCheck {
  private final List<Finding> findings = new ArrayList<>();

  private CdiSpecCheck() {}

  /** All that is wrong with the file, in the order of the checks. */
  static List<Finding> of(CdiSpec spec) {
    CdiSpecCheck check = new CdiSpecCheck();
    Walkable document = Walkable.of(spec);
    ObjectSchema schema = document.schema();
    JsonValueCollector tree = new JsonValueCollector();
    document.accept(tree);
    check.findings.addAll(SchemaFindings.ofTyped(document));
    check.findings.addAll(UnknownMembers.in(tree.result(), schema));
    check.version(spec);
    check.kind(spec.kind());
    check.devices(spec.devices());
    spec.containerEdits()
        .ifPresent(edits -> check.findings.addAll(EditsCheck.of("/containerEdits", edits)));
    return List.copyOf(check.findings);
  }

  private void version(CdiSpec spec) {
    Optional<CdiRelease> declared = CdiRelease.of(spec.cdiVersion());
    if (declared.isPresent()) {
      findings.addAll(ReleaseNeeds.findings(spec, declared.get()));
    } else {
      fault(
          "cdi-version",
          "/cdiVersion",
          "expected one of "
              + CdiRelease.all()
              + ", found \""
              + ForeignText.shown(spec.cdiVersion())
              + "\"");
    }
  }

  private void kind(String kind) {
    String fault = CdiDeviceName.faultOfKind(kind);
    if (!fault.isEmpty()) {
      fault(
          "cdi-name",
          "/kind",
          "expected vendor/class, found \"" + ForeignText.shown(kind) + "\": " + fault);
    }
  }

  private void devices(List<CdiDevice> devices) {
    if (devices.isEmpty()) {
      fault("cdi-devices", "/devices", "expected at least one device, found none");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < devices.size(); i++) {
      CdiDevice device = devices.get(i);
      String place = "/devices/" + i;
      String fault = CdiDeviceName.faultOfName(device.name());
      if (!fault.isEmpty()) {
        fault(
            "cdi-name",
            place + "/name",
            "found \"" + ForeignText.shown(device.name()) + "\": " + fault);
      }
      if (!names.add(device.name())) {
        fault(
            "cdi-devices",
            place + "/name",
            "expected each name once, found \"" + ForeignText.shown(device.name()) + "\" again");
      }
      device
          .containerEdits()
          .ifPresent(edits -> findings.addAll(EditsCheck.of(place + "/containerEdits", edits)));
    }
  }

  private void fault(String rule, String pointer, String message) {
    findings.add(Finding.must(rule, pointer, message));
  }
}
