package dev.ocispec.attestation;

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
  /** The probe's answer for a place where nothing is. */
  static final String ABSENT = "absent";

  private final ProbeScript.Places places;
  private final Observation observed;

  PlaceChecks(ProbeScript.Places places, Observation observed) {
    this.places = places;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    List<AttestationCheck> checks = new ArrayList<>();
    for (String place : places.readOnly()) {
      checks.add(check("not-writable ", place, Set.of("refused", "device", ABSENT)));
    }
    for (String place : places.writable()) {
      checks.add(check("writable ", place, Set.of("written")));
    }
    for (String place : places.masked()) {
      checks.add(check("masked ", place, Set.of("empty", ABSENT)));
    }
    return checks;
  }

  /** What the container's root folder is to hold: the bundle's part, and places for mounts. */
  static Set<String> rootEntries(Bundle bundle) {
    Set<String> expected = new TreeSet<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(bundle.folder().resolve(SandboxLayout.ROOT))) {
      entries.forEach(entry -> expected.add("/" + entry.getFileName()));
    } catch (IOException e) {
      throw new AttestationException("cannot list the bundle's root: " + e, e);
    }
    for (Mount mount : bundle.spec().mounts()) {
      int end = mount.destination().indexOf('/', 1);
      expected.add(end < 0 ? mount.destination() : mount.destination().substring(0, end));
    }
    return expected;
  }

  /** The root folder holds nothing of the host. */
  static AttestationCheck root(Set<String> expected, Observation observed) {
    Set<String> others = new TreeSet<>(observed.section("root"));
    others.removeAll(expected);
    return new AttestationCheck(
        "no-host-files",
        others.isEmpty() && !observed.section("root").isEmpty(),
        "none but " + expected,
        "others: " + others);
  }

  /** What the probe answered for a place; its answers are in the order of its questions. */
  static String answer(ProbeScript.Places places, Observation observed, String place) {
    int index = places.all().indexOf(place);
    List<String> answers = observed.section("places");
    return index >= 0 && index < answers.size() ? answers.get(index) : "no answer";
  }

  private AttestationCheck check(String name, String place, Set<String> allowed) {
    String answer = answer(places, observed, place);
    return new AttestationCheck(
        name + place,
        allowed.contains(answer),
        String.join(" or ", new TreeSet<>(allowed)),
        answer);
  }
}
