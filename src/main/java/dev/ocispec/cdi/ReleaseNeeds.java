package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiDevice;
import dev.ocispec.cdispec.CdiIntelRdt;
import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.cdispec.ContainerEdits;
import dev.ocispec.report.Finding;
import dev.ocispec.spec.OciObject;
import java.util.ArrayList;
import java.util.List;

/** What a file uses that not every release has. */
final class ReleaseNeeds {
  /** Members of {@code intelRdt} that 1.1.0 dropped; until then they mean what they mean there. */
  static final List<String> DROPPED = List.of("enableCMT", "enableMBM");

  /** Something that a release brought. */
  private record Need(String pointer, String what, CdiRelease since) {}

  private final List<Need> needs = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();

  private ReleaseNeeds(CdiSpec spec) {
    int slash = spec.kind().indexOf('/');
    need(
        spec.kind().indexOf('.', slash + 1) >= 0 && slash >= 0,
        "/kind",
        "a class with a dot",
        CdiRelease.V0_6_0);
    need(!spec.annotations().isEmpty(), "/annotations", "annotations", CdiRelease.V0_6_0);
    spec.containerEdits().ifPresent(edits -> edits("/containerEdits", edits));
    for (int i = 0; i < spec.devices().size(); i++) {
      device("/devices/" + i, spec.devices().get(i));
    }
  }

  /** The lowest release that has all that the file uses. */
  static CdiRelease lowest(CdiSpec spec) {
    return new ReleaseNeeds(spec)
        .needs.stream().map(Need::since).reduce(CdiRelease.V0_3_0, CdiRelease::max);
  }

  /** What the file uses and the release that it names does not have. */
  static List<Finding> findings(CdiSpec spec, CdiRelease declared) {
    ReleaseNeeds all = new ReleaseNeeds(spec);
    List<Finding> findings = new ArrayList<>();
    all.needs.stream()
        .filter(need -> need.since().compareTo(declared) > 0)
        .map(
            need ->
                Finding.must(
                        "cdi-version",
                        need.pointer(),
                        need.what()
                            + " came with CDI "
                            + need.since()
                            + ", the file says "
                            + declared)
                    .withSuggestion("set cdiVersion to " + lowest(spec)))
        .forEach(findings::add);
    if (declared.compareTo(CdiRelease.V1_1_0) >= 0) {
      all.dropped.forEach(
          pointer ->
              findings.add(
                  Finding.must(
                          "cdi-version",
                          pointer,
                          "CDI 1.0.0 was the last to have this, the file says " + declared)
                      .withSuggestion("use enableMonitoring")));
    }
    return findings;
  }

  private void need(boolean used, String pointer, String what, CdiRelease since) {
    if (used) {
      needs.add(new Need(pointer, what, since));
    }
  }

  private void device(String pointer, CdiDevice device) {
    need(
        device.name().matches("[0-9].*"),
        pointer + "/name",
        "a name that begins with a digit",
        CdiRelease.V0_5_0);
    need(
        !device.annotations().isEmpty(),
        pointer + "/annotations",
        "annotations",
        CdiRelease.V0_6_0);
    device.containerEdits().ifPresent(edits -> edits(pointer + "/containerEdits", edits));
  }

  private void edits(String pointer, ContainerEdits edits) {
    for (int i = 0; i < edits.deviceNodes().size(); i++) {
      need(
          edits.deviceNodes().get(i).hostPath().isPresent(),
          pointer + "/deviceNodes/" + i + "/hostPath",
          "hostPath of device nodes",
          CdiRelease.V0_5_0);
    }
    for (int i = 0; i < edits.mounts().size(); i++) {
      need(
          edits.mounts().get(i).type().isPresent(),
          pointer + "/mounts/" + i + "/type",
          "the type of mounts",
          CdiRelease.V0_4_0);
    }
    need(
        !edits.additionalGids().isEmpty(),
        pointer + "/additionalGids",
        "additionalGids",
        CdiRelease.V0_7_0);
    need(!edits.netDevices().isEmpty(), pointer + "/netDevices", "netDevices", CdiRelease.V1_1_0);
    edits.intelRdt().ifPresent(rdt -> intelRdt(pointer + "/intelRdt", rdt));
  }

  private void intelRdt(String pointer, CdiIntelRdt rdt) {
    need(true, pointer, "intelRdt", CdiRelease.V0_7_0);
    need(!rdt.schemata().isEmpty(), pointer + "/schemata", "schemata", CdiRelease.V1_1_0);
    need(
        rdt.enableMonitoring().orElse(false),
        pointer + "/enableMonitoring",
        "enableMonitoring",
        CdiRelease.V1_1_0);
    DROPPED.stream()
        .filter(name -> isPresent(rdt, name))
        .forEach(name -> dropped.add(pointer + "/" + name));
  }

  private static boolean isPresent(OciObject object, String name) {
    return object.residue().member(name).filter(value -> !value.isNull()).isPresent();
  }
}
