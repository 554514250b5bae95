package dev.ocispec.service;

import dev.ocispec.attestation.internal.AttestationReader;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.runtime.Signal;
import dev.ocispec.sandbox.SandboxShell;
import dev.ocispec.spec.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what {@link BuildResultJson} writes. */
final class BuildResultReader {
  private BuildResultReader() {}

  /**
   * Reads a result.
   *
   * @throws IllegalArgumentException when it is none
   */
  static BuildResult read(String json) {
    JsonValue result;
    try {
      result = JsonValues.read(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    } catch (UnreadableDocumentException e) {
      throw new IllegalArgumentException("expected a build's result, found no JSON document", e);
    }
    ImmutableBuildResult.Builder builder =
        ImmutableBuildResult.builder()
            .status(
                known(BuildStatus.values(), BuildStatus::id, text(result, "status").orElse(""))
                    .orElseThrow(() -> unexpected("status", result)))
            .reason(text(result, "reason"))
            .reasonCode(text(result, "reasonCode").flatMap(BuildResultReader::code))
            .duration(Duration.ofMillis(number(result, "durationMillis").orElse(0L)))
            .logTail(text(result, "logTail").orElse(""))
            .cached(member(result, "cached").flatMap(JsonValue::asBoolean).orElse(false));
    number(result, "exitCode").ifPresent(code -> builder.exitCode(code.intValue()));
    number(result, "signal").ifPresent(number -> builder.signal(new Signal(number.intValue())));
    member(result, "outputs").stream()
        .flatMap(outputs -> outputs.elements().stream())
        .forEach(output -> builder.addOutputs(BuildOutputReader.read(output)));
    member(result, "shell").map(BuildResultReader::shell).ifPresent(builder::shell);
    member(result, "usage").map(BuildUsageReader::read).ifPresent(builder::usage);
    member(result, "attestation").map(AttestationReader::read).ifPresent(builder::attestation);
    return builder.build();
  }

  private static Optional<ReasonCode> code(String id) {
    return known(ReasonCode.values(), ReasonCode::id, id);
  }

  private static <T> Optional<T> known(T[] values, Function<T, String> id, String text) {
    return Stream.of(values).filter(value -> id.apply(value).equals(text)).findFirst();
  }

  private static SandboxShell shell(JsonValue shell) {
    return new SandboxShell(
        PathBytes.path(text(shell, "path").orElseThrow(() -> unexpected("shell", shell))),
        known(SandboxShell.Kind.values(), SandboxShell.Kind::id, text(shell, "kind").orElse(""))
            .orElseThrow(() -> unexpected("shell", shell)));
  }

  private static IllegalArgumentException unexpected(String member, JsonValue found) {
    return new IllegalArgumentException(
        "expected a build's result, found \"" + member + "\" missing or unknown in " + found);
  }

  private static Optional<JsonValue> member(JsonValue object, String name) {
    return Optional.ofNullable(object.members().get(name)).filter(value -> !value.isNull());
  }

  private static Optional<String> text(JsonValue object, String name) {
    return member(object, name).flatMap(JsonValue::asText);
  }

  private static Optional<Long> number(JsonValue object, String name) {
    return member(object, name)
        .map(JsonValue::asLong)
        .flatMap(value -> value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty());
  }
}
