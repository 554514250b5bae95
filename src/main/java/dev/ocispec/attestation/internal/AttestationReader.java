package dev.ocispec.attestation.internal;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.attestation.Observation;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attestations from their JSON form. */
public final class AttestationReader {
  private AttestationReader() {}

  /**
   * Reads what {@link AttestationJson} writes; whether it holds follows from its checks.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Attestation read(JsonValue json) {
    List<AttestationCheck> checks = new ArrayList<>();
    for (JsonValue check : member(json, "checks").elements()) {
      checks.add(
          new AttestationCheck(
              text(check, "name"),
              member(check, "holds").asBoolean().orElse(false),
              text(check, "expected"),
              text(check, "found")));
    }
    Map<String, List<String>> sections = new LinkedHashMap<>();
    member(json, "observed")
        .members()
        .forEach(
            (name, lines) ->
                sections.put(
                    name,
                    lines.elements().stream().map(line -> line.asText().orElse("")).toList()));
    return new Attestation(
        text(json, "specDigest"),
        PathBytes.path(text(json, "runtime")),
        checks,
        new Observation(sections));
  }

  private static String text(JsonValue object, String name) {
    return member(object, name)
        .asText()
        .orElseThrow(() -> new IllegalArgumentException("expected a text in \"" + name + "\""));
  }

  private static JsonValue member(JsonValue object, String name) {
    JsonValue value = object.members().get(name);
    if (value == null) {
      throw new IllegalArgumentException("expected an attestation with \"" + name + "\"");
    }
    return value;
  }
}
