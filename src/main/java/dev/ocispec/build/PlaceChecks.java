package dev.ocispec.build;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What came of the attempts that the probe made, and what it found in the root folder. */
final class PlaceChecks {
  private final ProbeScript.Places places;
  private final List<String> answers;
  private int next;

  PlaceChecks(ProbeScript.Places places, Observation observed) {
    this.places = places;
    this.answers = observed.section("places");
  }

  List<AttestationCheck> all() {
    List<AttestationCheck> checks = new ArrayList<>();
    for (String place : places.readOnly()) {
      checks.add(check("not-writable " + place, Set.of("refused", "device", "absent")));
    }
    for (String place : places.writable()) {
      checks.add(check("writable " + place, Set.of("written")));
    }
    for (String place : places.masked()) {
      checks.add(check("masked " + place, Set.of("empty", "absent")));
    }
    return checks;
  }

  /** The root folder holds what the bundle has there, and nothing of the host. */
  static AttestationCheck root(Bundle bundle, Observation observed) {
    Set<String> expected = new TreeSet<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(bundle.folder().resolve(SandboxLayout.ROOT))) {
      entries.forEach(entry -> expected.add("/" + entry.getFileName()));
    } catch (IOException e) {
      throw new AttestationException("the bundle's root can't be listed: " + e, e);
    }
    for (Mount mount : bundle.spec().mounts()) {
      int end = mount.destination().indexOf('/', 1);
      expected.add(end < 0 ? mount.destination() : mount.destination().substring(0, end));
    }
    Set<String> others = new TreeSet<>(observed.section("root"));
    others.removeAll(expected);
    return new AttestationCheck(
        "no-host-files",
        others.isEmpty() && !observed.section("root").isEmpty(),
        "none but " + expected,
        "others: " + others);
  }

  private AttestationCheck check(String name, Set<String> allowed) {
    String answer = next < answers.size() ? answers.get(next) : "no answer";
    next++;
    return new AttestationCheck(
        name, allowed.contains(answer), String.join(" or ", new TreeSet<>(allowed)), answer);
  }
}
